import { v7 as newId } from 'uuid';
import { z } from 'zod';
import {
  type Batch,
  type BatchGuests,
  BatchGuestsSchema,
  type BatchOrder,
  type BatchReport,
  BatchReportSchema,
  BatchSchema,
  type UnknownId,
  UnknownIdSchema,
} from '../../contract/batch.ts';
import type { BadgeReason } from '../../contract/op.ts';
import { GOES_ON, OPEN, requireJob, shownJob } from '../print/print-table.ts';
import type { Reader, Row, Writer } from '../store/database.ts';
import { findRegistration } from '../store/registrations.ts';

/** How much of long lists a report names. */
const LISTED = 200;

export type LeftOut = 'printed' | 'not-confirmed';

/** A batch that somebody asks for. */
export interface NewBatch {
  readonly guests: BatchGuests;
  readonly order: BatchOrder;
  readonly again: BadgeReason | null;
  readonly actor: string;
  readonly unknown: readonly UnknownId[];
  readonly badges: readonly {
    readonly registration: string;
    readonly replaces: number;
    readonly leftOut: LeftOut | null;
  }[];
}

/** A guest of a running batch whose badge is not in the ledger yet. */
export interface WaitingBadge {
  readonly batch: string;
  readonly position: number;
  readonly registration: string;
  readonly replaces: number;
  readonly again: BadgeReason | null;
  /** Who asked for the batch; null: asked for before that was kept. */
  readonly actor: string | null;
  /** Null for a guest who is not on the list any more. */
  readonly category: string | null;
}

export function insertBatch(writer: Writer, batch: NewBatch, at: string): string {
  const id = newId();
  const { guests, order, again, actor, unknown } = batch;
  writer.run(
    `INSERT INTO batch (id, guests, sorting, again, actor, state, unknown_count, unknown, requested_at, changed_at)
     VALUES (?, ?, ?, ?, ?, 'running', ?, ?, ?, ?)`,
    ...[
      id,
      JSON.stringify(guests),
      order,
      again,
      actor,
      unknown.length,
      JSON.stringify(unknown.slice(0, LISTED)),
      at,
      at,
    ],
  );
  for (const [position, { registration, replaces, leftOut }] of batch.badges.entries())
    writer.run(
      'INSERT INTO batch_badge (batch, position, registration, replaces, left_out) VALUES (?, ?, ?, ?, ?)',
      ...[id, position, registration, replaces, leftOut],
    );
  return id;
}

const COUNTED = `SELECT batch.*,
    count(badge.job) + coalesce(sum(badge.job IS NULL AND badge.left_out IS NULL), 0) AS total,
    coalesce(sum(job.step = 'printed'), 0) AS done,
    coalesce(sum(job.step IN ('cancelled', 'superseded')), 0) AS given_up,
    coalesce(sum(job.${OPEN}), 0) AS open,
    coalesce(sum(job.${OPEN} AND (${GOES_ON})), 0) AS going_on,
    coalesce(sum(badge.left_out = 'printed'), 0) AS left_out_printed,
    coalesce(sum(badge.left_out = 'not-confirmed'), 0) AS left_out_not_confirmed
  FROM batch LEFT JOIN batch_badge badge ON badge.batch = batch.id LEFT JOIN print_job job ON job.id = badge.job`;

/** The newest first. */
export function newestBatches(reader: Reader, limit: number): Batch[] {
  return reader.all(`${COUNTED} GROUP BY batch.id ORDER BY batch.position DESC LIMIT ?`, limit).map(toBatch);
}

export function findBatch(reader: Reader, id: string): Batch | null {
  const row = reader.get(`${COUNTED} WHERE batch.id = ? GROUP BY batch.id`, id);
  return row === undefined ? null : toBatch(row);
}

function toBatch(row: Row): Batch {
  const [total, done, givenUp] = [Number(row.total), Number(row.done), Number(row.given_up)];
  const failed = Number(row.open) - Number(row.going_on);
  // What a cancelled batch had not put into the ledger never will come.
  const waiting = row.state === 'cancelled' ? Number(row.going_on) : total - done - givenUp - failed;
  return BatchSchema.parse({
    ...{ id: row.id, order: row.sorting, again: row.again, state: row.state },
    guests: BatchGuestsSchema.parse(JSON.parse(String(row.guests))),
    ...{ total, done, failed, waiting, givenUp: total - done - failed - waiting },
    leftOut: { printed: row.left_out_printed, notConfirmed: row.left_out_not_confirmed },
    ...{ requestedAt: row.requested_at, changedAt: row.changed_at },
  });
}

