import { sql, type Transaction } from 'kysely';
import { effectiveRegistration } from '../checkin/effective-registration.ts';
import { likenessKeys } from '../checkin/likeness.ts';
import type { Correctable } from '../contract/op.ts';
import type { Registration } from '../contract/registration.ts';
import type { Tables } from './database/tables.ts';
import { idsIn } from './ids-in.ts';

/** Keeps what rows of the list that were just put have in common with others, as far as the list says. */
export async function putLikeness(
  transaction: Transaction<Tables>,
  registrations: readonly Registration[],
): Promise<void> {
  const ids = registrations.map(({ id }) => id);
  await sql`DELETE FROM likeness WHERE registration IN (${idsIn(ids)})`.execute(transaction);
  const keys = registrations.flatMap((registration) =>
    likenessKeys(registration).map((key) => ({ key, registration: registration.id })),
  );
  await sql`
    INSERT INTO likeness (key, registration)
    SELECT key, registration FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      AS given (key text, registration text)`.execute(transaction);
}

/** The same for people of whom desks say something beside the list. The caller holds the log's lock. */
export async function refreshLikeness(
  transaction: Transaction<Tables>,
  ids: readonly string[],
): Promise<void> {
  const { rows } = await sql<{
    id: string;
    listed: Registration | null;
    walk_in: Registration | null;
    correction: Correctable | null;
  }>`
    SELECT given.id, registration.data AS listed, walk_in, correction
    FROM (${idsIn(ids)} AS id) AS given
    LEFT JOIN registration ON registration.id = given.id
    LEFT JOIN desk_word ON desk_word.registration = given.id
    WHERE given.id NOT IN (SELECT registration FROM alias)`.execute(transaction);
  await sql`DELETE FROM likeness WHERE registration IN (${idsIn(ids)})`.execute(transaction);
  const known = rows.flatMap(({ id, listed, walk_in: words, correction }) => {
    const walkIn = words === null ? null : { registration: words };
    return effectiveRegistration(id, listed, { walkIn, correction: correction ?? {} }) ?? [];
  });
  await putLikeness(transaction, known);
}

/** The ids of which desks say something beside the list: of whom the list alone does not say what they are like. */
export async function idsWithDeskWords(transaction: Transaction<Tables>): Promise<string[]> {
  const { rows } = await sql<{ registration: string }>`
    SELECT registration FROM desk_word UNION SELECT registration FROM alias`.execute(transaction);
  return rows.map(({ registration }) => registration);
}
