/** What the tests of printing wait for. */
import { availableParallelism, loadavg } from 'node:os';
import type { PrintHistory, PrintJob, StuckReason } from '../../src/contract/print.ts';
import { output, waitFor } from '../services/service-process.ts';
import type { PrintDesk } from './print-desk.ts';

/** How soon a desk has to know of a trouble. */
const KNOWN_WITHIN_MS = 5_000;
/** CUPS asks a printer that is busy again after 10 s, and after that not always at once. */
const LONG_MS = 60_000;

/** What shares its processor with others takes as many times as long. */
function unhurried(limitMs: number): number {
  const [load = 0] = loadavg();
  return limitMs * Math.max(1, load / availableParallelism());
}

export function says(desk: PrintDesk, job: PrintJob, reason: StuckReason): Promise<void> {
  return comes(desk, job, `wait because of ${reason}`, (now) => now.reason === reason, KNOWN_WITHIN_MS);
}

export function ends(desk: PrintDesk, job: PrintJob, state: PrintJob['state']): Promise<void> {
  return comes(desk, job, `be ${state}`, (now) => now.state === state, LONG_MS);
}

/** Waits for a badge; when that does not come, the error says all that happened to it, and what CUPS is at. */
async function comes(
  desk: PrintDesk,
  job: PrintJob,
  what: string,
  isSo: (now: PrintHistory) => boolean,
  limitMs: number,
): Promise<void> {
  const look = () => {
    const history = desk.ledger.history(job.id);
    if (history === null) throw new Error(`there is no job ${job.id}`);
    return history;
  };
  await waitFor(`${job.registration} to ${what}`, () => isSo(look()), unhurried(limitMs)).catch(
    async (cause: unknown) => {
      const row = desk.database.get('SELECT reference, begun, wish FROM print_job WHERE id = ?', job.id);
      const cups = await output('lpstat', ['-p', '-o']).catch(String);
      throw new Error([JSON.stringify(look()), JSON.stringify(row), cups].join('\n'), { cause });
    },
  );
}
