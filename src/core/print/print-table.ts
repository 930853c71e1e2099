import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { BadgeReasonSchema, GenerationSchema } from '../../contract/op.ts';
import {
  HELD_REASONS,
  type PrintJob,
  PrintWhySchema,
  type StuckReason,
  StuckReasonSchema,
  UndrawnSchema,
} from '../../contract/print.ts';
import type { Reader, Row, Writer } from '../store/database.ts';
import { allIdsOf } from '../store/people.ts';

/**
 * How far a badge has come. `reserved`: the print system has given a reference for it, which is committed, and has
 * not been given the document. `sending`: it may have got the document or not.
 */
export const StepSchema = z.enum([
  'queued',
  'rendered',
  'reserved',
  'sending',
  'spooled',
  'printed',
  'cancelled',
  'superseded',
]);
export type Step = z.infer<typeof StepSchema>;

/** What shall become of a badge instead of paper from its printer, once the queue there has given it back. */
const WishSchema = z.enum(['cancel', 'supersede', 'move']);

const FlagSchema = z.union([z.literal(0), z.literal(1)]);

const LedgerJobSchema = z.strictObject({
  id: z.string(),
  registration: z.string().nullable(),
  generation: GenerationSchema,
  why: PrintWhySchema,
  reprintReason: BadgeReasonSchema.nullable(),
  /** Who asked for it; null: asked for before that was kept. */
  actor: z.string().nullable(),
  /** 0: somebody stands there and waits, 1: a batch. */
  priority: FlagSchema,
  printer: z.string(),
  /** 1: a person chose the printer; the settings do not move it. */
  chosen: FlagSchema,
  /** 1: any of the printers that share a queue may take it until it is sent; `printer` is where it counts till then. */
  shared: FlagSchema,
  movedFrom: z.string().nullable(),
  step: StepSchema,
  /** Why the job does not go on from its step; while there is one it shows as stuck. */
  trouble: StuckReasonSchema.nullable(),
  wish: WishSchema.nullable(),
  moveTo: z.string().nullable(),
  anyway: FlagSchema,
  reference: z.string().nullable(),
  begun: z.string().nullable(),
  /** 1: its printer could not be reached while it may have had the badge. */
  wasAway: FlagSchema,
  pdf: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
  layout: z.string().nullable(),
  undrawn: z.string().transform((json) => z.array(UndrawnSchema).parse(JSON.parse(json))),
  requestedAt: z.string(),
  changedAt: z.string(),
});
/** A row of `print_job`. */
export type LedgerJob = Readonly<z.infer<typeof LedgerJobSchema>>;

/** A badge that somebody asks for. `registration` is null for a test badge, and only for that. */
export type WantedBadge = Pick<LedgerJob, 'registration' | 'generation' | 'why' | 'printer'> & {
  readonly actor: string;
  /** Needed for a reprint, and only for that. */
  readonly reprintReason?: LedgerJob['reprintReason'];
  /** 0, unless given: somebody stands there and waits. 1: a batch. */
  readonly priority?: 0 | 1;
  /** Whether a person chose the printer. */
  readonly chosen?: boolean;
  /** Whether any of the printers that share a queue may take it. */
  readonly shared?: boolean;
};

/** What of a job a step may change. */
export type Move = Pick<
  LedgerJob,
  | 'step'
  | 'trouble'
  | 'wish'
  | 'moveTo'
  | 'printer'
  | 'movedFrom'
  | 'reference'
  | 'begun'
  | 'wasAway'
  | 'pdf'
  | 'layout'
  | 'undrawn'
>;

export const COLUMNS = `id, registration, generation, why, reprint_reason AS reprintReason, actor, priority, printer,
  chosen, shared, moved_from AS movedFrom, step, trouble, wish, move_to AS moveTo, anyway, reference, begun,
  was_away AS wasAway, pdf, layout, undrawn, requested_at AS requestedAt, changed_at AS changedAt`;
export const OPEN = `step NOT IN ('printed', 'cancelled', 'superseded')`;
const HELD = HELD_REASONS.map((reason) => `'${reason}'`).join(', ');
/** Jobs that the worker has something to do for; the other open ones are held for a person. */
export const GOES_ON = `${OPEN} AND (trouble IS NULL OR trouble NOT IN (${HELD}) OR wish IS NOT NULL)`;

export function toJob(row: Row): LedgerJob {
  return LedgerJobSchema.parse(row);
}

/** What the rest of the station sees of a job. */
export function shownJob(job: LedgerJob): PrintJob {
  const { id, registration, generation, why, reprintReason, printer, movedFrom, layout, undrawn } = job;
  const { trouble, requestedAt, changedAt } = job;
  return {
    ...{ id, registration, generation, why, reprintReason, printer, movedFrom, layout, undrawn },
    ...{ state: shownState(job.step, trouble), reason: trouble, requestedAt, changedAt },
  };
}

