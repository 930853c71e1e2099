import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Batch, BatchGuests, BatchOrder, BatchReport } from '../../contract/batch.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { BadgeReason } from '../../contract/op.ts';
import type { Registration } from '../../contract/registration.ts';
import type { PrintLedger } from '../print/print-ledger.ts';
import { whoActs } from '../staff/acting.ts';
import type { Reader, StationDatabase, Writer } from '../store/database.ts';
import type { Stamper } from '../store/op-log.ts';
import { badgeBefore } from './badge-jobs.ts';
import { feedBatches, isHungry } from './batch-feed.ts';
import { findGuests, inOrder, type WantedGuests } from './batch-guests.ts';
import {
  findBatch,
  insertBatch,
  jobsToGiveUp,
  type LeftOut,
  newestBatches,
  reportOf,
  setState,
} from './batch-table.ts';
import { currentPrinting } from './printing.ts';

/** Badges that somebody wants in one go. */
export interface WantedBatch {
  readonly guests: WantedGuests;
  readonly order: BatchOrder;
  /** The reason for which guests who have a badge get another one; null leaves them out. */
  readonly again: BadgeReason | null;
}

/**
 * Printing in batches. A batch stands in the database and goes on after a restart. Its badges go into the ledger a few
 * at a time, behind those of people who stand there.
 */
export interface BatchPrinting {
  /** Begins at once. `printing-off`, or why nobody is found. */
  start(wanted: WantedBatch): Promise<Result<BatchReport>>;
  /** The newest first. */
  list(): Batch[];
  report(id: string): Result<BatchReport>;
  /** No further badge is begun; the few that are on their way come out. `batch-finished` when there is nothing to pause. */
  pause(id: string): Result<Batch>;
  resume(id: string): Result<Batch>;
  /** Also what is on its way is given up, as far as it can be. */
  cancel(id: string): Result<Batch>;
  /** Works on it; resolves when it is paused or nothing of it is on its way any more, or after `timeLimitMs`. */
  ended(id: string, timeLimitMs: number): Promise<Result<BatchReport>>;
}

const LISTED = 20;
const TRY_AGAIN_MS = 1_000;
/** How often it is looked whether a batch has ended. */
const LOOK_EVERY_MS = 100;

/** @param told.logged ops were added; `told.badgeAdded`: badges were */
export function batchPrinting(
  database: StationDatabase,
  ledger: PrintLedger,
  stamper: Stamper,
  told: { readonly logged: () => void; readonly badgeAdded: () => void },
  log: Logger,
): { readonly batch: BatchPrinting; readonly feed: () => void; readonly close: () => void } {
  let pending: NodeJS.Immediate | null = null;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** Once for all changes of this turn of the event loop. */
  function feed(): void {
    if (!isClosed) pending ??= setImmediate(feedNow);
  }

  function feedNow(): void {
    pending = null;
    try {
      if (!isHungry(database)) return;
      const hasChanged = database.write((writer) => feedBatches(writer, ledger, stamper, at()));
      if (!hasChanged) return;
      told.logged();
      told.badgeAdded();
    } catch (cause) {
      log.error({ err: cause }, 'the batches could not go on');
      // A database that is busy for seconds.
      clearTimeout(retry);
      retry = setTimeout(feed, TRY_AGAIN_MS).unref();
    }
  }

  function at(): string {
    return new Date(stamper.now()).toISOString();
  }

  function change(id: string, work: (writer: Writer) => void): Result<Batch> {
    const changed = database.write((writer): Result<Batch> => {
      const batch = findBatch(writer, id);
      if (batch === null) return refused('batch-unknown', { batch: id });
      if (batch.state === 'done' || batch.state === 'cancelled')
        return refused('batch-finished', { batch: id, state: batch.state });
      work(writer);
      return known(writer, id);
    });
    if (changed.ok) feed();
    return changed;
  }

  return {
    batch: {
      async start({ guests: wanted, order, again }) {
        if (currentPrinting(database).when === 'never') return refused('printing-off');
        const found = await findGuests(database, wanted);
        if (!found.ok) return found;
        const { guests, unknown } = found.value;
        const id = database.write((writer) => {
          const badges = inOrder(guests, order).map((guest) => wantedBadge(writer, guest, again));
          const batch = { guests: described(wanted), order, again, actor: whoActs(writer), unknown, badges };
          return insertBatch(writer, batch, at());
        });
        feedNow();
        return reported(database, id);
      },
      list: () => newestBatches(database, LISTED),
      report: (id) => reported(database, id),
      pause: (id) => change(id, (writer) => setState(writer, id, 'paused', at())),
      resume: (id) => change(id, (writer) => setState(writer, id, 'running', at())),
      cancel(id) {
        const cancelled = change(id, (writer) => setState(writer, id, 'cancelled', at()));
        if (!cancelled.ok) return cancelled;
        for (const job of jobsToGiveUp(database, id)) ledger.cancel(job);
        told.badgeAdded();
        return known(database, id);
      },
      async ended(id, timeLimitMs) {
        ledger.wake();
        feed();
        const end = performance.now() + timeLimitMs;
        while (isUnderWay(database, id) && performance.now() < end) await delay(LOOK_EVERY_MS);
        return reported(database, id);
      },
    },
    feed,
    close() {
      isClosed = true;
      clearTimeout(retry);
      if (pending !== null) clearImmediate(pending);
    },
  };
}

function known(reader: Reader, id: string): Result<Batch> {
  const batch = findBatch(reader, id);
  return batch === null ? refused('batch-unknown', { batch: id }) : done(batch);
}

function reported(reader: Reader, id: string): Result<BatchReport> {
  const report = reportOf(reader, id);
  return report === null ? refused('batch-unknown', { batch: id }) : done(report);
}

function isUnderWay(reader: Reader, id: string): boolean {
  const batch = findBatch(reader, id);
  return batch?.state === 'running' || (batch?.state === 'cancelled' && batch.waiting > 0);
}

function described(wanted: WantedGuests): BatchGuests {
  return wanted.by === 'ids' ? { by: 'ids', file: wanted.file.name } : wanted;
}

function wantedBadge(reader: Reader, { id, status }: Registration, again: BadgeReason | null) {
  const before = badgeBefore(reader, id);
  return {
    registration: id,
    replaces: before?.generation ?? 0,
    leftOut: status === 'confirmed' ? leftOut(before !== null && again === null) : 'not-confirmed',
  } as const;
}

function leftOut(isPrinted: boolean): LeftOut | null {
  return isPrinted ? 'printed' : null;
}
