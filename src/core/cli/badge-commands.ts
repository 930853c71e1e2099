import { z } from 'zod';
import { done, type Result } from '../../contract/failure.ts';
import type { BadgeReason } from '../../contract/op.ts';
import { PrintHistorySchema, type PrintJob, PrintJobSchema, type PrintState } from '../../contract/print.ts';
import type { Station } from '../station/station.ts';
import { historyWords, jobsWords, jobWords } from './badge-words.ts';
import { type ExitCode, type Output, told, type Work } from './output.ts';
import { paperSentence } from './printer-words.ts';
import { sayIfStuck } from './say-if-stuck.ts';

/** How long a badge may take to come out before the command ends; the job stays in the ledger. */
const WAITS_FOR_MS = 20_000;
const JOBS_SHOWN = 100;

/** Prints a badge, the first or (with a reason) another one, and waits for it. */
export function print(
  registration: string,
  options: { readonly printer?: string; readonly reason?: BadgeReason },
): Work {
  const { printer, reason } = options;
  const reprint = reason === undefined ? undefined : { reason };
  return (station, output) =>
    following(station, output, station.printBadge(registration, { printer, reprint }), 'printed');
}

/** Prints the test sheet of the badges of a printer that is there, and waits for it. */
export function printTest(printer: string): Work {
  return async (station, output) => {
    const found = (await station.printers()).find(({ name }) => name === printer);
    if (found === undefined || found.state === 'missing')
      return output.refusal({ code: 'printer-missing', details: { printer } });
    return following(station, output, done(station.printTestBadge(printer)), 'printed');
  };
}

export const queue: Work = (station, output) => {
  output.result(z.array(PrintJobSchema), station.openJobs(), jobsWords);
  return 0;
};

/** All badges, also those that came out or were given up. */
export const jobs: Work = (station, output) => {
  output.result(z.array(PrintJobSchema), station.jobs(JOBS_SHOWN), jobsWords);
  return 0;
};

export function job(id: string): Work {
  return (station, output) => {
    const { event } = station.status();
    return told(output, station.job(id), PrintHistorySchema, (history) => historyWords(history, event));
  };
}

export function retry(id: string, options: { readonly anyway?: true }): Work {
  return (station, output) =>
    following(station, output, station.retryBadge(id, options.anyway ?? false), 'printed');
}

export function cancel(id: string): Work {
  return (station, output) => following(station, output, station.cancelBadge(id), 'cancelled');
}

export function move(id: string, printer: string): Work {
  return async (station, output) =>
    following(station, output, await station.moveBadge(id, printer), 'printed');
}

export function cameOut(id: string): Work {
  return (station, output) => told(output, station.badgeCameOut(id), PrintJobSchema, jobWords);
}

/** Waits for what shall become of a badge; exit 1 and the reason when it does not. */
async function following(
  station: Station,
  output: Output,
  asked: Result<PrintJob>,
  wanted: PrintState,
): Promise<ExitCode> {
  if (!asked.ok) return output.refusal(asked.failure);
  const job = await station.printed(asked.value.id, WAITS_FOR_MS);
  output.result(PrintJobSchema, job, jobWords);
  if (job.state === wanted) return 0;
  if (!sayIfStuck(output, job, await paperOf(station, job)))
    output.reason(job.state, `The badge is not ${wanted} at ${job.printer}: it is ${job.state}.`);
  return 1;
}

/** Which paper is there and which is needed, for a badge that waits for paper. */
async function paperOf(station: Station, { reason, printer }: PrintJob): Promise<string> {
  if (reason !== 'wrong-paper') return '';
  const found = (await station.printers()).find(({ name }) => name === printer);
  return found === undefined ? '' : paperSentence(found);
}
