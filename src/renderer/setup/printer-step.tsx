import { useQuery } from '@tanstack/react-query';
import { CheckboxGroup, Label } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { PDF_FOLDER_PRINTER, type Printer } from '../../contract/print.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { papersWords, printerStanding } from '../look/printer-words.ts';
import { ManyChoice } from './choice.tsx';
import type { Draft } from './draft.ts';

const LOOK_AGAIN_MS = 3_000;

interface PrinterStepProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** The printers of the computer, each with what it says of itself now. Several that are chosen share the badges. */
export function PrinterStep({ draft, onChange }: PrinterStepProps) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { data } = useQuery({
    queryKey: ['printers'],
    queryFn: () => core.ask((client, options) => client.printers(undefined, options)),
    refetchInterval: LOOK_AGAIN_MS,
  });
  if (data === undefined) return <p>{t('setup.printer.looking')}</p>;
  if (!data.ok) return <FailureLine failure={data.failure} />;
  const chosen = [draft.printer, ...draft.furtherPrinters];
  return (
    <CheckboxGroup
      className="choices"
      value={chosen}
      onChange={(names) => onChange(chosenOf(names, draft.printer))}
    >
      <Label>{t('setup.printer.question')}</Label>
      <p className="hint">{t('setup.printer.several')}</p>
      {data.value.map((item) => (
        <PrinterChoice key={item.name} printer={item} />
      ))}
    </CheckboxGroup>
  );
}

/** The PDF folder stands alone, and there always is one: who takes the last away has not chosen yet. */
function chosenOf(names: readonly string[], before: string): Partial<Draft> {
  const isPdf = names.includes(PDF_FOLDER_PRINTER) && before !== PDF_FOLDER_PRINTER;
  const printers = isPdf ? [PDF_FOLDER_PRINTER] : names.filter((name) => name !== PDF_FOLDER_PRINTER);
  const [printer, ...furtherPrinters] = printers;
  return printer === undefined ? {} : { printer, furtherPrinters };
}

function PrinterChoice({ printer }: { printer: Printer }) {
  const { t } = useTranslation();
  if (printer.kind === 'pdf-folder') {
    return (
      <ManyChoice value={printer.name} title={t('printer.pdf-folder')} hint={t('setup.printer.pdfHint')} />
    );
  }
  const { ready, needed } = printer.media;
  // What it has is said already where it needs something else.
  const paper = needed.length > 0 ? '' : papersWords(ready, t);
  const hint = [printerStanding(printer, t), paper].filter((words) => words !== '').join(' · ');
  return <ManyChoice value={printer.name} title={printer.name} hint={hint} />;
}