/** Null when there is no such batch. */
export function reportOf(reader: Reader, id: string): BatchReport | null {
  const batch = findBatch(reader, id);
  if (batch === null) return null;
  const row = reader.get('SELECT unknown_count, unknown FROM batch WHERE id = ?', id);
  const held = reader.all(
    `SELECT badge.registration AS guest, badge.job FROM batch_badge badge JOIN print_job ON print_job.id = badge.job
     WHERE badge.batch = ? AND print_job.${OPEN} AND NOT (${GOES_ON}) ORDER BY badge.position LIMIT ?`,
    ...[id, LISTED],
  );
  return BatchReportSchema.parse({
    ...batch,
    unknownCount: row?.unknown_count,
    unknown: z.array(UnknownIdSchema).parse(JSON.parse(String(row?.unknown))),
    held: held.map(({ guest, job }) => ({
      guest,
      registration: findRegistration(reader, String(guest)),
      job: shownJob(requireJob(reader, String(job))),
    })),
  });
}

export function setState(writer: Writer, id: string, state: Batch['state'], at: string): void {
  writer.run('UPDATE batch SET state = ?, changed_at = ? WHERE id = ?', state, at, id);
}

/** Badges of a batch that are on their way, or held; not those about which nobody knows whether they came out. */
export function jobsToGiveUp(reader: Reader, batch: string): string[] {
  const rows = reader.all(
    `SELECT job FROM batch_badge JOIN print_job ON print_job.id = batch_badge.job
     WHERE batch = ? AND ${OPEN} AND trouble IS NOT 'attention-needed' ORDER BY batch_badge.position`,
    batch,
  );
  return rows.map(({ job }) => String(job));
}

/** How many badges of batches are on their way at each printer. */
export function countAhead(reader: Reader): Map<string, number> {
  const rows = reader.all(
    `SELECT printer, count(*) AS jobs FROM print_job WHERE priority = 1 AND ${GOES_ON} GROUP BY printer`,
  );
  return new Map(rows.map(({ printer, jobs }) => [String(printer), Number(jobs)]));
}

const WaitingRowSchema = z.object({
  batch: z.string(),
  position: z.number(),
  registration: z.string(),
  replaces: z.number(),
  again: BatchSchema.shape.again,
  actor: z.string().nullable(),
  category: z.string().nullable(),
  batch_position: z.number(),
});
const PAGE = 50;

/** Guests of running batches whose badges are not in the ledger, in their order, read as far as they are wanted. */
export function* waitingBadges(reader: Reader): Generator<WaitingBadge> {
  let last: z.infer<typeof WaitingRowSchema> | undefined;
  for (;;) {
    const rows = reader.all(
      `SELECT badge.batch, badge.position, badge.registration, badge.replaces, batch.again, batch.actor,
         batch.position AS batch_position, registration.data ->> '$.category' AS category
       FROM batch JOIN batch_badge badge ON badge.batch = batch.id
         LEFT JOIN registration ON registration.id = badge.registration
       WHERE batch.state = 'running' AND badge.job IS NULL AND badge.left_out IS NULL
         AND (batch.position, badge.position) > (?, ?)
       ORDER BY batch.position, badge.position LIMIT ${PAGE}`,
      ...[last?.batch_position ?? 0, last?.position ?? 0],
    );
    const badges = rows.map((row) => WaitingRowSchema.parse(row));
    yield* badges;
    last = badges.at(-1);
    if (badges.length < PAGE) return;
  }
}

export function noteJob(writer: Writer, { batch, position }: WaitingBadge, job: string): void {
  writer.run('UPDATE batch_badge SET job = ? WHERE batch = ? AND position = ?', job, batch, position);
}

export function noteLeftOut(writer: Writer, { batch, position }: WaitingBadge, why: LeftOut): void {
  writer.run('UPDATE batch_badge SET left_out = ? WHERE batch = ? AND position = ?', why, batch, position);
}

/** Running batches of which nothing is on its way any more. */
export function finishedBatches(reader: Reader): string[] {
  const rows = reader.all(
    `SELECT id FROM batch WHERE state = 'running' AND NOT EXISTS (
       SELECT 1 FROM batch_badge badge LEFT JOIN print_job ON print_job.id = badge.job
       WHERE badge.batch = batch.id AND badge.left_out IS NULL AND (badge.job IS NULL OR (${GOES_ON})))`,
  );
  return rows.map(({ id }) => String(id));
}
