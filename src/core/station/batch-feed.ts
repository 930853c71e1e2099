import type { PrintLedger } from '../print/print-ledger.ts';
import { stationItself } from '../staff/acting.ts';
import type { Reader, Writer } from '../store/database.ts';
import type { Stamper } from '../store/op-log.ts';
import { findRegistration } from '../store/registrations.ts';
import { addAskedBadge } from './badge-jobs.ts';
import {
  countAhead,
  finishedBatches,
  noteJob,
  noteLeftOut,
  setState,
  type WaitingBadge,
  waitingBadges,
} from './batch-table.ts';
import { layoutFor } from './layouts.ts';
import { currentPrinting, goingTo, poolOf, printersFor } from './printing.ts';

/**
 * How many badges of batches are on their way at a printer: enough that it never waits for the next, so few that a
 * pause is one, and that the ledger stays small.
 */
const AHEAD = 4;

/** Whether there is something to do, which is asked before a transaction is begun. */
export function isHungry(reader: Reader): boolean {
  const [first] = waitingBadges(reader);
  return first === undefined ? finishedBatches(reader).length > 0 : roomyPrinters(reader).size > 0;
}

/**
 * Puts the next badges of running batches into the ledger, where their printers have room, and takes down which
 * batches are done; gives whether anything changed. Everything is decided inside the transaction: two processes may
 * both feed.
 */
export function feedBatches(
  writer: Writer,
  ledger: Pick<PrintLedger, 'add'>,
  stamper: Stamper,
  at: string,
): boolean {
  let hasChanged = false;
  const room = roomyPrinters(writer);
  const destinations = new Map<string, readonly string[]>();
  for (const badge of waitingBadges(writer)) {
    if (room.size === 0) break;
    const category = badge.category ?? '';
    const printers = destinations.get(category) ?? printersOf(writer, category);
    destinations.set(category, printers);
    const queue = queueOf(writer, printers[0] ?? '');
    const free = room.get(queue);
    if (free === undefined) continue;
    hasChanged = true;
    if (!addBadge(writer, ledger, badge, printers, stamper)) continue;
    if (free === 1) room.delete(queue);
    else room.set(queue, free - 1);
  }
  const finished = finishedBatches(writer);
  for (const batch of finished) setState(writer, batch, 'done', at);
  return hasChanged || finished.length > 0;
}

/**
 * How many more badges the queue of each printer takes, by the name of its first printer; those that take none are
 * not in it. None does while as many as all could take are on their way: what went on to a printer that stands in for
 * another makes no room.
 */
function roomyPrinters(reader: Reader): Map<string, number> {
  const { printer, furtherPrinters, layoutPrinters } = currentPrinting(reader);
  const names = new Set([printer, ...furtherPrinters, ...Object.values(layoutPrinters)]);
  const room = new Map<string, number>();
  for (const name of names) add(queueOf(reader, name), AHEAD);
  const ahead = [...countAhead(reader)];
  const total = ahead.reduce((sum, [, jobs]) => sum + jobs, 0);
  if (total >= AHEAD * names.size) return new Map();
  for (const [name, jobs] of ahead) add(queueOf(reader, name), -jobs);
  return new Map([...room].filter(([, free]) => free > 0));

  function add(queue: string, jobs: number): void {
    room.set(queue, (room.get(queue) ?? 0) + jobs);
  }
}

/** Printers that share a queue are one here. */
function queueOf(reader: Reader, printer: string): string {
  const pool = poolOf(currentPrinting(reader));
  return pool.includes(printer) ? (pool[0] ?? printer) : printer;
}

function printersOf(reader: Reader, category: string): readonly string[] {
  return printersFor(currentPrinting(reader), layoutFor(reader, category).id);
}

/** Whether the badge went into the ledger; a guest who got one meanwhile, or may not come any more, is left out. */
function addBadge(
  writer: Writer,
  ledger: Pick<PrintLedger, 'add'>,
  badge: WaitingBadge,
  printers: readonly string[],
  stamper: Stamper,
): boolean {
  const { registration, again, replaces } = badge;
  if (findRegistration(writer, registration)?.status !== 'confirmed') {
    noteLeftOut(writer, badge, 'not-confirmed');
    return false;
  }
  const reprint = again === null ? null : { reason: again, replaces };
  const added = addAskedBadge(
    writer,
    ledger,
    { registration, ...goingTo(printers), reprint, priority: 1, actor: badge.actor ?? stationItself(writer) },
    stamper,
  );
  if (added.ok) noteJob(writer, badge, added.value.id);
  else noteLeftOut(writer, badge, 'printed');
  return added.ok;
}
