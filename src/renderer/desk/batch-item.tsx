import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Batch, BatchReport } from '../../contract/batch.ts';
import type { Failure } from '../../contract/failure.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { currentLanguage, textLanguage } from '../language/language.ts';
import { count, momentInWords } from '../language/moments.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { WorkProgress } from '../look/work-progress.tsx';
import { badgeWord, undrawnWords } from './badge-words.ts';
import { nameOf } from './person.ts';
import { useStation } from './station.ts';

/** One batch: how far it is, its taps, and in the end what a person has to look after. */
export function BatchItem({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const language = currentLanguage();
  const title = useTitle(batch);
  const { state, total, done, requestedAt } = batch;
  return (
    <li className="batch" data-batch={state}>
      <p className="batch-title">
        <b dir="auto">{title}</b>
        <span>
          {t(`batch.state.${state}`)} · {momentInWords(requestedAt, event.timeZone, language, Date.now())}
        </span>
      </p>
      <WorkProgress
        label={title}
        done={done}
        total={total}
        words={t('batch.printed', { done: count(done, language), total: count(total, language) })}
      />
      <Counts batch={batch} />
      <Actions batch={batch} />
      <ToLookAfter batch={batch} />
    </li>
  );
}

function useTitle({ guests }: Batch): string {
  const { categories } = useStation().status.event;
  if (guests.by === 'organization') return guests.organization;
  if (guests.by === 'ids') return guests.file;
  const category = categories.find(({ id }) => id === guests.category);
  return category?.name[textLanguage()] ?? guests.category;
}

function Counts({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const { waiting, failed, givenUp, leftOut } = batch;
  const counts = { waiting, failed, givenUp, leftOut: leftOut.printed, notConfirmed: leftOut.notConfirmed };
  const words = (['waiting', 'failed', 'givenUp', 'leftOut', 'notConfirmed'] as const)
    .filter((what) => counts[what] > 0)
    .map((what) => t(`batch.count.${what}`, { count: count(counts[what], currentLanguage()) }));
  return words.length === 0 ? null : <p className="hint">{words.join(' · ')}</p>;
}

function Actions({ batch: { id, state } }: { batch: Batch }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);

  async function act(what: 'pause' | 'resume' | 'cancel') {
    const answer = await core.ask((client, options) => client.batch[what]({ batch: id }, options));
    setFailure(answer.ok ? null : answer.failure);
    await queries.invalidateQueries({ queryKey: ['batches'] });
  }

  if (state === 'done' || state === 'cancelled') return null;
  const stop = state === 'running' ? 'pause' : 'resume';
  return (
    <>
      <FailureLine failure={failure} />
      <div className="batch-actions">
        <Button className="button" data-action={stop} onPress={() => void act(stop)}>
          {t(`batch.${stop}`)}
        </Button>
        <Button className="button" data-action="cancel" onPress={() => void act('cancel')}>
          {t('batch.cancel')}
        </Button>
      </div>
    </>
  );
}

/** Badges that are held, with why, and lines of the file that name nobody; asked for as the counts change. */
function ToLookAfter({ batch }: { batch: Batch }) {
  const core = useDeskCore();
  const { id, state, failed } = batch;
  const { data } = useQuery({
    queryKey: ['batch', id, state, failed],
    queryFn: () => core.ask((client, options) => client.batch.report({ batch: id }, options)),
    placeholderData: (previous) => previous,
  });
  if (!data?.ok || data.value.held.length + data.value.unknownCount === 0) return null;
  return <Report report={data.value} />;
}

function Report({ report: { held, failed, unknown, unknownCount } }: { report: BatchReport }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const left = failed - held.length + unknownCount - unknown.length;
  return (
    <ul className="batch-report" aria-label={t('batch.lookAfter')}>
      {held.map(({ guest, registration, job }) => (
        <li key={job.id} data-held={job.reason}>
          <b dir="auto">{registration === null ? guest : nameOf(registration) || t('verdict.nameless')}</b>{' '}
          {guest}: {[badgeWord(job, language), ...undrawnWords(job.undrawn, language)].join(' · ')}
        </li>
      ))}
      {unknown.map(({ line, id }) => (
        <li key={`${line}`} data-unknown={id}>
          {t('batch.unknown', { line: count(line, language) })} <bdi>{id}</bdi>
        </li>
      ))}
      {left > 0 && <li className="hint">{t('settle.more', { count: count(left, language) })}</li>}
    </ul>
  );
}
