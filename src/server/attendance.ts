import { sql, type Transaction } from 'kysely';
import { attendancesOf } from '../checkin/attendance.ts';
import { foldContextOf } from '../checkin/fold.ts';
import { isPersonDecision } from '../checkin/people.ts';
import type { Event } from '../contract/event.ts';
import { guestOf, type LoggedOp } from '../contract/op.ts';
import { guestsOfRun, readCorrections, refreshRuns } from './clock-runs.ts';
import type { Tables } from './database/tables.ts';
import { idsIn } from './ids-in.ts';
import { refreshLikeness } from './likeness.ts';
import { type FoldedPerson, foldPersons, refreshAliases } from './people.ts';

/** How many guests are folded with one statement. */
const CHUNK = 2000;

/** Kinds that change what is known of a guest beside the list. */
const OF_WORDS: ReadonlySet<string> = new Set(['walk-in', 'correction', 'undo', 'clock-observed']);

/**
 * Brings what the log folds to up to ops that were just logged: folds anew whom they are about; when a clock was
 * observed, whom that station let in by it; when it was decided who a walk-in is, those people. Call it while holding
 * the log's lock (takeSequences), so that two stations' ops about one guest see each other.
 */
export async function refoldAfter(
  transaction: Transaction<Tables>,
  event: Event,
  ops: readonly LoggedOp[],
): Promise<void> {
  const touched = new Set(ops.map(guestOf).filter((guest) => guest !== null));
  const runs = ops.some(({ kind }) => kind === 'clock-observed') ? await refreshRuns(transaction) : [];
  for (const run of runs) for (const guest of await guestsOfRun(transaction, run)) touched.add(guest);
  // Which of two decisions is the later depends on the clocks, too.
  const isAboutPeople = runs.length > 0 || ops.some(isPersonDecision);
  if (isAboutPeople) for (const id of await refreshAliases(transaction)) touched.add(id);
  const folded = await refoldGuests(transaction, event, [...touched]);
  if (isAboutPeople || ops.some(({ kind }) => OF_WORDS.has(kind))) await refreshLikeness(transaction, folded);
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

/** @returns every id of the people whom these guests are: an op about one of them may be about another. */
async function refoldGuests(
  transaction: Transaction<Tables>,
  event: Event,
  guests: readonly string[],
): Promise<string[]> {
  if (guests.length === 0) return [];
  const folded: string[] = [];
  const context = foldContextOf(event, await readCorrections(transaction));
  for (let start = 0; start < guests.length; start += CHUNK) {
    const people = await foldPersons(transaction, guests.slice(start, start + CHUNK), context);
    const ids = people.flatMap((one) => one.ids);
    await replaceAttendance(transaction, ids, people);
    await replaceDeskWords(transaction, ids, people);
    folded.push(...ids);
  }
  return folded;
}

async function replaceAttendance(
  transaction: Transaction<Tables>,
  ids: readonly string[],
  people: readonly FoldedPerson[],
): Promise<void> {
  const attendances = people.flatMap(({ person, state }) =>
    attendancesOf(state).map((attendance) => ({
      registration: person,
      checkpoint: attendance.checkpoint,
      op: attendance.op,
      station: attendance.station,
      admitted_at: attendance.admittedAt,
      inside: attendance.inside,
      open_conflicts: attendance.openConflicts,
      place_op: attendance.placeOp,
      place_at: attendance.placeAt,
      place_settled: attendance.placeSettled,
    })),
  );
  await sql`DELETE FROM attendance WHERE registration IN (${idsIn(ids)})`.execute(transaction);
  await sql`
    INSERT INTO attendance (registration, checkpoint, op, station, admitted_at, inside, open_conflicts,
      place_op, place_at, place_settled)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(attendances)}::jsonb)
      AS given (registration text, checkpoint text, op text, station text, admitted_at timestamptz,
        inside boolean, open_conflicts integer, place_op text, place_at timestamptz,
        place_settled boolean)`.execute(transaction);
}

async function replaceDeskWords(
  transaction: Transaction<Tables>,
  ids: readonly string[],
  people: readonly FoldedPerson[],
): Promise<void> {
  const words = people
    .filter(({ state }) => state.walkIn !== null || Object.keys(state.correction).length > 0)
    .map(({ person, state: { walkIn, correction } }) => ({
      registration: person,
      walk_in: walkIn?.registration ?? null,
      correction,
    }));
  await sql`DELETE FROM desk_word WHERE registration IN (${idsIn(ids)})`.execute(transaction);
  await sql`
    INSERT INTO desk_word (registration, walk_in, correction)
    SELECT registration, nullif(walk_in, 'null'::jsonb), correction
    FROM jsonb_to_recordset(${JSON.stringify(words)}::jsonb)
      AS given (registration text, walk_in jsonb, correction jsonb)`.execute(transaction);
}
