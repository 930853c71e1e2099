import type { PrintJob } from '../../contract/print.ts';
import type { Reader } from '../store/database.ts';
import { findJob, jobsAfter, lastPosition, openJobs, shownJob } from './print-table.ts';

/**
 * Finds out what changed in the ledger since it last looked, whoever changed it: this process or another one on the
 * same data folder.
 */
export function watchJobs(reader: Reader): { changes(): PrintJob[] } {
  let position = lastPosition(reader);
  const known = new Map(openJobs(reader).map((job) => [job.id, shownJob(job)]));

  return {
    changes() {
      const before = [...known.values()];
      const old = before.flatMap(({ id }) => findJob(reader, id) ?? []);
      const added = jobsAfter(reader, position);
      position = lastPosition(reader);
      const changed = [...old, ...added].map(shownJob).filter((job) => isNews(known.get(job.id), job));
      for (const job of changed) remember(job);
      return changed;
    },
  };

  function remember(job: PrintJob): void {
    if (['printed', 'cancelled', 'superseded'].includes(job.state)) known.delete(job.id);
    else known.set(job.id, job);
  }
}

function isNews(before: PrintJob | undefined, now: PrintJob): boolean {
  if (before === undefined) return true;
  return before.state !== now.state || before.reason !== now.reason || before.printer !== now.printer;
}