export function shownState(step: Step, trouble: StuckReason | null): PrintJob['state'] {
  if (trouble !== null) return 'stuck';
  return step === 'reserved' || step === 'sending' ? 'rendered' : step;
}

/** Adds a badge. Those of the guest with an earlier generation that are still on their way are not needed any more. */
export function insertJob(writer: Writer, badge: WantedBadge, at: string): LedgerJob {
  const id = newId();
  const { registration, generation, why, reprintReason, actor, printer, priority, chosen, shared } = badge;
  if (registration !== null) supersedeBefore(writer, registration, generation, at);
  writer.run(
    `INSERT INTO print_job (id, registration, generation, why, reprint_reason, actor, priority, printer, chosen,
       shared, step, requested_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)`,
    ...[
      id,
      registration,
      generation,
      why,
      reprintReason ?? null,
      actor,
      priority ?? 0,
      printer,
      chosen ? 1 : 0,
      shared ? 1 : 0,
      at,
      at,
    ],
  );
  return requireJob(writer, id);
}

/** The worker asks the queues for them; one about which nobody knows is what the reprint is the answer to. */
function supersedeBefore(writer: Writer, registration: string, generation: number, at: string): void {
  const older = `registration = ? AND generation < ? AND ${OPEN}`;
  writer.run(
    `UPDATE print_job SET step = 'superseded', trouble = NULL, wish = NULL, move_to = NULL, pdf = NULL, changed_at = ?
     WHERE ${older} AND trouble = 'attention-needed'`,
    ...[at, registration, generation],
  );
  writer.run(
    `UPDATE print_job SET wish = 'supersede', move_to = NULL, trouble = NULL, changed_at = ? WHERE ${older}`,
    ...[at, registration, generation],
  );
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

/** Neither out nor given up; the oldest first. */
export function openJobs(reader: Reader): LedgerJob[] {
  return reader.all(`SELECT ${COLUMNS} FROM print_job WHERE ${OPEN} ORDER BY position`).map(toJob);
}

export function countOpenJobs(reader: Reader): number {
  return Number(reader.get(`SELECT count(*) AS open FROM print_job WHERE ${OPEN}`)?.open);
}

/** The newest first. */
export function newestJobs(reader: Reader, limit: number): LedgerJob[] {
  return reader.all(`SELECT ${COLUMNS} FROM print_job ORDER BY position DESC LIMIT ?`, limit).map(toJob);
}

/** The newest badge of a guest, under any of their ids, that came out, or still may. */
export function newestJobOf(reader: Reader, registration: string): LedgerJob | null {
  const row = reader.get(
    `SELECT ${COLUMNS} FROM print_job
     WHERE registration IN (SELECT value FROM json_each(?)) AND step NOT IN ('cancelled', 'superseded')
     ORDER BY generation DESC, position DESC LIMIT 1`,
    allIdsOf(reader, registration),
  );
  return row === undefined ? null : toJob(row);
}

export function lastPosition(reader: Reader): number {
  return Number(reader.get('SELECT coalesce(max(position), 0) AS last FROM print_job')?.last);
}

export function jobsAfter(reader: Reader, position: number): LedgerJob[] {
  return reader
    .all(`SELECT ${COLUMNS} FROM print_job WHERE position > ? ORDER BY position`, position)
    .map(toJob);
}

/** Takes a step with a job. What a person wished meanwhile stays, unless the badge is finished by now. */
export function moveJob(writer: Writer, job: LedgerJob, move: Move, at: string): void {
  const { step, trouble, printer, movedFrom, reference, begun, wasAway, pdf, layout, undrawn } = move;
  writer.run(
    `UPDATE print_job SET step = ?, trouble = ?, printer = ?, moved_from = ?, reference = ?, begun = ?, was_away = ?,
       pdf = ?, layout = ?, undrawn = ?, changed_at = ? WHERE id = ?`,
    ...[
      step,
      trouble,
      printer,
      movedFrom,
      reference,
      begun,
      wasAway,
      pdf,
      layout,
      JSON.stringify(undrawn),
      at,
      job.id,
    ],
  );
  const wishAsBefore =
    'UPDATE print_job SET wish = ?, move_to = ? WHERE id = ? AND wish IS ? AND move_to IS ?';
  writer.run(wishAsBefore, move.wish, move.moveTo, job.id, job.wish, job.moveTo);
  writer.run(`UPDATE print_job SET wish = NULL, move_to = NULL WHERE id = ? AND NOT (${OPEN})`, job.id);
}

/** Whether the badge does not go on until a person says how. */
export function isHeld({ trouble }: Pick<LedgerJob, 'trouble'>): boolean {
  return trouble !== null && HELD_REASONS.includes(trouble);
}
