import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { GenerationSchema } from '../../contract/op.ts';
import { type PrintJob, type StuckReason, StuckReasonSchema } from '../../contract/print.ts';
import type { Reader, Row, Writer } from '../store/database.ts';

/**
 * How far a badge has come. `reserved`: the print system has given a reference for it, which is committed, and has
 * not been given the document. `sending`: it may have got the document or not.
 */
const StepSchema = z.enum(['queued', 'rendered', 'reserved', 'sending', 'spooled', 'printed', 'cancelled']);
export type Step = z.infer<typeof StepSchema>;

const LedgerJobSchema = z.strictObject({
  id: z.string(),
  registration: z.string(),
  generation: GenerationSchema,
  printer: z.string(),
  step: StepSchema,
  /** Why the job does not go on from its step; while there is one it shows as stuck. */
  trouble: StuckReasonSchema.nullable(),
  cancelAsked: z.union([z.literal(0), z.literal(1)]),
  reference: z.string().nullable(),
  pdf: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
  requestedAt: z.string(),
  changedAt: z.string(),
});
/** A row of `print_job`. */
export type LedgerJob = Readonly<z.infer<typeof LedgerJobSchema>>;

/** A badge that somebody asks for. */
export type WantedBadge = Pick<LedgerJob, 'registration' | 'generation' | 'printer'>;

/** What of a job a step may change. */
export type Move = Pick<LedgerJob, 'step' | 'trouble' | 'reference' | 'pdf'>;

/** Troubles of the badge itself: a person decides, and later badges go on. All others are the printer's. */
const OWN_TROUBLES = [
  'rejected-by-printer',
  'aborted-by-printer',
  'cancelled-at-printer',
  'render-failed',
  'name-missing',
  'attention-needed',
] as const satisfies readonly StuckReason[];

const COLUMNS = `id, registration, generation, printer, step, trouble, cancel_asked AS cancelAsked, reference, pdf,
  requested_at AS requestedAt, changed_at AS changedAt`;
const OPEN = `step NOT IN ('printed', 'cancelled')`;
const OWN = OWN_TROUBLES.map((trouble) => `'${trouble}'`).join(', ');
/** Jobs that the worker has something to do for. */
const GOES_ON = `${OPEN} AND (trouble IS NULL OR trouble NOT IN (${OWN}) OR cancel_asked = 1)`;

function toJob(row: Row): LedgerJob {
  return LedgerJobSchema.parse(row);
}

/** What the rest of the station sees of a job. */
export function shownJob(job: LedgerJob): PrintJob {
  const { id, registration, generation, printer, step, trouble, requestedAt, changedAt } = job;
  const shownStep = step === 'reserved' || step === 'sending' ? 'rendered' : step;
  const state = trouble === null ? shownStep : 'stuck';
  return { id, registration, generation, printer, state, reason: trouble, requestedAt, changedAt };
}

export function insertJob(writer: Writer, badge: WantedBadge, at: string): LedgerJob {
  const id = newId();
  writer.run(
    `INSERT INTO print_job (id, registration, generation, printer, step, requested_at, changed_at)
     VALUES (?, ?, ?, ?, 'queued', ?, ?)`,
    ...[id, badge.registration, badge.generation, badge.printer, at, at],
  );
  return requireJob(writer, id);
}

export function findJob(reader: Reader, id: string): LedgerJob | null {
  const row = reader.get(`SELECT ${COLUMNS} FROM print_job WHERE id = ?`, id);
  return row === undefined ? null : toJob(row);
}

/** Throws when there is no such job. */
export function requireJob(reader: Reader, id: string): LedgerJob {
  const job = findJob(reader, id);
  if (job === null) throw new Error(`there is no print job ${id}`);
  return job;
}

/** Neither printed nor cancelled; the oldest first. */
export function openJobs(reader: Reader): LedgerJob[] {
  return reader.all(`SELECT ${COLUMNS} FROM print_job WHERE ${OPEN} ORDER BY position`).map(toJob);
}

/** The newest first. */
export function newestJobs(reader: Reader, limit: number): LedgerJob[] {
  return reader.all(`SELECT ${COLUMNS} FROM print_job ORDER BY position DESC LIMIT ?`, limit).map(toJob);
}

export function lastPosition(reader: Reader): number {
  return Number(reader.get('SELECT coalesce(max(position), 0) AS last FROM print_job')?.last);
}

export function jobsAfter(reader: Reader, position: number): LedgerJob[] {
  return reader
    .all(`SELECT ${COLUMNS} FROM print_job WHERE position > ? ORDER BY position`, position)
    .map(toJob);
}

/** The printers for which there is something to do. */
export function printersWithWork(reader: Reader): string[] {
  return reader
    .all(`SELECT DISTINCT printer FROM print_job WHERE ${GOES_ON}`)
    .map((row) => String(row.printer));
}

/** The job that a printer is at: the oldest that can go on; one that shall be cancelled goes first. */
export function nextJob(reader: Reader, printer: string): LedgerJob | null {
  const row = reader.get(
    `SELECT ${COLUMNS} FROM print_job WHERE printer = ? AND ${GOES_ON} ORDER BY cancel_asked DESC, position LIMIT 1`,
    printer,
  );
  return row === undefined ? null : toJob(row);
}

export function moveJob(writer: Writer, id: string, move: Move, at: string): void {
  const { step, trouble, reference, pdf } = move;
  writer.run(
    'UPDATE print_job SET step = ?, trouble = ?, reference = ?, pdf = ?, changed_at = ? WHERE id = ?',
    ...[step, trouble, reference, pdf, at, id],
  );
}

/** Whether some badge of the printer shows another trouble of the printer than this. */
export function showsOtherTrouble(reader: Reader, printer: string, trouble: StuckReason | null): boolean {
  const sql = `SELECT 1 FROM print_job WHERE printer = ? AND ${GOES_ON} AND trouble IS NOT ? LIMIT 1`;
  return reader.get(sql, printer, trouble) !== undefined;
}

/** What ails the printer ails each badge that waits for it; null when it is well. */
export function setPrinterTrouble(
  writer: Writer,
  printer: string,
  trouble: StuckReason | null,
  at: string,
): void {
  writer.run(
    `UPDATE print_job SET trouble = ?, changed_at = ? WHERE printer = ? AND ${GOES_ON} AND trouble IS NOT ?`,
    ...[trouble, at, printer, trouble],
  );
}

/** Sends a badge that is stuck by its own fault through all steps again. Others stay as they are. */
export function restartJob(writer: Writer, id: string, at: string): void {
  writer.run(
    `UPDATE print_job SET step = 'queued', trouble = NULL, reference = NULL, pdf = NULL, changed_at = ?
     WHERE id = ? AND ${OPEN} AND NOT (${GOES_ON})`,
    ...[at, id],
  );
}

/** The worker cancels it: at once, or as far as the print system lets it. */
export function askToCancel(writer: Writer, id: string): void {
  writer.run(`UPDATE print_job SET cancel_asked = 1, trouble = NULL WHERE id = ? AND ${OPEN}`, id);
}

/** Whether it is the badge that is at fault, not the printer. */
export function isOwnTrouble(trouble: StuckReason | null): boolean {
  return OWN_TROUBLES.some((own) => own === trouble);
}
