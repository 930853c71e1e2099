import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PrintJob, StuckReason } from '../../contract/print.ts';
import type { StationDatabase, Writer } from '../store/database.ts';
import { advance, type Means, type Rendering } from './print-steps.ts';
import type { PrintSystems } from './print-systems.ts';
import {
  isOwnTrouble,
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

/** How often a badge at a printer is asked after, and a printer in trouble is tried again. */
const ASK_AFTER_MS = 500;

export interface WorkerOptions {
  readonly database: StationDatabase;
  readonly systems: PrintSystems;
  readonly render: (registration: string) => Promise<Rendering>;
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
      const goesOn = await takeStep(job);
      if (!goesOn) await pause();
    }
  }

  /** True when the next step can be taken at once. What no step foresees is logged and tried again. */
  async function takeStep(job: LedgerJob): Promise<boolean> {
    try {
      const move = await advance(job, { ...means, adapter: systems.adapterOf(job.printer) });
      record(job, move);
      return isOwnTrouble(move.trouble) || (move.step !== job.step && move.trouble === null);
    } catch (cause) {
      log.error({ err: cause, job: job.id, step: job.step }, 'a step of a print job failed');
      return false;
    }
  }

  const means: Omit<Means, 'adapter'> = {
    commit: record,
    notice: systems.notice,
    async render(registration: string): Promise<Rendering> {
      try {
        return await options.render(registration);
      } catch (cause) {
        log.error({ err: cause, registration }, 'a badge could not be rendered');
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
    const moved = move.step !== job.step || move.trouble !== job.trouble;
    if (!moved && (trouble === undefined || !showsOtherTrouble(database, job.printer, trouble))) return;

    const at = new Date(options.now()).toISOString();
    database.write((writer) => {
      if (moved) moveJob(writer, job.id, move, at);
      if (trouble !== undefined) setPrinterTrouble(writer, job.printer, trouble, at);
      if (move.step === 'printed') options.onPrinted(writer, shownJob(requireJob(writer, job.id)));
    });
    options.onCommit();
  }

  function pause(): Promise<void> {
    return delay(ASK_AFTER_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  return {
    start() {
      for (const printer of printersWithWork(database)) {
        if (busy.has(printer) || stopping.signal.aborted) continue;
        busy.set(printer, keepWorking(printer));
      }
    },
    async stop() {
      stopping.abort();
      await Promise.all(busy.values());
    },
  };
}

/** What the step learnt of the printer: its trouble, null when it is well, undefined when it was not asked. */
function printerTrouble(job: LedgerJob, move: Move): StuckReason | null | undefined {
  const asked = job.step !== 'queued' && !job.cancelAsked;
  if (!asked) return undefined;
  return isOwnTrouble(move.trouble) ? null : move.trouble;
}
