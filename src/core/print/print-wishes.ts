import type { Reader, Writer } from '../store/database.ts';
import { GOES_ON, isHeld, type LedgerJob, OPEN, openJobs } from './print-table.ts';
import { SHARED } from './print-turns.ts';

/*
 * What people and the station want of badges that are on their way. The worker takes each step of a badge; others
 * only leave a wish here, so that no step is taken behind its back, or change a badge that is held for a person.
 */

/** Sends a badge that is held for a person through all steps again, where it is now or at another printer. */
export function restartJob(
  writer: Writer,
  id: string,
  how: { readonly anyway: boolean; readonly printer: string },
  at: string,
): void {
  writer.run(
    `UPDATE print_job SET step = 'queued', trouble = NULL, reference = NULL, begun = NULL, was_away = 0, pdf = NULL,
       anyway = max(anyway, ?), moved_from = iif(printer = ?, moved_from, printer), printer = ?, changed_at = ?
     WHERE id = ? AND ${OPEN} AND NOT (${GOES_ON})`,
    ...[how.anyway ? 1 : 0, how.printer, how.printer, at, id],
  );
}

/** The badge is given up: at once, or as far as the print system lets it. */
export function wishCancelled(writer: Writer, id: string, at: string): void {
  writer.run(
    `UPDATE print_job SET wish = 'cancel', move_to = NULL, trouble = NULL, changed_at = ? WHERE id = ? AND ${OPEN}`,
    ...[at, id],
  );
}

/** A person has it printed elsewhere; one that is held starts again there. */
export function wishMoved(writer: Writer, id: string, printer: string, at: string): void {
  writer.run('UPDATE print_job SET chosen = 1, shared = 0 WHERE id = ?', id);
  restartJob(writer, id, { anyway: false, printer }, at);
  writer.run(
    `UPDATE print_job SET wish = iif(printer = ?, NULL, 'move'), move_to = nullif(?, printer), trouble = NULL,
       changed_at = ? WHERE id = ? AND ${OPEN}`,
    ...[printer, printer, at, id],
  );
}

/**
 * All badges that wait for a printer go to another one: not a test of that very printer, nor what is unwanted, nor,
 * where the two share a queue (`pool`), what is in that. Gives whether there were any.
 */
export function wishAllMoved(writer: Writer, from: string, to: string, pool: readonly string[]): boolean {
  const inQueue = JSON.stringify(pool.includes(to) ? pool : []);
  const which = `printer = ? AND why <> 'test' AND wish IS NULL AND ${GOES_ON} AND NOT (${SHARED})`;
  if (writer.get(`SELECT 1 FROM print_job WHERE ${which} LIMIT 1`, from, inQueue) === undefined) return false;
  writer.run(`UPDATE print_job SET wish = 'move', move_to = ? WHERE ${which}`, to, from, inQueue);
  return true;
}

/**
 * Badges whose printer no person chose go where `destinationOf` says now: to that printer, or into the queue that
 * several share. Null leaves them where they are.
 */
export function wishRedirected(
  writer: Writer,
  destinationOf: (job: LedgerJob) => readonly string[] | null,
): void {
  for (const job of openJobs(writer)) {
    const isFree = job.chosen === 0 && job.why !== 'test' && job.wish === null && !isHeld(job);
    const printers = (isFree ? destinationOf(job) : null) ?? [];
    const [first] = printers;
    if (first === undefined) continue;
    writer.run('UPDATE print_job SET shared = ? WHERE id = ?', printers.length > 1 ? 1 : 0, job.id);
    if (!printers.includes(job.printer))
      writer.run(`UPDATE print_job SET wish = 'move', move_to = ? WHERE id = ?`, first, job.id);
  }
}

/** A batch's badge for somebody who stands there now is not the last in the row any more. */
export function hurry(writer: Writer, id: string): void {
  writer.run('UPDATE print_job SET priority = 0 WHERE id = ? AND priority = 1', id);
}

/** A held badge has come out after all, as a person sees. */
export function settleAsPrinted(writer: Writer, id: string, at: string): void {
  writer.run(
    `UPDATE print_job SET step = 'printed', trouble = NULL, pdf = NULL, changed_at = ?
     WHERE id = ? AND ${OPEN} AND NOT (${GOES_ON})`,
    ...[at, id],
  );
}

/**
 * Gives up badges of which another station has said that this very one, or a newer one, came out there, or that it
 * no longer counts. Those that are held as unknown stay with the person who looks after them.
 */
export function wishOutdatedSuperseded(writer: Writer, at: string): void {
  writer.run(
    `UPDATE print_job SET wish = 'supersede', move_to = NULL, trouble = NULL, changed_at = ?
     WHERE ${OPEN} AND wish IS NOT 'supersede' AND trouble IS NOT 'attention-needed' AND EXISTS (
       SELECT 1 FROM op WHERE op.registration = print_job.registration
         AND op.kind IN ('badge-printed', 'badge-revoked')
         AND op.data ->> '$.payload.generation' >= print_job.generation
         AND op.data ->> '$.payload.job' IS NOT print_job.id)`,
    at,
  );
}

/** Grows with each op that comes to the log: while it stays there is nothing new about badges elsewhere. */
export function opsHeard(reader: Reader): number {
  return Number(reader.get('SELECT coalesce(max(rowid), 0) AS last FROM op')?.last);
}
