import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure, Result } from '../../contract/failure.ts';
import type { Correctable } from '../../contract/op.ts';
import type { Registration } from '../../contract/registration.ts';
import { textLanguage } from '../language/language.ts';
import { ChooseOne } from '../look/choose-one.tsx';
import { FailureLine } from '../look/failure-line.tsx';
import { useStation } from './station.ts';
import { failureOfField, TypedField } from './typed-field.tsx';

/** In the order in which they stand on the screen, two in a row; the organisation has one of its own. */
const SHORT_TEXTS = ['familyName', 'givenName', 'latinName', 'title', 'badgeName'] as const;
const TEXTS = [...SHORT_TEXTS, 'organization'] as const;
type Text = (typeof TEXTS)[number];

interface GuestCorrectionProps {
  readonly registration: Registration;
  readonly onCorrect: (after: Correctable) => Promise<Result<Registration>>;
  readonly onSaved: (after: Registration) => void;
  readonly onCancel: () => void;
}

/** Puts right what the list says of a guest; only what was changed is sent. Enter saves. */
export function GuestCorrection({ registration, onCorrect, onSaved, onCancel }: GuestCorrectionProps) {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const [changes, setChanges] = useState<Correctable>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const wrongField = (field: Text) => failureOfField(failure, field, 'familyName');
  const isToldAtField = TEXTS.some((field) => wrongField(field) !== null);

  function change(field: keyof Correctable, text: string) {
    setFailure(null);
    setChanges((before) => ({ ...before, [field]: text }));
  }

  async function save() {
    if (isBusy) return;
    setIsBusy(true);
    const answer = await onCorrect(changes);
    setIsBusy(false);
    if (answer.ok) onSaved(answer.value);
    else setFailure(answer.failure);
  }

  function textField(field: Text) {
    return (
      <TypedField
        key={field}
        label={t(`field.${field}`)}
        value={changes[field] ?? registration[field]}
        onChange={(text) => change(field, text)}
        failure={wrongField(field)}
        autoFocus={field === TEXTS[0]}
      />
    );
  }

  return (
    <Form
      className="guest-correction"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="guest-fields">
        {SHORT_TEXTS.map(textField)}
        <ChooseOne
          label={t('field.category')}
          value={changes.category ?? registration.category}
          items={event.categories.map(({ id, name }) => ({ id, label: name[textLanguage()] }))}
          onChange={(id) => change('category', id)}
        />
        {textField('organization')}
      </div>
      <FailureLine failure={isToldAtField ? null : failure} />
      <div className="side-panel-foot">
        <Button className="button" onPress={onCancel}>
          {t('guest.cancel')}
        </Button>
        <Button
          className="button primary"
          type="submit"
          isDisabled={isBusy || Object.keys(changes).length === 0}
        >
          {t('guest.save')} <kbd>⏎</kbd>
        </Button>
      </div>
    </Form>
  );
}
