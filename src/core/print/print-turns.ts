import type { StuckReason } from '../../contract/print.ts';
import type { Reader, Writer } from '../store/database.ts';
import { COLUMNS, GOES_ON, isHeld, type LedgerJob, toJob } from './print-table.ts';

/*
 * Which badge is a printer's next: of its own, and of the queue that it may share with others (the pool). A badge of a
 * shared queue belongs to none of them until one has sent it; till then its `printer` is where it is counted.
 */

/** Badges in the queue that the printers of a JSON list share. */
export const SHARED = `shared = 1 AND step IN ('queued', 'rendered') AND wish IS NULL AND ${GOES_ON}
  AND printer IN (SELECT value FROM json_each(?))`;
/** Badges that wait for this very printer. */
const ITS_OWN = `printer = ? AND ${GOES_ON} AND NOT (${SHARED})`;
/** What was never sent and shall go elsewhere; then what has to be asked back; then what a queue has; then the rest. */
const IN_TURN = `CASE
  WHEN wish IS NOT NULL AND step NOT IN ('sending', 'spooled') THEN 0
  WHEN wish IS NOT NULL THEN 1
  WHEN step IN ('reserved', 'sending', 'spooled') THEN 2
  ELSE 3 END, priority, position`;

/** Where a worker looks for the badges of its printer. */
export interface Share {
  readonly printer: string;
  /** The printers that share a queue; empty when none do. */
  readonly pool: readonly string[];
  /** Whether this printer takes badges of that queue now. */
  readonly takesPart: boolean;
  /** Badges that others are just taking. */
  readonly taken: readonly string[];
}

/** The printers for which there is something to do; what `pool` shares is for all of them. */
export function printersWithWork(reader: Reader, pool: readonly string[]): string[] {
  const rows = reader.all(`SELECT DISTINCT printer FROM print_job WHERE ${GOES_ON}`);
  const shared = reader.get(`SELECT 1 FROM print_job WHERE ${SHARED} LIMIT 1`, JSON.stringify(pool));
  return [...new Set([...rows.map((row) => String(row.printer)), ...(shared === undefined ? [] : pool)])];
}

/** The job that a printer is at. */
export function nextJob(reader: Reader, share: Share): LedgerJob | null {
  return jobInTurn(reader, share, GOES_ON);
}

/** The job that comes after the one that a printer is at, when it can be drawn meanwhile. */
export function jobToDraw(reader: Reader, share: Share): LedgerJob | null {
  const next = jobInTurn(reader, share, `${GOES_ON} AND step IN ('queued', 'rendered')`);
  return next?.step === 'queued' && next.wish === null ? next : null;
}

function jobInTurn(reader: Reader, share: Share, which: string): LedgerJob | null {
  const row = reader.get(
    `SELECT ${COLUMNS} FROM print_job
     WHERE iif(${SHARED}, ?, printer = ?) AND ${which} AND id NOT IN (SELECT value FROM json_each(?))
     ORDER BY ${IN_TURN} LIMIT 1`,
    JSON.stringify(share.pool),
    share.takesPart ? 1 : 0,
    ...[share.printer, JSON.stringify(share.taken)],
  );
  return row === undefined ? null : toJob(row);
}

/** Whether a badge is in the queue that these printers share. */
export function isShared(job: LedgerJob, pool: readonly string[]): boolean {
  const isUnsent = job.step === 'queued' || job.step === 'rendered';
  return job.shared === 1 && isUnsent && job.wish === null && !isHeld(job) && pool.includes(job.printer);
}

/** One of the printers that share a queue takes a badge out of it. */
export function takeJob(writer: Writer, job: LedgerJob, printer: string, at: string): void {
  const sql = 'UPDATE print_job SET printer = ?, changed_at = ? WHERE id = ? AND printer = ?';
  writer.run(sql, printer, at, job.id, job.printer);
}

/** The one of these printers that has the fewest badges waiting; null without printers. */
export function leastBusy(reader: Reader, pool: readonly string[]): string | null {
  const row = reader.get(
    `SELECT value AS printer FROM json_each(?)
     ORDER BY (SELECT count(*) FROM print_job WHERE printer = value AND ${GOES_ON}), key LIMIT 1`,
    JSON.stringify(pool),
  );
  return row === undefined ? null : String(row.printer);
}

/** Whether some badge that waits for the printer shows another trouble of it than this. */
export function showsOtherTrouble(
  reader: Reader,
  { printer, pool }: Pick<Share, 'printer' | 'pool'>,
  trouble: StuckReason | null,
): boolean {
  const sql = `SELECT 1 FROM print_job WHERE ${ITS_OWN} AND trouble IS NOT ? LIMIT 1`;
  return reader.get(sql, printer, JSON.stringify(pool), trouble) !== undefined;
}

/** What ails the printer ails each badge that waits for it, and no badge of its shared queue; null when it is well. */
export function setPrinterTrouble(
  writer: Writer,
  { printer, pool }: Pick<Share, 'printer' | 'pool'>,
  trouble: StuckReason | null,
  at: string,
): void {
  writer.run(
    `UPDATE print_job SET trouble = ?, changed_at = ? WHERE ${ITS_OWN} AND trouble IS NOT ?`,
    ...[trouble, at, printer, JSON.stringify(pool), trouble],
  );
}

/** Whether a badge of a shared queue that is counted as the printer's shows another trouble than this. */
export function showsOtherSharedTrouble(
  reader: Reader,
  printer: string,
  trouble: StuckReason | null,
): boolean {
  const sql = `SELECT 1 FROM print_job WHERE ${SHARED} AND trouble IS NOT ? LIMIT 1`;
  return reader.get(sql, JSON.stringify([printer]), trouble) !== undefined;
}

/** Why the badges of a shared queue that are counted as the printer's wait, when no printer takes them. */
export function setSharedTrouble(
  writer: Writer,
  printer: string,
  trouble: StuckReason | null,
  at: string,
): void {
  writer.run(
    `UPDATE print_job SET trouble = ?, changed_at = ? WHERE ${SHARED} AND trouble IS NOT ?`,
    ...[trouble, at, JSON.stringify([printer]), trouble],
  );
}
