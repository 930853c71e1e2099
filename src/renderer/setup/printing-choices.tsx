import { useQuery } from '@tanstack/react-query';
import { Label, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { PrintWhenSchema } from '../../contract/print.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { Choice } from './choice.tsx';
import type { Draft } from './draft.ts';
import { LayoutPrinters } from './layout-printers.tsx';
import { PrinterSelect } from './printer-select.tsx';

interface PrintingChoicesProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** Where badges go while the printers are in trouble, which come out elsewhere, and when they are printed at all. */
export function PrintingChoices({ draft, onChange }: PrintingChoicesProps) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { data } = useQuery({
    queryKey: ['printers'],
    queryFn: () => core.ask((client, options) => client.printers(undefined, options)),
  });
  const printers = (data?.ok ? data.value : []).map(({ name }) => name);
  const chosen = [draft.printer, ...draft.furtherPrinters];
  return (
    <>
      <PrinterSelect
        label={t('setup.printing.failover')}
        none={t('setup.printing.noFailover')}
        printers={printers.filter((name) => !chosen.includes(name))}
        chosen={draft.failoverPrinter}
        onChange={(failoverPrinter) => onChange({ failoverPrinter })}
      />
      <LayoutPrinters draft={draft} printers={printers} onChange={onChange} />
      <RadioGroup
        className="choices three"
        value={draft.printWhen}
        onChange={(when) => onChange({ printWhen: PrintWhenSchema.parse(when) })}
      >
        <Label>{t('setup.printing.when')}</Label>
        {PrintWhenSchema.options.map((when) => (
          <Choice
            key={when}
            value={when}
            title={t(`setup.printing.${when}.title`)}
            hint={t(`setup.printing.${when}.hint`)}
          />
        ))}
      </RadioGroup>
    </>
  );
}
