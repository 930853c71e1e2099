import { type Kysely, sql, type Transaction } from 'kysely';
import { type FoldContext, foldGuest, type GuestState } from '../checkin/fold.ts';
import { foldPeople, type People, type PersonDecision } from '../checkin/people.ts';
import type { LoggedOp } from '../contract/op.ts';
import { readCorrections } from './clock-runs.ts';
import type { Tables } from './database/tables.ts';
import { idsIn } from './ids-in.ts';

/** Who is who, as the log has it. */
export async function peopleOfLog(database: Kysely<Tables>): Promise<People> {
  const { rows } = await sql<{ data: PersonDecision }>`
    SELECT data FROM op
    WHERE data->>'kind' = 'conflict-settled' AND data->'payload'->>'other' IS NOT NULL`.execute(database);
  return foldPeople(
    rows.map(({ data }) => data),
    await readCorrections(database),
  );
}

/** Brings the aliases up to the log; returns every id whose person is another one than before, and those persons. */
export async function refreshAliases(transaction: Transaction<Tables>): Promise<string[]> {
  const stored = await transaction.selectFrom('alias').selectAll().execute();
  const before = new Map(stored.map(({ registration, person }) => [registration, person]));
  const { persons } = await peopleOfLog(transaction);
  const ids = [...new Set([...before.keys(), ...persons.keys()])];
  const changed = ids.filter((id) => before.get(id) !== persons.get(id));
  if (changed.length === 0) return [];
  await transaction.deleteFrom('alias').where('registration', 'in', changed).execute();
  const rows = changed.flatMap((registration) => {
    const person = persons.get(registration);
    return person === undefined ? [] : [{ registration, person }];
  });
  if (rows.length > 0) await transaction.insertInto('alias').values(rows).execute();
  return changed.flatMap((id) => [id, before.get(id) ?? id, persons.get(id) ?? id]);
}

/** A person, with every id of theirs and what the log says of all of them together. */
export interface FoldedPerson {
  readonly person: string;
  readonly ids: readonly string[];
  readonly state: GuestState;
}

/** Folds the people to whom these ids belong, each once. */
export async function foldPersons(
  database: Kysely<Tables>,
  ids: readonly string[],
  context: FoldContext,
): Promise<FoldedPerson[]> {
  const { rows } = await sql<{ person: string; ids: string[]; ops: LoggedOp[] | null }>`
    WITH wanted AS (
      SELECT DISTINCT coalesce(alias.person, id) AS person
      FROM (${idsIn(ids)} AS id) AS given LEFT JOIN alias ON alias.registration = id
    ), id_of AS (
      SELECT person, person AS id FROM wanted
      UNION ALL SELECT person, registration FROM alias JOIN wanted USING (person)
    )
    SELECT person, jsonb_agg(DISTINCT id_of.id) AS ids,
      jsonb_agg(op.data) FILTER (WHERE op.id IS NOT NULL) AS ops
    FROM id_of LEFT JOIN op ON op.registration = id_of.id GROUP BY person`.execute(database);
  return rows.map(({ person, ids: all, ops }) => ({
    person,
    ids: all,
    state: foldGuest(ops ?? [], context, person),
  }));
}
