import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure, Result } from '../../contract/failure.ts';
import { HELD_REASONS, type PrintJob, type StuckReason } from '../../contract/print.ts';
import type { QueuedBadge } from '../../contract/status.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { currentLanguage } from '../language/language.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { badgeWord, printerName, remedy, undrawnWords } from './badge-words.ts';
import { MoveBadge } from './move-badge.tsx';
import { latinLine, nameOf } from './person.ts';

/** Reasons after which the paper may have come out all the same. */
const MAY_BE_OUT: readonly StuckReason[] = ['attention-needed', 'aborted-by-printer', 'cancelled-at-printer'];

/** One badge that waits: whose, why, what to do, and the taps for it. */
export function PrintQueueItem({ badge: { job, registration } }: { badge: QueuedBadge }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const language = currentLanguage();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const { reason, printer, undrawn } = job;
  const name = registration === null ? (job.registration ?? t('queue.test')) : nameOf(registration);
  const todo = remedy(job, language);

  async function act(ask: () => Promise<Result<PrintJob>>) {
    setIsBusy(true);
    const answer = await ask();
    setIsBusy(false);
    setFailure(answer.ok ? null : answer.failure);
  }
  const retry = (anyway: boolean) =>
    act(() => core.ask((client, options) => client.badge.retry({ job: job.id, anyway }, options)));
  const cameOut = () =>
    act(() => core.ask((client, options) => client.badge.cameOut({ job: job.id }, options)));
  const cancel = () =>
    act(() => core.ask((client, options) => client.badge.cancel({ job: job.id }, options)));
  const move = (to: string) =>
    act(() => core.ask((client, options) => client.badge.move({ job: job.id, printer: to }, options)));

  const isHeld = reason !== null && HELD_REASONS.includes(reason);
  const anyway = reason === 'characters-undrawn';
  const mayBeOut = reason !== null && MAY_BE_OUT.includes(reason);
  return (
    <li className="print-queue-item" data-reason={reason ?? job.state}>
      <p className="print-queue-name" dir="auto">
        <b>{name || t('verdict.nameless')}</b> {registration !== null && latinLine(registration)}
      </p>
      <p>
        {badgeWord(job, language)} · <bdi>{printerName(printer, language)}</bdi>
      </p>
      {undrawnWords(undrawn, language).map((words) => (
        <p key={words} dir="auto">
          {words}
        </p>
      ))}
      {todo !== '' && <p className="hint">{todo}</p>}
      <FailureLine failure={failure} />
      {/* biome-ignore lint/a11y/useSemanticElements: the taps of one badge, named by it, are no field of a form */}
      <div className="print-queue-actions" role="group" aria-label={name || t('verdict.nameless')}>
        {mayBeOut && (
          <Button
            className="button"
            data-action="came-out"
            isDisabled={isBusy}
            onPress={() => void cameOut()}
          >
            {t('queue.cameOut')}
          </Button>
        )}
        {isHeld && (
          <Button
            className="button"
            data-action={anyway ? 'anyway' : 'retry'}
            isDisabled={isBusy}
            onPress={() => void retry(anyway)}
          >
            {t(anyway ? 'queue.anyway' : 'queue.retry')}
          </Button>
        )}
        <MoveBadge from={printer} isBusy={isBusy} onMove={(to) => void move(to)} />
        <Button className="button" data-action="cancel" isDisabled={isBusy} onPress={() => void cancel()}>
          {t('queue.cancel')}
        </Button>
      </div>
    </li>
  );
}
