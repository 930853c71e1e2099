import { sql, type Transaction } from 'kysely';
import { foldGuest } from '../checkin/fold.ts';
import type { Op } from '../contract/op.ts';
import type { Tables } from './database/tables.ts';

/**
 * Folds the ops of some guests anew and keeps the outcome. Call it while holding the log's lock (takeSequences), so
 * that two stations' ops about one guest see each other.
 */
export async function refoldAttendance(
  transaction: Transaction<Tables>,
  registrations: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ registration: string; ops: Op[] }>`
    SELECT registration, jsonb_agg(data) AS ops FROM op
    WHERE registration IN (SELECT jsonb_array_elements_text(${JSON.stringify(registrations)}::jsonb))
    GROUP BY registration`.execute(transaction);
  const standings = rows.flatMap((row) => standingsOf(row.registration, row.ops));
  // No op ever takes an admission away, so rows are only put in and replaced.
  await sql`
    INSERT INTO attendance (registration, checkpoint, op, station, admitted_at, conflicts)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(standings)}::jsonb)
      AS given (registration text, checkpoint text, op text, station text, admitted_at timestamptz, conflicts integer)
    ON CONFLICT (registration, checkpoint) DO UPDATE SET
      op = excluded.op, station = excluded.station,
      admitted_at = excluded.admitted_at, conflicts = excluded.conflicts`.execute(transaction);
}

function standingsOf(registration: string, ops: readonly Op[]) {
  return [...foldGuest(ops).checkpoints].map(([checkpoint, { admission, conflicts }]) => ({
    registration,
    checkpoint,
    op: admission.id,
    station: admission.station,
    admitted_at: admission.at,
    conflicts: conflicts.length,
  }));
}
