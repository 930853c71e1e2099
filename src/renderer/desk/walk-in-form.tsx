import { useEffect, useRef } from 'react';
import { Button, Form, Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../contract/event.ts';
import type { Alike, WalkInForm } from '../../contract/guest.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { textLanguage } from '../language/language.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { latinLine, nameOf } from './person.ts';
import { SearchFacts } from './search-hit.tsx';
import { SidePanel } from './side-panel.tsx';
import { useStation } from './station.ts';
import { failureOfField, TypedField } from './typed-field.tsx';
import { useSuggestion } from './use-suggestion.ts';
import { useWalkIn } from './use-walk-in.ts';

interface WalkInPanelProps {
  /** What was searched for in vain, if anything. */
  readonly name: string;
  readonly onResult: (result: ScanResult) => void;
  /** The guest is on the list after all. */
  readonly onCheckIn: (registration: string) => void;
  readonly onClose: () => void;
}

const TEXTS = ['name', 'organization', 'latinName'] as const;

/** Takes down a guest who is on no list: three fields, Enter, and the badge comes. */
export function WalkInPanel({ name, onResult, onCheckIn, onClose }: WalkInPanelProps) {
  const { t } = useTranslation();
  const { event, checkpoint } = useStation().status;
  const { form, change, alike, isAsked, failure, isBusy, send } = useWalkIn(name, (result) => {
    onResult(result);
    onClose();
  });
  const organization = useSuggestion(form.organization);
  const admitted = event.checkpoints.find(({ id }) => id === checkpoint)?.categories ?? null;
  const wrongField = (field: keyof WalkInForm) => failureOfField(failure, field, 'name');

  function checkIn(registration: string) {
    onCheckIn(registration);
    onClose();
  }

  return (
    <SidePanel name="walk-in" title={t('walkIn.title')} onClose={onClose}>
      <Form
        className="walk-in"
        onSubmit={(submit) => {
          submit.preventDefault();
          void send(false);
        }}
      >
        {TEXTS.map((field, index) => (
          <TypedField
            key={field}
            label={t(`walkIn.${field}`)}
            value={form[field]}
            onChange={(text) => change(field, text)}
            failure={wrongField(field)}
            autoFocus={index === 0}
            suggestion={field === 'organization' ? organization : null}
          />
        ))}
        <Categories
          categories={event.categories}
          admitted={admitted}
          value={form.category}
          onChange={(category) => change('category', category)}
        />
        <FailureLine failure={TEXTS.some((field) => wrongField(field) !== null) ? null : failure} />
        <div className="side-panel-foot">
          {alike.length > 0 && <AlikeList alike={alike} isAsked={isAsked} onCheckIn={checkIn} />}
          {isAsked ? (
            <Button
              className="button"
              data-action="somebody-else"
              isDisabled={isBusy}
              onPress={() => void send(true)}
            >
              {t('walkIn.somebodyElse')}
            </Button>
          ) : (
            <Button className="button primary" type="submit" isDisabled={isBusy || form.name.trim() === ''}>
              {t('walkIn.send')} <kbd>⏎</kbd>
            </Button>
          )}
        </div>
      </Form>
    </SidePanel>
  );
}

interface CategoriesProps {
  readonly categories: readonly Category[];
  /** Null: all of them may come in here. */
  readonly admitted: readonly string[] | null;
  readonly value: string;
  readonly onChange: (category: string) => void;
}

/** All in sight, one arrow key apart. */
function Categories({ categories, admitted, value, onChange }: CategoriesProps) {
  const { t } = useTranslation();
  return (
    <RadioGroup className="walk-in-categories" value={value} onChange={onChange}>
      <Label>{t('walkIn.category')}</Label>
      <div>
        {categories.map(({ id, name, colour }) => (
          <Radio key={id} value={id} className="walk-in-category">
            <i style={{ background: colour }} />
            {name[textLanguage()]}
            {admitted !== null && !admitted.includes(id) && <small> {t('walkIn.notHere')}</small>}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

interface AlikeListProps {
  readonly alike: readonly Alike[];
  /** The desk must say now whether it is one of those who look the same. */
  readonly isAsked: boolean;
  readonly onCheckIn: (registration: string) => void;
}

/** Who may be the same person, each one press from being checked in. */
function AlikeList({ alike, isAsked, onCheckIn }: AlikeListProps) {
  const { t } = useTranslation();
  const first = useRef<HTMLButtonElement>(null);
  const hasSame = alike.some(({ likeness }) => likeness === 'same');
  useEffect(() => {
    if (isAsked) first.current?.focus();
  }, [isAsked]);
  return (
    <div
      className={`walk-in-alike ${hasSame ? 'walk-in-same' : ''}`}
      data-alike={hasSame ? 'same' : 'similar'}
    >
      <p role={isAsked ? 'alert' : 'status'}>
        <b>{t(isAsked ? 'walkIn.asked' : hasSame ? 'walkIn.same' : 'walkIn.similar')}</b>
      </p>
      <ul>
        {alike.map(({ hit, likeness }, index) => (
          <li key={hit.registration.id} data-likeness={likeness}>
            <span>
              <b dir="auto">{nameOf(hit.registration) || t('verdict.nameless')}</b>{' '}
              <bdi>{latinLine(hit.registration)}</bdi>
              <SearchFacts hit={hit} />
            </span>
            <Button
              className="button small"
              ref={index === 0 ? first : null}
              onPress={() => onCheckIn(hit.registration.id)}
            >
              {t('walkIn.checkIn')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
