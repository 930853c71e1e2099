import { useQuery } from '@tanstack/react-query';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  RadioGroup,
  Select,
  SelectValue,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { PrintWhenSchema } from '../../contract/print.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { printerName } from '../desk/badge-words.ts';
import { currentLanguage } from '../language/language.ts';
import { Choice } from './choice.tsx';
import type { Draft } from './draft.ts';

const NONE = '';

interface PrintingChoicesProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** Where badges go while the printer is in trouble, and when they are printed at all. */
export function PrintingChoices({ draft, onChange }: PrintingChoicesProps) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { data } = useQuery({
    queryKey: ['printers'],
    queryFn: () => core.ask((client, options) => client.printers(undefined, options)),
  });
  const printers = (data?.ok ? data.value : []).map(({ name }) => name);
  // What stands is offered too, though the printer may be away now.
  const names = [
    ...new Set([...printers, ...(draft.failoverPrinter === null ? [] : [draft.failoverPrinter])]),
  ];
  const others = names
    .filter((name) => name !== draft.printer)
    .map((name) => ({ id: name, label: printerName(name, currentLanguage()) }));
  return (
    <>
      <Select
        className="field"
        selectedKey={draft.failoverPrinter ?? NONE}
        onSelectionChange={(name) => onChange({ failoverPrinter: name === NONE ? null : String(name) })}
      >
        <Label>{t('setup.printing.failover')}</Label>
        <Button className="choose">
          <SelectValue />
          <span aria-hidden="true">▾</span>
        </Button>
        <Popover className="popover">
          <ListBox items={[{ id: NONE, label: t('setup.printing.noFailover') }, ...others]}>
            {(item) => <ListBoxItem>{item.label}</ListBoxItem>}
          </ListBox>
        </Popover>
      </Select>
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
