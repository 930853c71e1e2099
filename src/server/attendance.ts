import { sql, type Transaction } from 'kysely';
import { attendancesOf } from '../checkin/attendance.ts';
import { correctionsFrom, hasRun, type ObservedRun, observedRuns } from '../checkin/corrections.ts';
import { type FoldContext, foldContextOf, foldGuest, type GuestState } from '../checkin/fold.ts';
import type { Event } from '../contract/event.ts';
import { guestOf, type LoggedOp, type OpOf } from '../contract/op.ts';
import type { Tables } from './database/tables.ts';

/** How many guests are folded with one statement. */
const CHUNK = 2000;

/**
 * Brings what the log folds to up to ops that were just logged: folds anew whom they are about and, when a clock was
 * observed, whom that station let in by it. Call it while holding the log's lock (takeSequences), so that two
 * stations' ops about one guest see each other.
 */
export async function refoldAfter(
  transaction: Transaction<Tables>,
  event: Event,
  ops: readonly LoggedOp[],
): Promise<void> {
  const touched = new Set(ops.map(guestOf).filter((guest) => guest !== null));
  if (ops.some(({ kind }) => kind === 'clock-observed')) {
    for (const run of await takeObservations(transaction)) {
      for (const guest of await guestsOfRun(transaction, run)) touched.add(guest);
    }
  }
  await refoldGuests(transaction, event, [...touched]);
}

/** Folds everybody anew: the rules of the event changed. The caller holds the log's lock. */
export async function refoldAll(transaction: Transaction<Tables>, event: Event): Promise<void> {
  const rows = await transaction
    .selectFrom('op')
    .select('registration')
    .distinct()
    .where('registration', 'is not', null)
    .execute();
  await refoldGuests(
    transaction,
    event,
    rows.map(({ registration }) => registration).filter((guest) => guest !== null),
  );
}

async function refoldGuests(
  transaction: Transaction<Tables>,
  event: Event,
  guests: readonly string[],
): Promise<void> {
  if (guests.length === 0) return;
  const context = foldContextOf(event, correctionsFrom(await storedRuns(transaction)));
  for (let start = 0; start < guests.length; start += CHUNK)
    await refoldChunk(transaction, guests.slice(start, start + CHUNK), context);
}

async function refoldChunk(
  transaction: Transaction<Tables>,
  guests: readonly string[],
  context: FoldContext,
): Promise<void> {
  const { rows } = await sql<{ registration: string; ops: LoggedOp[] }>`
    SELECT registration, jsonb_agg(data) AS ops FROM op WHERE registration IN (${idsIn(guests)})
    GROUP BY registration`.execute(transaction);
  const states = rows.map(({ registration, ops }) => ({ registration, state: foldGuest(ops, context) }));
  await replaceAttendance(transaction, guests, states);
  await replaceDeskWords(transaction, guests, states);
}

interface FoldedGuest {
  readonly registration: string;
  readonly state: GuestState;
}

async function replaceAttendance(
  transaction: Transaction<Tables>,
  guests: readonly string[],
  states: readonly FoldedGuest[],
): Promise<void> {
  const attendances = states.flatMap(({ registration, state }) =>
    attendancesOf(state).map(({ checkpoint, op, station, admittedAt, inside, openConflicts }) => ({
      registration,
      checkpoint,
      op,
      station,
      admitted_at: admittedAt,
      inside,
      open_conflicts: openConflicts,
    })),
  );
  await sql`DELETE FROM attendance WHERE registration IN (${idsIn(guests)})`.execute(transaction);
  await sql`
    INSERT INTO attendance (registration, checkpoint, op, station, admitted_at, inside, open_conflicts)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(attendances)}::jsonb)
      AS given (registration text, checkpoint text, op text, station text, admitted_at timestamptz,
        inside boolean, open_conflicts integer)`.execute(transaction);
}

async function replaceDeskWords(
  transaction: Transaction<Tables>,
  guests: readonly string[],
  states: readonly FoldedGuest[],
): Promise<void> {
  const words = states
    .filter(({ state }) => state.walkIn !== null || Object.keys(state.correction).length > 0)
    .map(({ registration, state: { walkIn, correction } }) => ({
      registration,
      walk_in: walkIn,
      correction,
    }));
  await sql`DELETE FROM desk_word WHERE registration IN (${idsIn(guests)})`.execute(transaction);
  await sql`
    INSERT INTO desk_word (registration, walk_in, correction)
    SELECT registration, nullif(walk_in, 'null'::jsonb), correction
    FROM jsonb_to_recordset(${JSON.stringify(words)}::jsonb)
      AS given (registration text, walk_in jsonb, correction jsonb)`.execute(transaction);
}

async function storedRuns(transaction: Transaction<Tables>): Promise<ObservedRun[]> {
  const rows = await transaction.selectFrom('clock_correction').selectAll().execute();
  return rows.map(({ station, clock, offset_ms }) => ({ station, clock, offsetMs: Number(offset_ms) }));
}

/** Takes the log's observations over into the table; returns the runs whose offset is new or another. */
async function takeObservations(transaction: Transaction<Tables>): Promise<ObservedRun[]> {
  const before = correctionsFrom(await storedRuns(transaction));
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
async function guestsOfRun(transaction: Transaction<Tables>, run: ObservedRun): Promise<string[]> {
  const { rows } = await sql<{ registration: string }>`
    SELECT DISTINCT registration FROM op
    WHERE registration IS NOT NULL AND station = ${run.station} AND data->>'clock' = ${run.clock}`.execute(
    transaction,
  );
  return rows.map(({ registration }) => registration);
}

function idsIn(ids: readonly string[]) {
  return sql`SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)`;
}
