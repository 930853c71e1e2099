import { useState } from 'react';
import {
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  RadioGroup,
  Select,
  SelectValue,
  Switch,
  Text,
  TextField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStation } from '../desk/station.ts';
import { textLanguage } from '../language/language.ts';
import { Choice } from './choice.tsx';
import type { Draft } from './draft.ts';
import { KioskExit } from './kiosk-exit.tsx';

interface StationStepProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

export function StationStep({ draft, onChange }: StationStepProps) {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const [isTouched, setIsTouched] = useState(false);
  const tracksExit = event.checkpoints.find(({ id }) => id === draft.checkpoint)?.tracksExit ?? false;
  const places = event.checkpoints.map((place) => ({ id: place.id, label: place.name[textLanguage()] }));
  return (
    <>
      <h2>{t('setup.station.question')}</h2>
      <TextField
        className="field"
        value={draft.name}
        maxLength={100}
        isInvalid={isTouched && draft.name.trim() === ''}
        onChange={(name) => {
          setIsTouched(true);
          onChange({ name });
        }}
      >
        <Label>{t('setup.station.name')}</Label>
        <Input autoComplete="off" />
        <Text slot="description" className="hint">
          {t('setup.station.nameHint')}
        </Text>
        <FieldError className="trouble">{t('setup.station.nameWrong')}</FieldError>
      </TextField>
      <RadioGroup
        className="choices two"
        value={draft.role}
        onChange={(role) => onChange({ role: role === 'kiosk' ? 'kiosk' : 'desk' })}
      >
        <Label>{t('setup.station.role')}</Label>
        <Choice value="desk" title={t('setup.station.desk')} hint={t('setup.station.deskHint')} />
        <Choice value="kiosk" title={t('setup.station.kiosk')} hint={t('setup.station.kioskHint')} />
      </RadioGroup>
      {draft.role === 'kiosk' && <KioskExit />}
      <Select
        className="field"
        selectedKey={draft.checkpoint}
        onSelectionChange={(checkpoint) => onChange({ checkpoint: String(checkpoint) })}
      >
        <Label>{t('setup.station.checkpoint')}</Label>
        <Button className="choose">
          <SelectValue />
          <span aria-hidden="true">▾</span>
        </Button>
        <Popover className="popover">
          <ListBox items={places}>{(place) => <ListBoxItem>{place.label}</ListBoxItem>}</ListBox>
        </Popover>
      </Select>
      {tracksExit && (
        <RadioGroup
          className="choices two"
          value={draft.direction}
          onChange={(direction) => onChange({ direction: direction === 'out' ? 'out' : 'in' })}
        >
          <Label>{t('setup.station.direction')}</Label>
          <Choice value="in" title={t('direction.in')} hint={t('setup.station.inHint')} />
          <Choice value="out" title={t('direction.out')} hint={t('setup.station.outHint')} />
        </RadioGroup>
      )}
      {draft.role === 'desk' && (
        <Switch
          className="switch"
          isSelected={draft.protocolDesk}
          onChange={(protocolDesk) => onChange({ protocolDesk })}
        >
          <i aria-hidden="true" />
          <span>
            <b>{t('alert.setting')}</b>
            <span className="hint">{t('alert.settingHint')}</span>
          </span>
        </Switch>
      )}
    </>
  );
}
