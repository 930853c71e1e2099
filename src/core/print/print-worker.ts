import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PrintJob, StuckReason } from '../../contract/print.ts';
import type { StationDatabase, Writer } from '../store/database.ts';
import { failover } from './failover.ts';
import { advance, type BadgeToDraw, type Means, type Rendering } from './print-steps.ts';
import type { PrintSystems } from './print-systems.ts';
import {
  isHeld,
  jobToDraw,
  type LedgerJob,
  type Move,
  moveJob,
  nextJob,
  printersWithWork,
  requireJob,
  setPrinterTrouble,
  shownJob,
  showsOtherTrouble,
} from './print-table.ts';
import { wishAllMoved } from './print-wishes.ts';

/** How often a badge at a printer is asked after. */
const ASK_AFTER_MS = 200;
/** How often a printer in trouble is tried again. */
const TRY_AGAIN_MS = 500;

export interface WorkerOptions {
  readonly database: StationDatabase;
  readonly systems: PrintSystems;
  readonly render: (badge: BadgeToDraw) => Promise<Rendering>;
  /** The printer that stands in for another one; null when none does. */
  readonly failoverFor: (printer: string) => string | null;
  readonly onPrinted: (writer: Writer, job: PrintJob) => void;
  /** Is called after each commit. */
  readonly onCommit: () => void;
  readonly now: () => number;
  readonly log: Logger;
}

/** Works the ledger off; only the process that holds the lock has one. */
export interface PrintWorker {
  /** Starts with each printer that has badges waiting and is not being worked for yet. */
  start(): void;
  /** Resolves when the steps that are being taken have been taken. */
  stop(): Promise<void>;
}

export function printWorker(options: WorkerOptions): PrintWorker {
  const { database, systems, log } = options;
  const busy = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const troubles = failover(systems, options.failoverFor);

  /** Ends when there is nothing to do; after an error, too, for the next start to try again. */
  async function keepWorking(printer: string): Promise<void> {
    try {
      await workOff(printer);
    } catch (cause) {
      log.error({ err: cause, printer }, 'the print ledger could not be read');
    } finally {
      busy.delete(printer);
    }
  }

  async function workOff(printer: string): Promise<void> {
    for (;;) {
      const job = stopping.signal.aborted ? null : nextJob(database, printer);
      if (job === null) return;
      if (job.wish === null && (await goElsewhere(printer))) continue;
      const outcome = await takeStep(job);
      if (outcome === 'on' || (await drawAhead(printer))) continue;
      await pause(outcome === 'wait' ? ASK_AFTER_MS : TRY_AGAIN_MS);
    }
  }

  /** `on` when the next step can be taken at once. What no step foresees is logged and tried again. */
  async function takeStep(job: LedgerJob): Promise<'on' | 'wait' | 'trouble'> {
    try {
      const move = await advance(job, { ...means, adapter: systems.adapterOf(job.printer) });
      record(job, move);
      if (isHeld(move)) return 'on';
      if (move.trouble !== null) return 'trouble';
      return isMoved(job, move) ? 'on' : 'wait';
    } catch (cause) {
      log.error({ err: cause, job: job.id, step: job.step }, 'a step of a print job failed');
      return 'trouble';
    }
  }

  /** Whether the badges of a printer in trouble were sent to the one that stands in for it. */
  async function goElsewhere(printer: string): Promise<boolean> {
    const to = await troubles.target(printer);
    if (to === null) return false;
    log.warn({ printer, to }, 'the badges of a printer in trouble go to another one');
    database.write((writer) => wishAllMoved(writer, printer, to));
    return true;
  }

  /** While a printer is at one badge, the next is drawn. */
  async function drawAhead(printer: string): Promise<boolean> {
    const next = jobToDraw(database, printer);
    if (next === null) return false;
    await takeStep(next);
    return true;
  }

  const means: Omit<Means, 'adapter'> = {
    commit: record,
    notice: systems.notice,
    async render(badge: BadgeToDraw): Promise<Rendering> {
      try {
        return await options.render(badge);
      } catch (cause) {
        log.error({ err: cause, job: badge.id }, 'a badge could not be rendered');
        return { ok: false, reason: 'render-failed' };
      }
    },
    explain(job: LedgerJob, trouble: StuckReason, cause: unknown): void {
      log.warn(
        { job: job.id, printer: job.printer, step: job.step, trouble, err: cause },
        'a print job is stuck',
      );
    },
  };

  function record(job: LedgerJob, move: Move): void {
    const trouble = printerTrouble(job, move);
    if (trouble !== undefined) troubles.note(job.printer, trouble);
    const moved = isMoved(job, move) || move.trouble !== job.trouble;
    if (!moved && (trouble === undefined || !showsOtherTrouble(database, job.printer, trouble))) return;

    const at = new Date(options.now()).toISOString();
    database.write((writer) => {
      if (moved) moveJob(writer, job, move, at);
      if (trouble !== undefined) setPrinterTrouble(writer, job.printer, trouble, at);
      if (move.step === 'printed') options.onPrinted(writer, shownJob(requireJob(writer, job.id)));
    });
    options.onCommit();
    if (move.printer !== job.printer) start();
  }

  function pause(forMs: number): Promise<void> {
    return delay(forMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  function start(): void {
    for (const printer of printersWithWork(database)) {
      if (busy.has(printer) || stopping.signal.aborted) continue;
      busy.set(printer, keepWorking(printer));
    }
  }

  return {
    start,
    async stop() {
      stopping.abort();
      await Promise.all(busy.values());
    },
  };
}

/** What the step learnt of the printer: its trouble, null when it is well, undefined when it was not asked. */
function printerTrouble(job: LedgerJob, move: Move): StuckReason | null | undefined {
  const asked = job.step !== 'queued' && job.wish === null;
  if (!asked) return undefined;
  return isHeld(move) ? null : move.trouble;
}

/** Whether a step changed more of a badge than what ails it. */
function isMoved(job: LedgerJob, move: Move): boolean {
  return (
    move.step !== job.step ||
    move.printer !== job.printer ||
    move.wish !== job.wish ||
    move.begun !== job.begun
  );
}
