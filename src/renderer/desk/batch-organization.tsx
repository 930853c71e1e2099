import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../language/language.ts';
import { count } from '../language/moments.ts';
import { useOrganizations } from './use-organizations.ts';

interface ChooseOrganizationProps {
  readonly value: string | null;
  readonly onChange: (organization: string | null) => void;
}

/** A delegation of the list, found by any part of its name. */
export function ChooseOrganization({ value, onChange }: ChooseOrganizationProps) {
  const { t } = useTranslation();
  const organizations = useOrganizations();
  return (
    <ComboBox
      className="field batch-organization"
      menuTrigger="focus"
      defaultItems={organizations.map(({ name, guests }) => ({ id: name, name, guests }))}
      selectedKey={value}
      onSelectionChange={(key) => onChange(key === null ? null : String(key))}
    >
      <Label>{t('batch.organization')}</Label>
      <div className="batch-organization-field">
        <Input placeholder={t('batch.organizationHint')} />
        <Button className="button quiet" aria-label={t('batch.organization')}>
          ▾
        </Button>
      </div>
      <Popover className="popover">
        <ListBox>
          {({ name, guests }: { name: string; guests: number }) => (
            <ListBoxItem textValue={name}>
              <bdi>{name}</bdi>&nbsp;<span className="hint">{count(guests, currentLanguage())}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
