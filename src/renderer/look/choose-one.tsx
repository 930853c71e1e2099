import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

interface ChooseOneProps<Id extends string> {
  readonly label: string;
  /** Whether only screen readers are told the label. */
  readonly isLabelHidden?: boolean;
  readonly className?: string;
  readonly value: Id | null;
  readonly items: readonly { readonly id: Id; readonly label: string }[];
  readonly onChange: (id: Id) => void;
}

/** One of a few things, in a list that opens. */
export function ChooseOne<Id extends string>({
  label,
  isLabelHidden = false,
  className = '',
  value,
  items,
  onChange,
}: ChooseOneProps<Id>) {
  return (
    <Select
      className={`field ${className}`}
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = items.find(({ id }) => id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : 'react-aria-Label'}>{label}</Label>
      <Button className="choose">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox items={items}>{(item) => <ListBoxItem>{item.label}</ListBoxItem>}</ListBox>
      </Popover>
    </Select>
  );
}
