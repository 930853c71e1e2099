import type { PrintJob } from '../../contract/print.ts';

/** How often the job is looked at when another process moves it. */
const LOOK_EVERY_MS = 250;
const SETTLED: readonly PrintJob['state'][] = ['printed', 'stuck', 'cancelled', 'superseded'];

/**
 * Resolves with the job when it is printed, stuck, cancelled or superseded, or as it is after `timeLimitMs`.
 * @param lookers functions that are called whenever some job has changed
 */
export function untilSettled(
  read: () => PrintJob,
  lookers: Set<() => void>,
  timeLimitMs: number,
): Promise<PrintJob> {
  return new Promise((resolve, reject) => {
    const end = performance.now() + timeLimitMs;
    const timer = setInterval(look, LOOK_EVERY_MS);
    lookers.add(look);
    look();

    function look(): void {
      try {
        const job = read();
        if (SETTLED.includes(job.state) || performance.now() >= end) finish(() => resolve(job));
      } catch (cause) {
        finish(() => reject(cause));
      }
    }

    function finish(settle: () => void): void {
      clearInterval(timer);
      lookers.delete(look);
      settle();
    }
  });
}
