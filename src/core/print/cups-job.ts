import { z } from 'zod';
import type { DeviceWord } from './device-jobs.ts';
import type { Sight } from './printer-adapter.ts';
import { isOutOfReach } from './printer-state.ts';

/** job-state of RFC 8011, section 5.3.7. */
const JOB_STATE = { held: 4, processing: 5, stopped: 6, cancelled: 7, aborted: 8, completed: 9 } as const;

const texts = z.array(z.string()).default([]);

/** What is asked of a job of CUPS: RFC 8011, and what the printer said that it is at. */
export const JobSchema = z.object({
  /** CUPS hides the names of other people's jobs. */
  'job-name': z.tuple([z.string()]).default(['']),
  'job-state': z.tuple([z.number()]),
  'job-state-reasons': texts,
  'job-printer-state-message': texts,
  /** In seconds; CUPS sets it anew each time that it begins with the job. */
  'time-at-processing': z.array(z.number()).catch([]),
  'number-of-documents': z.tuple([z.number()]).default([0]),
});
export type CupsJob = z.infer<typeof JobSchema>;

/** Where a job stands; one that has another name is somebody else's, of a CUPS that lost ours. */
export function sightOf(job: CupsJob, name: string): Sight {
  const [state] = job['job-state'];
  if (job['job-name'][0] !== name) return { at: 'lost' };
  if (state === JOB_STATE.completed) return { at: 'printed' };
  const ended = state === JOB_STATE.cancelled || state === JOB_STATE.aborted;
  if (job['number-of-documents'][0] === 0) return { at: ended ? 'void' : 'reserved' };
  if (ended) return refusal(job);
  const isBegun = state === JOB_STATE.processing || state === JOB_STATE.stopped;
  return {
    at: 'waiting',
    trouble: state === JOB_STATE.held ? 'queue-paused' : null,
    begun: isBegun ? begunAt(job) : null,
    mayBeAtPrinter: isBegun && !isOutOfReach(job['job-printer-state-message'].join(' ')),
  };
}

/**
 * A job that CUPS calls finished, after a look at the printer that had it: what the printer says of it counts. Where
 * it says nothing, what CUPS says stands, but a document that was taken back may still come out.
 */
export function sightOfBoth(job: CupsJob, sight: Sight, word: DeviceWord): Sight {
  const cause = `the printer says ${word}, CUPS ${sight.at}`;
  switch (word) {
    case 'printed':
      return { at: 'printed' };
    case 'going':
      return { at: 'waiting', trouble: null, begun: begunAt(job) };
    case 'aborted':
      return { at: 'refused', trouble: 'aborted-by-printer', cause };
    case 'cancelled':
      return { at: 'refused', trouble: 'cancelled-at-printer', cause };
    case 'unknown':
      return sight.at === 'printed' ? { ...sight, isUnconfirmed: true } : sight;
    case 'silent':
      return sight.at === 'refused' ? { ...sight, mayComeOut: true } : sight;
  }
}

/** When CUPS last began with a job; null before it did. */
export function begunAt(job: CupsJob): string | null {
  const [at] = job['time-at-processing'];
  return at === undefined ? null : String(at);
}

function refusal(job: CupsJob): Sight {
  const said = [...job['job-state-reasons'], ...job['job-printer-state-message']].join(' ');
  if (/unsupported|supplied options/i.test(said))
    return { at: 'refused', trouble: 'rejected-by-printer', cause: said };
  const cancelled = job['job-state'][0] === JOB_STATE.cancelled;
  return { at: 'refused', trouble: cancelled ? 'cancelled-at-printer' : 'aborted-by-printer', cause: said };
}
