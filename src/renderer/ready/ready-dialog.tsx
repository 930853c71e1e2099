import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';
import { printerName } from '../desk/badge-words.ts';
import { useMovedBadges, useStation } from '../desk/station.ts';
import { currentLanguage } from '../language/language.ts';
import { momentInWords } from '../language/moments.ts';
import { ClosableDialog } from '../look/closable-dialog.tsx';
import { FailureLine } from '../look/failure-line.tsx';
import { Mark } from '../look/marks.tsx';
import { printerStanding } from '../look/printer-words.ts';
import { TestBadge } from '../setup/test-badge.tsx';
import { keepReady, useLastReady } from './last-ready.ts';
import { readyWords } from './ready-words.ts';
import { useBattery } from './use-battery.ts';
import { useCameraCheck } from './use-camera-check.ts';
import { useScannerCheck } from './use-scanner-check.ts';
import './ready.css';

const LOOK_EVERY_MS = 2_000;

/** One thing that was looked at; `isWell` is null while it is not known. */
interface Line {
  readonly name: string;
  readonly title: string;
  readonly words: string;
  readonly isWell: boolean | null;
  readonly more?: ReactNode;
}

/** Before doors open: whether this desk can go on alone for a day, each thing green or with what to do. */
export function ReadyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { lines, failure } = useLines();
  const { event } = useStation().status;
  const open = lines.filter(({ isWell }) => isWell !== true).length;
  const isReady = lines.length > 0 && open === 0 && failure === null;
  useEffect(() => {
    if (isReady) keepReady(new Date().toISOString());
  }, [isReady]);
  const at = useLastReady();
  return (
    <ClosableDialog name="ready" title={t('ready.title')} onClose={onClose}>
      <p className="ready-summary" role="status" data-ready={isReady}>
        <Mark name={isReady ? 'tick' : 'hourglass'} />
        {isReady && at !== null
          ? t('ready.yes', { at: momentInWords(at, event.timeZone, currentLanguage(), 0) })
          : t('ready.notYet', { count: open })}
      </p>
      <ul className="ready-lines">
        {lines.map((line) => (
          <ReadyLine key={line.name} line={line} />
        ))}
      </ul>
      <FailureLine failure={failure} />
    </ClosableDialog>
  );
}

function ReadyLine({ line: { name, title, words, isWell, more } }: { line: Line }) {
  return (
    <li data-check={name} data-well={isWell}>
      <Mark name={isWell === null ? 'hourglass' : isWell ? 'tick' : 'alert'} />
      <div>
        <b>{title}</b>
        <span dir="auto">{words}</span>
        {more}
      </div>
    </li>
  );
}

function useLines() {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { generation } = useCoreLine(core);
  const { status } = useStation();
  const language = currentLanguage();
  const { data } = useQuery({
    queryKey: ['ready', generation],
    queryFn: () => core.ask((client, options) => client.ready(undefined, options)),
    refetchInterval: LOOK_EVERY_MS,
  });
  const found = data?.ok ? data.value.checks : [];
  const lines = found.map((check): Line => {
    const isPrinter = check.name === 'printer' && check.finding !== 'none';
    const standing = isPrinter
      ? status.printers.map(
          (printer) => `${printerName(printer.name, language)}: ${printerStanding(printer, t)} · `,
        )
      : [];
    const words = readyWords(check, t, language, status.event.timeZone);
    return {
      name: check.name,
      title: t(`ready.name.${check.name}`),
      words: standing.join('') + words,
      isWell: check.isWell,
    };
  });
  const own = useWindowLines();
  return {
    lines: found.length === 0 ? [] : [...lines, ...own],
    failure: data === undefined || data.ok ? null : data.failure,
  };
}

/** What only the window can find out, with the help of a person. */
function useWindowLines(): Line[] {
  const { t } = useTranslation();
  const { status } = useStation();
  const moved = useMovedBadges();
  const scanner = useScannerCheck();
  const camera = useCameraCheck();
  const battery = useBattery();
  const { printer, furtherPrinters, when } = status.printing;
  const test = [...moved.values()].findLast(({ why }) => why === 'test');
  const percent = new Intl.NumberFormat(currentLanguage(), { style: 'percent' }).format(battery?.level ?? 0);
  return [
    ...(when === 'never'
      ? []
      : [
          {
            name: 'test-badge',
            title: t('ready.name.test'),
            words: t(test?.state === 'printed' ? 'ready.test.well' : 'ready.test.untried'),
            isWell: test?.state === 'printed' ? true : test?.state === 'stuck' ? false : null,
            more: <TestBadge printers={[printer, ...furtherPrinters]} />,
          },
        ]),
    {
      name: 'scanner',
      title: t('ready.name.scanner'),
      words: t(`ready.scanner.${scanner}`),
      isWell: scanner === 'untried' ? null : scanner === 'well',
    },
    {
      name: 'camera',
      title: t('ready.name.camera'),
      words: t(`ready.camera.${camera}`),
      isWell: camera === 'trying' ? null : camera !== 'refused',
    },
    ...(battery === null
      ? []
      : [
          {
            name: 'battery',
            title: t('ready.name.battery'),
            words: t(battery.isCharging ? 'ready.battery.well' : 'ready.battery.draining', { percent }),
            isWell: battery.isCharging,
          },
        ]),
  ];
}
