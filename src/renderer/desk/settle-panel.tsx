import { memo, useId, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure, Result } from '../../contract/failure.ts';
import { type Decision, isKnownOp, type Op } from '../../contract/op.ts';
import type { Registration } from '../../contract/registration.ts';
import type { ParkedOp } from '../../contract/status.ts';
import type { Conflict, ConflictKind } from '../../contract/verdict.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { currentLanguage } from '../language/language.ts';
import { count, momentInWords } from '../language/moments.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { Mark } from '../look/marks.tsx';
import { useMay } from '../staff/session.ts';
import { latinLine, nameOf } from './person.ts';
import { useStation } from './station.ts';
import { placeOf } from './verdict-facts.tsx';

/** Keeps an admission or takes it back. */
const ALLOW_OR_TAKE_BACK = [
  { decision: 'let-stand', words: 'settle.allow' },
  { decision: 'take-back', words: 'settle.take-back' },
] as const;

/** The ways to settle each kind, the likeliest first. */
const WAYS = {
  'double-admission': [
    { decision: 'same-person', words: 'settle.same-person' },
    { decision: 'somebody-else', words: 'settle.somebody-else' },
    { decision: 'let-stand', words: 'settle.let-stand' },
  ],
  'admitted-while-offline': ALLOW_OR_TAKE_BACK,
  'over-capacity': ALLOW_OR_TAKE_BACK,
  'skewed-clock': ALLOW_OR_TAKE_BACK,
  'duplicate-walk-in': [
    { decision: 'same-person', words: 'settle.same-person' },
    { decision: 'somebody-else', words: 'settle.two-people' },
  ],
} as const satisfies Record<
  ConflictKind,
  readonly { readonly decision: Decision | 'take-back'; readonly words: string }[]
>;

/** What needs a person's decision, each with its answers one tap away; nothing while there is nothing. */
export const SettlePanel = memo(function SettlePanel() {
  const { t } = useTranslation();
  const { toSettle } = useStation();
  const { conflicts, parked } = toSettle;
  const total = toSettle.conflictCount + toSettle.parkedCount;
  const left = total - conflicts.length - parked.length;
  const titleId = useId();
  const mayDecide = useMay()('manager');
  if (total === 0) return null;
  return (
    <section className="settle" aria-labelledby={titleId}>
      <h2 id={titleId}>
        <Mark name="alert" /> {t('settle.title', { count: count(total, currentLanguage()) })}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ul tabIndex={0} aria-labelledby={titleId}>
        {conflicts.map((conflict) => (
          <ConflictItem key={conflict.second.op} conflict={conflict} mayDecide={mayDecide} />
        ))}
        {parked.map((item) => (
          <ParkedItem key={item.op.id} item={item} />
        ))}
        {!mayDecide && <li className="hint">{t('staff.askManager')}</li>}
        {toSettle.parkedCount > 0 && mayDecide && <RetryParked parkedCount={toSettle.parkedCount} />}
        {left > 0 && <li className="hint">{t('settle.more', { count: count(left, currentLanguage()) })}</li>}
      </ul>
    </section>
  );
});

function ConflictItem({ conflict, mayDecide }: { conflict: Conflict; mayDecide: boolean }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { kind, second, other } = conflict;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const facts = useFacts(conflict);

  async function act(ask: () => Promise<Result<Op>>) {
    setIsBusy(true);
    const answer = await ask();
    setIsBusy(false);
    setFailure(answer.ok ? null : answer.failure);
  }
  function settle(decision: Decision | 'take-back') {
    if (decision === 'take-back')
      return act(() => core.ask((client, options) => client.undo({ op: second.op }, options)));
    const settlement = { entry: second.op, decision, other: other?.id ?? null };
    return act(() => core.ask((client, options) => client.settle(settlement, options)));
  }

  return (
    <li className="settle-item" data-conflict={kind}>
      <Name registration={conflict.registration} guest={conflict.guest} />
      <p>{facts}</p>
      {other !== null && <Other registration={other} />}
      <FailureLine failure={failure} />
      <div className="settle-actions">
        {(mayDecide ? WAYS[kind] : []).map(({ decision, words }) => (
          <Button
            key={decision}
            className="button"
            data-decision={decision}
            isDisabled={isBusy}
            onPress={() => void settle(decision)}
          >
            {t(words)}
          </Button>
        ))}
      </div>
    </li>
  );
}

/** Where and when: at both desks, or at the one that could not know better; and why it is in question. */
function useFacts(conflict: Conflict): string {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const language = currentLanguage();
  const { kind, checkpoint, registration } = conflict;
  const moment = (at: string) => momentInWords(at, event.timeZone, language, Date.now());
  if (kind === 'duplicate-walk-in') {
    return t('settle.duplicate', { desk: conflict.second.stationName, time: moment(conflict.second.at) });
  }
  const place = (stationName: string) =>
    placeOf({ checkpoint: checkpoint ?? '', stationName }, event.checkpoints, language);
  const second = `${place(conflict.second.stationName)} ${moment(conflict.second.at)}`;
  if (conflict.first !== null) {
    const first = `${place(conflict.first.stationName)} ${moment(conflict.first.at)}`;
    return t('settle.double', { first, second });
  }
  if (kind === 'skewed-clock') return t('settle.skewed', { second });
  if (kind === 'over-capacity') {
    const capacity = event.checkpoints.find(({ id }) => id === checkpoint)?.capacity ?? 0;
    return t('settle.overCapacity', { second, capacity: count(capacity, language) });
  }
  const status = registration?.status === 'blocked' ? 'blocked' : 'cancelled';
  return t(`settle.offline.${status}`, { second });
}

/** Whom a walk-in may be: names, organisation, and the number by which the list has them. */
function Other({ registration }: { registration: Registration }) {
  const { organization, id } = registration;
  return (
    <>
      <Name registration={registration} guest={id} />
      <p>
        {organization !== '' && (
          <>
            <bdi>{organization}</bdi> ·{' '}
          </>
        )}
        <bdi>{id}</bdi>
      </p>
    </>
  );
}

function ParkedItem({ item: { op, registration, reason } }: { item: ParkedOp }) {
  const { t } = useTranslation();
  const kind = t(`opKind.${isKnownOp(op) ? op.kind : 'foreign'}`);
  return (
    <li className="settle-item" data-parked={reason}>
      {registration !== null && <Name registration={registration} guest={registration.id} />}
      <p>{t('settle.parked', { kind, reason: t(`parkReason.${reason}`) })}</p>
    </li>
  );
}

/** Sends all that the server did not take once more: somebody has seen to the reason. */
function RetryParked({ parkedCount }: { parkedCount: number }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function retry() {
    setIsBusy(true);
    const answer = await core.ask((client, options) => client.retryParked(undefined, options));
    setIsBusy(false);
    setFailure(answer.ok ? null : answer.failure);
  }

  return (
    <li className="settle-item">
      <FailureLine failure={failure} />
      <div className="settle-actions">
        <Button className="button" data-action="retry" isDisabled={isBusy} onPress={() => void retry()}>
          {t('settle.retry', { count: count(parkedCount, currentLanguage()) })}
        </Button>
      </div>
    </li>
  );
}

/** A guest by name, or by the id while the list does not have them. */
function Name({ registration, guest }: { registration: Registration | null; guest: string }) {
  const { t } = useTranslation();
  return (
    <p className="settle-name" dir="auto">
      <b>{registration === null ? guest : nameOf(registration) || t('verdict.nameless')}</b>{' '}
      {registration !== null && latinLine(registration)}
    </p>
  );
}
