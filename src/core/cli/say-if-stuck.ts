import type { PrintJob } from '../../contract/print.ts';
import { stuckSentence } from './badge-words.ts';
import type { Output } from './output.ts';

/**
 * Says why a badge is stuck, if it is; true when it is.
 * @param more what else there is to say of it
 */
export function sayIfStuck(output: Output, job: PrintJob, more = ''): boolean {
  if (job.state !== 'stuck') return false;
  const { printer, registration, id } = job;
  const details = { printer, registration: registration ?? 'test', job: id };
  output.reason(job.reason ?? 'stuck', stuckSentence(job) + more, details);
  return true;
}
