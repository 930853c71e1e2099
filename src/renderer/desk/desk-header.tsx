import { memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printer } from '../../contract/print.ts';
import type { SyncStatus } from '../../contract/status.ts';
import { currentLanguage, textLanguage } from '../language/language.ts';
import { count, timeOfDay, timeSince } from '../language/moments.ts';
import { printerStanding } from '../look/printer-words.ts';
import { useNow } from '../look/use-now.ts';
import { printerName } from './badge-words.ts';
import { downloadWords } from './list-words.ts';
import { useStation } from './station.ts';

const CLOCK_MS = 5_000;
const LONGEST_PRINTER_NAME = 14;

/** Which event, which door, which station; and in words what does not go as it should. */
export const DeskHeader = memo(function DeskHeader() {
  const { t } = useTranslation();
  const { status } = useStation();
  const { event } = status;
  // The time that is right, as far as a server has told it: not what this computer is set to.
  const now = useNow(CLOCK_MS) + (status.clockOffsetMs ?? 0);
  const language = textLanguage();
  const checkpoint = event.checkpoints.find((place) => place.id === status.checkpoint);
  return (
    <header className="desk-header">
      <div className="desk-place">
        <b>{event.name[language]}</b>
        <span dir="auto">
          {checkpoint?.name[language] ?? status.checkpoint}
          {checkpoint?.tracksExit && ` · ${t(`direction.${status.direction}`)}`} · {status.station.name}
        </span>
      </div>
      <SyncChip sync={status.sync} now={now} />
      <PrintersChip printers={status.printers} waiting={status.badgesWaiting} />
      <ScannerChip />
      <time className="clock">{timeOfDay(now, event.timeZone)}</time>
    </header>
  );
});

function Chip({ well, name, words }: { well: boolean; name: string; words: readonly string[] }) {
  return (
    <span className={well ? 'chip' : 'chip chip-warn'} data-chip={name}>
      <i aria-hidden="true" />
      <span>{words.filter((word) => word !== '').join(' · ')}</span>
    </span>
  );
}

function SyncChip({ sync, now }: { sync: SyncStatus; now: number }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const time = timeSince(sync.since, language, now);
  const waiting = sync.waiting === 0 ? '' : t('chip.sending', { count: count(sync.waiting, language) });
  const parked = sync.parked === 0 ? '' : t('chip.parked', { count: count(sync.parked, language) });
  const isSending = sync.state === 'online' && sync.waiting > 0;
  const words = [
    isSending ? '' : t(`chip.${sync.state}`, { time }),
    sync.download === null ? '' : downloadWords(t, sync.download, language),
    sync.state === 'alone' ? '' : waiting,
    parked,
  ];
  const well = (sync.state === 'online' || sync.state === 'alone') && sync.parked === 0;
  return <Chip name="sync" well={well} words={words} />;
}

/** Of several that are well only their number; each that is not is named. */
function PrintersChip({ printers, waiting }: { printers: readonly Printer[]; waiting: number }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const unwell = printers.filter((printer) => !isWell(printer));
  const shown = unwell.length === 0 && printers.length === 1 ? printers : unwell;
  const well = unwell.length === 0;
  const words = [
    well && printers.length > 1 ? t('chip.printersReady', { count: count(printers.length, language) }) : '',
    ...shown.map((printer) =>
      t('chip.printer', {
        printer: shortened(printerName(printer.name, language)),
        state: printerStanding(printer, t),
      }),
    ),
    well || waiting === 0 ? '' : t('chip.badgesWaiting', { count: count(waiting, language) }),
  ];
  return <Chip name="printer" well={well} words={words} />;
}

/** Both ends of a long name tell printers apart, and what is wrong with it stays in sight. */
function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST_PRINTER_NAME) return name;
  return [...characters.slice(0, 6), '…', ...characters.slice(-6)].join('');
}

function isWell({ state, reason, warnings }: Printer): boolean {
  return (state === 'ready' || state === 'printing') && reason === null && warnings.length === 0;
}

/** A USB scanner types into the window in front: while that is another one, its codes go astray. */
function ScannerChip() {
  const { t } = useTranslation();
  const [isInFront, setIsInFront] = useState(() => document.hasFocus());
  useEffect(() => {
    const look = () => setIsInFront(document.hasFocus());
    window.addEventListener('focus', look);
    window.addEventListener('blur', look);
    return () => {
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', look);
    };
  }, []);
  const { serialScanner } = useStation().status;
  const isPlugged = serialScanner?.isOpen ?? true;
  const words = [
    isInFront && !isPlugged ? '' : t(isInFront ? 'chip.scannerReady' : 'chip.scannerAway'),
    isPlugged ? '' : t('chip.serialAway'),
  ];
  return <Chip name="scanner" well={isInFront && isPlugged} words={words} />;
}
