import type { PrintLedger } from '../print/print-ledger.ts';
import type { Reader, Writer } from '../store/database.ts';
import { findRegistration } from '../store/registrations.ts';
import type { Append } from './append.ts';
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
import { currentPrinting, printerFor } from './printing.ts';

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
  append: Append,
  at: string,
): boolean {
  let hasChanged = false;
  const room = roomyPrinters(writer);
  const printers = new Map<string, string>();
  for (const badge of waitingBadges(writer)) {
    if (room.size === 0) break;
    const category = badge.category ?? '';
    const printer = printers.get(category) ?? printerOf(writer, category);
    printers.set(category, printer);
    const free = room.get(printer);
    if (free === undefined) continue;
    hasChanged = true;
    if (!addBadge(writer, ledger, badge, printer, append)) continue;
    if (free === 1) room.delete(printer);
    else room.set(printer, free - 1);
  }
  const finished = finishedBatches(writer);
  for (const batch of finished) setState(writer, batch, 'done', at);
  return hasChanged || finished.length > 0;
}

/**
 * How many more badges each printer takes; those that take none are not in it. None does while as many as all could
 * take are on their way: what went on to a printer that stands in for another makes no room.
 */
function roomyPrinters(reader: Reader): Map<string, number> {
  const { printer, layoutPrinters } = currentPrinting(reader);
  const ahead = countAhead(reader);
  const names = [...new Set([printer, ...Object.values(layoutPrinters)])];
  const total = [...ahead.values()].reduce((sum, jobs) => sum + jobs, 0);
  if (total >= AHEAD * names.length) return new Map();
  const room = names.map((name) => [name, AHEAD - (ahead.get(name) ?? 0)] as const);
  return new Map(room.filter(([, free]) => free > 0));
}

function printerOf(reader: Reader, category: string): string {
  return printerFor(currentPrinting(reader), layoutFor(reader, category).id);
}

/** Whether the badge went into the ledger; a guest who got one meanwhile, or may not come any more, is left out. */
function addBadge(
  writer: Writer,
  ledger: Pick<PrintLedger, 'add'>,
  badge: WaitingBadge,
  printer: string,
  append: Append,
): boolean {
  const { registration, again, replaces } = badge;
  if (findRegistration(writer, registration)?.status !== 'confirmed') {
    noteLeftOut(writer, badge, 'not-confirmed');
    return false;
  }
  const reprint = again === null ? null : { reason: again, replaces };
  const added = addAskedBadge(writer, ledger, { registration, printer, reprint, priority: 1 }, append);
  if (added.ok) noteJob(writer, badge, added.value.id);
  else noteLeftOut(writer, badge, 'printed');
  return added.ok;
}
