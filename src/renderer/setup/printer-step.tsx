import { useQuery } from '@tanstack/react-query';
import { Label, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Printer } from '../../contract/print.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { papersWords, printerStanding } from '../look/printer-words.ts';
import { Choice } from './choice.tsx';

const LOOK_AGAIN_MS = 3_000;

interface PrinterStepProps {
  readonly printer: string;
  readonly onPrinter: (name: string) => void;
}

/** The printers of the computer, each with what it says of itself now. */
export function PrinterStep({ printer, onPrinter }: PrinterStepProps) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { data } = useQuery({
    queryKey: ['printers'],
    queryFn: () => core.ask((client, options) => client.printers(undefined, options)),
    refetchInterval: LOOK_AGAIN_MS,
  });
  if (data === undefined) return <p>{t('setup.printer.looking')}</p>;
  if (!data.ok) return <FailureLine failure={data.failure} />;
  return (
    <RadioGroup className="choices" value={printer} onChange={onPrinter}>
      <Label>{t('setup.printer.question')}</Label>
      {data.value.map((item) => (
        <PrinterChoice key={item.name} printer={item} />
      ))}
    </RadioGroup>
  );
}

function PrinterChoice({ printer }: { printer: Printer }) {
  const { t } = useTranslation();
  if (printer.kind === 'pdf-folder') {
    return <Choice value={printer.name} title={t('printer.pdf-folder')} hint={t('setup.printer.pdfHint')} />;
  }
  const { ready, needed } = printer.media;
  // What it has is said already where it needs something else.
  const paper = needed.length > 0 ? '' : papersWords(ready, t);
  const hint = [printerStanding(printer, t), paper].filter((words) => words !== '').join(' · ');
  return <Choice value={printer.name} title={printer.name} hint={hint} />;
}
