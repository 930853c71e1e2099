import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { StuckReason } from '../../contract/print.ts';
import type { StationDatabase, Writer } from '../store/database.ts';
import { failover } from './failover.ts';
import { advance, type BadgeToDraw, type Means, type Rendering } from './print-steps.ts';
import type { PrintSystems } from './print-systems.ts';
import { isHeld, type LedgerJob, type Move, moveJob, requireJob } from './print-table.ts';
import {
  isShared,
  jobToDraw,
  nextJob,
  printersWithWork,
  type Share,
  setPrinterTrouble,
  setSharedTrouble,
  showsOtherSharedTrouble,
  showsOtherTrouble,
  takeJob,
} from './print-turns.ts';
import { wishAllMoved } from './print-wishes.ts';

/** How often a badge at a printer is asked after. */
const ASK_AFTER_MS = 200;
/** How often a printer in trouble is tried again. */
const TRY_AGAIN_MS = 500;

export interface WorkerOptions {
  readonly database: StationDatabase;
  readonly systems: PrintSystems;
  readonly render: (badge: BadgeToDraw) => Promise<Rendering>;
  /** The printers that share one queue, as the settings are now; empty when none do. */
  readonly pool: () => readonly string[];
  /** The printer that stands in for another one; null when none does. */
  readonly failoverFor: (printer: string) => string | null;
  readonly onPrinted: (writer: Writer, job: LedgerJob) => void;
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
  /** Badges that are in hand, each with the printer whose worker has it. */
  const inHand = new Map<string, string>();
  /** Those of them that are being drawn ahead. */
  const drawing = new Set<string>();
  const stopping = new AbortController();
  const troubles = failover(systems, options);

  /** Ends when there is nothing to do; after an error, too, for the next start to try again. */
  async function keepWorking(printer: string): Promise<void> {
    try {
      await workOff(printer);
    } catch (cause) {
      log.error({ err: cause, printer }, 'the print ledger could not be read');
    } finally {
      letGo(printer);
      busy.delete(printer);
    }
  }

  async function workOff(printer: string): Promise<void> {
    for (;;) {
      const job = stopping.signal.aborted ? null : await takeNext(printer);
      if (job === null) return;
      if (job === 'none' || job.wish === null) if (await goElsewhere(printer)) continue;
      if (job === 'none') {
        await pause(ASK_AFTER_MS);
        continue;
      }
      const outcome = await takeStep(job);
      if (outcome === 'trouble') giveBack(printer, job);
      if (outcome === 'on' || (await drawAhead(printer))) continue;
      await pause(outcome === 'wait' ? ASK_AFTER_MS : TRY_AGAIN_MS);
    }
  }

  /** The badge that the printer is at; `none` when it may take none of those that wait, null when none waits. */
  async function takeNext(printer: string): Promise<LedgerJob | 'none' | null> {
    const before = [...inHand].find(([, by]) => by === printer)?.[0];
    letGo(printer);
    const first = nextJob(database, share(printer, true));
    if (first === null) return null;
    const isGoingOn = first.id === before && first.printer === printer;
    if (isGoingOn || !isShared(first, options.pool())) return take(printer, first);
    const mayTake = await troubles.mayTake(printer);
    if (!mayTake) showSharedTrouble();
    const job = nextJob(database, share(printer, mayTake));
    // One that another worker is drawing ahead comes at once: nobody overtakes it.
    return job === null || inHand.has(job.id) ? 'none' : take(printer, job);
  }

  function take(printer: string, job: LedgerJob): LedgerJob {
    inHand.set(job.id, printer);
    if (job.printer === printer) return job;
    database.write((writer) => takeJob(writer, job, printer, at()));
    options.onCommit();
    return requireJob(database, job.id);
  }

  function letGo(printer: string): void {
    for (const [id, by] of inHand) if (by === printer) inHand.delete(id);
  }

  /** A badge that could not be sent is for the others that share the queue, and this printer has a rest. */
  function giveBack(printer: string, { id }: LedgerJob): void {
    if (!isShared(requireJob(database, id), options.pool())) return;
    letGo(printer);
    troubles.rest(printer);
    start();
  }

  function share(printer: string, takesPart: boolean): Share {
    const pool = options.pool();
    const taken = [...inHand].filter(([id, by]) => by !== printer && !drawing.has(id)).map(([id]) => id);
    return { printer, pool, takesPart: takesPart && pool.includes(printer), taken };
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

  /** Whether badges of a printer in trouble were sent to one that stands in for it. */
  async function goElsewhere(printer: string): Promise<boolean> {
    const to = await troubles.target(printer);
    if (to === null) return false;
    const areMoved = database.write((writer) => wishAllMoved(writer, printer, to, options.pool()));
    if (!areMoved) return false;
    troubles.rest(printer);
    log.warn({ printer, to }, 'the badges of a printer in trouble go to another one');
    return true;
  }

  /** While a printer is at one badge, the next is drawn. */
  async function drawAhead(printer: string): Promise<boolean> {
    const next = jobToDraw(database, share(printer, true));
    if (next === null || inHand.has(next.id)) return false;
    inHand.set(next.id, printer);
    drawing.add(next.id);
    await takeStep(next);
    drawing.delete(next.id);
    inHand.delete(next.id);
    return true;
  }

  const means: Omit<Means, 'adapter'> = {
    commit: record,
    notice: systems.notice,
    now: options.now,
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
    const its = { printer: job.printer, pool: options.pool() };
    const moved = isMoved(job, move) || move.trouble !== job.trouble;
    const isNews = trouble !== undefined && showsOtherTrouble(database, its, trouble);
    if (!moved && !isNews) {
      showSharedTrouble();
      return;
    }

    database.write((writer) => {
      if (moved) moveJob(writer, job, move, at());
      if (trouble !== undefined) setPrinterTrouble(writer, its, trouble, at());
      for (const [printer, why] of sharedTroubles()) setSharedTrouble(writer, printer, why, at());
      if (move.step === 'printed') options.onPrinted(writer, requireJob(writer, job.id));
    });
    options.onCommit();
    if (move.printer !== job.printer) start();
  }

  /** What a shared queue waits for: nothing while one of its printers is well. */
  function sharedTroubles(): [printer: string, trouble: StuckReason | null][] {
    const reasons = options.pool().map((printer) => [printer, troubles.reasonOf(printer)] as const);
    const allAreOut = reasons.every(([, reason]) => reason !== null);
    return reasons.map(([printer, reason]) => [printer, allAreOut ? reason : null]);
  }

  function showSharedTrouble(): void {
    const changed = sharedTroubles().filter(([printer, why]) =>
      showsOtherSharedTrouble(database, printer, why),
    );
    if (changed.length === 0) return;
    database.write((writer) => {
      for (const [printer, why] of changed) setSharedTrouble(writer, printer, why, at());
    });
    options.onCommit();
  }

  function at(): string {
    return new Date(options.now()).toISOString();
  }

  function pause(forMs: number): Promise<void> {
    return delay(forMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  function start(): void {
    for (const printer of printersWithWork(database, options.pool())) {
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
