import { type ReactNode, useId, useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure, Result } from '../../contract/failure.ts';
import type { Deed, GuestDetails, Merge, Pass, PutRight } from '../../contract/guest.ts';
import type { Registration } from '../../contract/registration.ts';
import { RoleSchema } from '../../contract/sync.ts';
import { currentLanguage, textLanguage } from '../language/language.ts';
import { count, momentInWords } from '../language/moments.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { printerName } from './badge-words.ts';
import { nameOf } from './person.ts';
import { useStation } from './station.ts';
import { failureOfField, TypedField } from './typed-field.tsx';
import { UndoButton } from './undo-question.tsx';
import type { GuestWork } from './use-guest.ts';

interface GuestRecordsProps {
  readonly guest: GuestWork;
  readonly details: GuestDetails;
  readonly onUndo: (op: string, registration: Registration) => Promise<Result<unknown>>;
}

/** What the log says of a guest, the newest of each first, and how to take it back. */
export function GuestRecords({ guest, details, onUndo }: GuestRecordsProps) {
  const { t } = useTranslation();
  const { registration, passes, badges, notes, corrections, merges } = details;
  return (
    <section className="guest-records" aria-label={t('guest.records')}>
      {merges.length > 0 && (
        <Records title={t('guest.merges')}>
          {merges.map((merge) => (
            <MergeItem key={merge.walkIn} merge={merge} onPart={guest.part} />
          ))}
        </Records>
      )}
      <Records title={t('guest.passes')} none={t('guest.noPasses')}>
        {passes.map((pass) => (
          <PassItem key={pass.op} pass={pass} onUndo={() => onUndo(pass.op, registration)} />
        ))}
      </Records>
      <Records title={t('guest.badges')} none={t('guest.noBadges')}>
        {badges.map((badge) => (
          <li key={badge.op} data-badge-generation={badge.generation}>
            <span>
              {t('guest.badge', { generation: count(badge.generation, currentLanguage()) })} ·{' '}
              <bdi>{printerName(badge.printer, currentLanguage())}</bdi>
              {badge.voided !== null && (
                <b> · {t('guest.voided', { reason: t(`reprint.reason.${badge.voided}`) })}</b>
              )}
              <By deed={badge} />
            </span>
          </li>
        ))}
      </Records>
      {notes.length + registration.notes.length > 0 && (
        <Records title={t('guest.notes')}>
          {registration.notes !== '' && (
            <li>
              <span dir="auto">
                {registration.notes} <small className="hint">{t('guest.listNote')}</small>
              </span>
            </li>
          )}
          {notes.map((note) => (
            <li key={note.op}>
              <span dir="auto">
                {note.text}
                <By deed={note} />
              </span>
              <UndoButton label={t('guest.undoNote')} onUndo={() => guest.takeBack(note.op)} />
            </li>
          ))}
        </Records>
      )}
      <NoteForm onNote={guest.note} />
      {corrections.length > 0 && (
        <Records title={t('guest.corrections')}>
          {corrections.map((correction) => (
            <CorrectionItem
              key={correction.op}
              correction={correction}
              onUndo={() => guest.takeBack(correction.op)}
            />
          ))}
        </Records>
      )}
    </section>
  );
}

interface RecordsProps {
  readonly title: string;
  /** What is said where there are none. */
  readonly none?: string;
  readonly children: ReactNode;
}

function Records({ title, none = '', children }: RecordsProps) {
  const titleId = useId();
  const isEmpty = Array.isArray(children) && children.length === 0;
  return (
    <>
      <h3 id={titleId}>{title}</h3>
      {isEmpty ? <p className="hint">{none}</p> : <ul aria-labelledby={titleId}>{children}</ul>}
    </>
  );
}

/** When, where and, where somebody was signed in, by whom. */
function By({ deed: { at, stationName, actor } }: { deed: Deed }) {
  const { event } = useStation().status;
  const when = momentInWords(at, event.timeZone, currentLanguage(), Date.now());
  const isRole = RoleSchema.safeParse(actor).success;
  return (
    <small className="guest-by">
      {[when, stationName, isRole ? '' : actor]
        .filter((fact) => fact !== '')
        .map((fact) => (
          <bdi key={fact}>{fact}</bdi>
        ))}
    </small>
  );
}

function PassItem({ pass, onUndo }: { pass: Pass; onUndo: () => Promise<Result<unknown>> }) {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const place = event.checkpoints.find(({ id }) => id === pass.checkpoint)?.name[textLanguage()];
  return (
    <li data-pass={pass.way}>
      <span>
        <b>{place ?? pass.checkpoint}</b> · {t(`direction.${pass.way}`)}
        <By deed={pass} />
      </span>
      <UndoButton label={t('guest.undoPass', { place: place ?? pass.checkpoint })} onUndo={onUndo} />
    </li>
  );
}

function CorrectionItem({
  correction: { before, after, ...deed },
  onUndo,
}: {
  correction: PutRight;
  onUndo: () => Promise<Result<unknown>>;
}) {
  const { t } = useTranslation();
  const { categories } = useStation().status.event;
  const words = (field: string, text: string) =>
    (field === 'category' ? categories.find(({ id }) => id === text)?.name[textLanguage()] : text) || '–';
  return (
    <li>
      <span>
        {CORRECTED.filter((field) => after[field] !== undefined).map((field) => (
          <span key={field} className="guest-change">
            {t(`field.${field}`)}: <bdi>{words(field, before[field] ?? '')}</bdi> →{' '}
            <b>
              <bdi>{words(field, after[field] ?? '')}</bdi>
            </b>
          </span>
        ))}
        <By deed={deed} />
      </span>
      <UndoButton label={t('guest.undoCorrection')} onUndo={onUndo} />
    </li>
  );
}

const CORRECTED = [
  'familyName',
  'givenName',
  'latinName',
  'title',
  'badgeName',
  'organization',
  'category',
] as const;

/** A walk-in who was said to be this guest; two people after all, with one press. */
function MergeItem({
  merge,
  onPart,
}: {
  merge: Merge;
  onPart: (entry: string, other: string) => Promise<Result<unknown>>;
}) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const { walkIn, other, entry, registration } = merge;

  async function part() {
    setIsBusy(true);
    const answer = await onPart(entry, other);
    setIsBusy(false);
    if (!answer.ok) setFailure(answer.failure);
  }

  return (
    <li data-merge={walkIn}>
      <span>
        {t('guest.merge', { other })}{' '}
        <bdi>{[registration && nameOf(registration), walkIn].filter(Boolean).join(' · ')}</bdi>
        <By deed={merge} />
        <FailureLine failure={failure} />
      </span>
      <Button className="button small" data-action="part" isDisabled={isBusy} onPress={() => void part()}>
        {t('settle.two-people')}
      </Button>
    </li>
  );
}

/** Enter writes the note down. */
function NoteForm({ onNote }: { onNote: (text: string) => Promise<Result<unknown>> }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);

  async function write() {
    const answer = await onNote(text);
    setFailure(answer.ok ? null : answer.failure);
    if (answer.ok) setText('');
  }

  return (
    <Form
      className="guest-note"
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <TypedField
        label={t('guest.note')}
        value={text}
        onChange={setText}
        failure={failureOfField(failure, 'notes', '') ?? failure}
      />
      <Button className="button" type="submit" isDisabled={text.trim() === ''}>
        {t('guest.write')}
      </Button>
    </Form>
  );
}
