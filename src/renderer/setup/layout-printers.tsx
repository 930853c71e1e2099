import { useQuery } from '@tanstack/react-query';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useDeskCore } from '../core/desk-core.ts';
import { currentLanguage } from '../language/language.ts';
import type { Draft } from './draft.ts';
import { PrinterSelect } from './printer-select.tsx';

interface LayoutPrintersProps {
  readonly draft: Draft;
  readonly printers: readonly string[];
  readonly onChange: (part: Partial<Draft>) => void;
}

/** Badges that look another way may want another paper, and so another printer. */
export function LayoutPrinters({ draft, printers, onChange }: LayoutPrintersProps) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { data } = useQuery({
    queryKey: ['layouts'],
    queryFn: () => core.ask((client, options) => client.setup.layouts(undefined, options)),
  });
  const { layoutPrinters } = draft;
  const layouts = data?.ok ? data.value : [];
  const isOffered = printers.length > 1 || Object.keys(layoutPrinters).length > 0;
  if (layouts.length === 0 || !isOffered) return null;
  const language = currentLanguage() === 'zh-CN' ? 'zh' : 'en';

  function choose(layout: string, printer: string | null): void {
    const { [layout]: _before, ...others } = layoutPrinters;
    onChange({ layoutPrinters: printer === null ? others : { ...others, [layout]: printer } });
  }

  return (
    <Disclosure className="disclosure" defaultExpanded={Object.keys(layoutPrinters).length > 0}>
      <Button slot="trigger" className="button quiet">
        {t('setup.printing.layouts')} <span aria-hidden="true">▾</span>
      </Button>
      <DisclosurePanel>
        <div className="layout-printers">
          {layouts.map(({ id, name }) => (
            <PrinterSelect
              key={id}
              label={name[language]}
              none={t('setup.printing.asOthers')}
              printers={printers}
              chosen={layoutPrinters[id] ?? null}
              onChange={(printer) => choose(id, printer)}
            />
          ))}
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
