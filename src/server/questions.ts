import { type Kysely, sql } from 'kysely';
import { entryQuestions } from '../checkin/conflicts.ts';
import { duplicateOf, type Known } from '../checkin/duplicates.ts';
import { effectiveRegistration } from '../checkin/effective-registration.ts';
import { type FoldContext, foldContextOf, type WalkIn } from '../checkin/fold.ts';
import type { Event } from '../contract/event.ts';
import type { Registration } from '../contract/registration.ts';
import type { ConflictKind } from '../contract/verdict.ts';
import { readCorrections } from './clock-runs.ts';
import type { Tables } from './database/tables.ts';
import { type FoldedPerson, foldPersons, peopleOfLog } from './people.ts';

/** Something about which nobody has decided yet: what it is, and the entry or walk-in. */
export interface Question {
  readonly kind: ConflictKind;
  readonly op: string;
}

/** All that waits for a decision: the same as every station lists that has all of the log and the list. */
export async function openQuestions(database: Kysely<Tables>, event: Event): Promise<Question[]> {
  const context = foldContextOf(event, await readCorrections(database));
  const ofEntries = await entriesInQuestion(database, context);
  const asked = new Set(ofEntries.map(({ op }) => op));
  const ofPlaces = await placesInQuestion(database, event);
  const ofWalkIns = await walkInsInQuestion(database, context);
  return [...ofEntries, ...ofPlaces.filter(({ op }) => !asked.has(op)), ...ofWalkIns];
}

async function entriesInQuestion(database: Kysely<Tables>, context: FoldContext): Promise<Question[]> {
  const { rows } = await sql<{ registration: string }>`
    SELECT registration FROM attendance WHERE open_conflicts > 0
    UNION
    SELECT attendance.registration FROM registration JOIN attendance ON attendance.registration = registration.id
    WHERE registration.data->>'status' <> 'confirmed'`.execute(database);
  const guests = await readKnown(
    database,
    rows.map(({ registration }) => registration),
    context,
  );
  return guests.flatMap(({ folded, registration }) =>
    entryQuestions(folded.state, registration).map(({ kind, entry }) => ({ kind, op: entry.op.id })),
  );
}

/** Entries beyond what a checkpoint holds (checkin/attendance.ts). */
async function placesInQuestion(database: Kysely<Tables>, { checkpoints }: Event): Promise<Question[]> {
  const questions: Question[] = [];
  for (const { id, capacity } of checkpoints) {
    if (capacity === null) continue;
    const { rows } = await sql<{ place_op: string; place_settled: boolean }>`
      SELECT place_op, place_settled FROM attendance WHERE checkpoint = ${id} AND place_op IS NOT NULL
      ORDER BY place_at, place_op OFFSET ${capacity}`.execute(database);
    const open = rows.filter((row) => !row.place_settled);
    questions.push(...open.map((row) => ({ kind: 'over-capacity' as const, op: row.place_op })));
  }
  return questions;
}

async function walkInsInQuestion(database: Kysely<Tables>, context: FoldContext): Promise<Question[]> {
  const { rows: pairs } = await sql<{ walk_in: string; other: string }>`
    SELECT DISTINCT mine.registration AS walk_in, theirs.registration AS other
    FROM desk_word
    JOIN likeness AS mine ON mine.registration = desk_word.registration
    JOIN likeness AS theirs ON theirs.key = mine.key AND theirs.registration <> mine.registration
    WHERE desk_word.walk_in IS NOT NULL
      AND NOT EXISTS (SELECT FROM registration WHERE registration.id = desk_word.registration)`.execute(
    database,
  );
  if (pairs.length === 0) return [];
  const ids = [...new Set(pairs.flatMap(({ walk_in, other }) => [walk_in, other]))];
  const known = new Map((await readKnown(database, ids, context)).map((one) => [one.folded.person, one]));
  const people = await peopleOfLog(database);
  return [...Map.groupBy(pairs, ({ walk_in }) => walk_in)].flatMap(([id, others]) => {
    const walkIn = asKnown(known.get(id));
    if (walkIn === null || !isWalkIn(walkIn)) return [];
    const candidates = others.flatMap(({ other }) => asKnown(known.get(other)) ?? []);
    const isAsked = duplicateOf(walkIn, candidates, people) !== null;
    return isAsked ? [{ kind: 'duplicate-walk-in' as const, op: walkIn.walkIn.op.id }] : [];
  });
}

interface KnownGuest {
  readonly folded: FoldedPerson;
  readonly isListed: boolean;
  readonly registration: Registration | null;
}

async function readKnown(
  database: Kysely<Tables>,
  ids: readonly string[],
  context: FoldContext,
): Promise<KnownGuest[]> {
  if (ids.length === 0) return [];
  const people = await foldPersons(database, ids, context);
  const rows = await database
    .selectFrom('registration')
    .select(['id', 'data'])
    .where(
      'id',
      'in',
      people.map(({ person }) => person),
    )
    .execute();
  const listed = new Map(rows.map(({ id, data }) => [id, data]));
  return people.map((folded) => {
    const row = listed.get(folded.person) ?? null;
    const registration = effectiveRegistration(folded.person, row, folded.state);
    return { folded, isListed: row !== null, registration };
  });
}

function asKnown(guest: KnownGuest | undefined): Known | null {
  if (guest === undefined || guest.registration === null) return null;
  return { registration: guest.registration, walkIn: guest.isListed ? null : guest.folded.state.walkIn };
}

function isWalkIn(known: Known): known is Known & { readonly walkIn: WalkIn } {
  return known.walkIn !== null;
}
