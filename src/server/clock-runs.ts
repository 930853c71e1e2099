import { type Kysely, sql, type Transaction } from 'kysely';
import {
  type Corrections,
  correctionsFrom,
  hasRun,
  type ObservedRun,
  observedRuns,
} from '../checkin/corrections.ts';
import type { OpOf } from '../contract/op.ts';
import type { Tables } from './database/tables.ts';

/** The corrections of clocks that are known. */
export async function readCorrections(database: Kysely<Tables>): Promise<Corrections> {
  const rows = await database.selectFrom('clock_correction').selectAll().execute();
  return correctionsFrom(
    rows.map(({ station, clock, offset_ms }) => ({ station, clock, offsetMs: Number(offset_ms) })),
  );
}

/** Takes the log's observations over into the table; returns the runs whose offset is new or another. */
export async function refreshRuns(transaction: Transaction<Tables>): Promise<ObservedRun[]> {
  const before = await readCorrections(transaction);
  const { rows } = await sql<{ data: OpOf<'clock-observed'> }>`
    SELECT data FROM op WHERE data->>'kind' = 'clock-observed'`.execute(transaction);
  const changed = observedRuns(rows.map(({ data }) => data)).filter((run) => !hasRun(before, run));
  for (const { station, clock, offsetMs } of changed) {
    const row = { station, clock, offset_ms: String(offsetMs) };
    await transaction
      .insertInto('clock_correction')
      .values(row)
      .onConflict((conflict) => conflict.columns(['station', 'clock']).doUpdateSet(row))
      .execute();
  }
  return changed;
}

/** Reads the whole log: a run is observed once or twice a day. */
export async function guestsOfRun(transaction: Transaction<Tables>, run: ObservedRun): Promise<string[]> {
  const { rows } = await sql<{ registration: string }>`
    SELECT DISTINCT registration FROM op
    WHERE registration IS NOT NULL AND station = ${run.station} AND data->>'clock' = ${run.clock}`.execute(
    transaction,
  );
  return rows.map(({ registration }) => registration);
}
