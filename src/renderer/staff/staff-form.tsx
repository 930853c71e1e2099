import { useRef, useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { PinSchema, type StaffRole, StaffRoleSchema } from '../../contract/staff.ts';
import { ChooseOne } from '../look/choose-one.tsx';

interface StaffFormProps {
  /** The first has to be a manager. */
  readonly isFirst: boolean;
  /** False when it was refused. */
  readonly onAdd: (member: { name: string; role: StaffRole; pin: string }) => Promise<boolean>;
}

/** Another person of the staff: name, role, and the PIN twice. */
export function StaffForm({ isFirst, onAdd }: StaffFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [role, setRole] = useState<StaffRole>('desk');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const isPin = PinSchema.safeParse(pin).success;
  const isReady = name.trim() !== '' && isPin && pin === again && !isBusy;
  const roles = isFirst ? (['manager'] as const) : StaffRoleSchema.options;

  async function add() {
    if (!isReady) return;
    setIsBusy(true);
    const isTaken = await onAdd({ name, role: isFirst ? 'manager' : role, pin });
    setIsBusy(false);
    if (!isTaken) return;
    for (const clear of [setName, setPin, setAgain]) clear('');
    // The button that had the focus takes none now: the next person follows.
    nameField.current?.focus();
  }

  return (
    <Form
      className="staff-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div className="staff-pair">
        <TextField className="field" value={name} maxLength={100} onChange={setName}>
          <Label>{t('staff.name')}</Label>
          <Input ref={nameField} autoComplete="off" autoFocus />
        </TextField>
        <ChooseOne
          label={t('staff.roleLabel')}
          value={isFirst ? 'manager' : role}
          items={roles.map((id) => ({ id, label: `${t(`staff.role.${id}`)} · ${t(`staff.may.${id}`)}` }))}
          onChange={setRole}
        />
      </div>
      <div className="staff-pair">
        <PinField
          label={t('staff.newPin')}
          value={pin}
          wrong={pin !== '' && !isPin ? t('staff.pinRule') : null}
          onChange={setPin}
        />
        <PinField
          label={t('staff.pinAgain')}
          value={again}
          wrong={isPin && again !== '' && !pin.startsWith(again) ? t('staff.pinDiffers') : null}
          onChange={setAgain}
        />
      </div>
      <Button type="submit" className="button primary" isDisabled={!isReady}>
        {isBusy ? t('staff.adding') : t('staff.add')}
      </Button>
    </Form>
  );
}

interface PinFieldProps {
  readonly label: string;
  readonly value: string;
  readonly wrong: string | null;
  readonly onChange: (pin: string) => void;
}

function PinField({ label, value, wrong, onChange }: PinFieldProps) {
  return (
    <TextField
      className="field"
      type="password"
      value={value}
      maxLength={12}
      isInvalid={wrong !== null}
      onChange={(text) => onChange(text.replaceAll(/\D/g, ''))}
    >
      <Label>{label}</Label>
      <Input inputMode="numeric" autoComplete="off" />
      <FieldError className="trouble">{wrong}</FieldError>
    </TextField>
  );
}
