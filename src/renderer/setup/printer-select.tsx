import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { printerName } from '../desk/badge-words.ts';
import { currentLanguage } from '../language/language.ts';

const NONE = '';

interface PrinterSelectProps {
  readonly label: string;
  /** What no choice means. */
  readonly none: string;
  readonly printers: readonly string[];
  readonly chosen: string | null;
  readonly onChange: (printer: string | null) => void;
}

/** One of the printers, or none. What is chosen is offered too, though the printer may be away now. */
export function PrinterSelect({ label, none, printers, chosen, onChange }: PrinterSelectProps) {
  const names = [...new Set([...printers, ...(chosen === null ? [] : [chosen])])];
  const items = names.map((name) => ({ id: name, label: printerName(name, currentLanguage()) }));
  return (
    <Select
      className="field"
      selectedKey={chosen ?? NONE}
      onSelectionChange={(name) => onChange(name === NONE ? null : String(name))}
    >
      <Label dir="auto">{label}</Label>
      <Button className="choose">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox items={[{ id: NONE, label: none }, ...items]}>
          {(item) => <ListBoxItem>{item.label}</ListBoxItem>}
        </ListBox>
      </Popover>
    </Select>
  );
}
