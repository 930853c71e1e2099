import { type Kysely, sql, type Transaction } from 'kysely';
import type { Registration } from '../contract/registration.ts';
import { type ChangedItem, publishChanges, takeSequences } from './database/change-log.ts';
import type { ServerDatabase } from './database/database.ts';
import type { Tables } from './database/tables.ts';
import { idsWithDeskWords, putLikeness, refreshLikeness } from './likeness.ts';

/** How many go into one statement. */
const CHUNK = 2000;

export interface PutOutcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What became of the list, and of whom the stations have to hear (publishList). */
export interface PutList {
  readonly outcome: PutOutcome;
  /** In the order of the list: that is the order in which stations hear of them. */
  readonly put: readonly Registration[];
}

/**
 * Lets one transaction after the other look who has which code and give codes away, on whichever server. The row of
 * the event's key stands for the list: nobody else locks it, so stations do not wait meanwhile.
 */
export async function lockList(transaction: Transaction<Tables>): Promise<void> {
  await transaction.selectFrom('event_key').select('event').orderBy('event').forUpdate().execute();
}

/**
 * Adds registrations, or changes those whose id is known, in the caller's transaction. A changed status counts since
 * `nowMs`: what stations admitted after that, they admitted unknowing.
 */
export async function putRegistrations(
  transaction: Transaction<Tables>,
  registrations: readonly Registration[],
  nowMs: number,
): Promise<PutList> {
  const added = new Set<string>();
  const changed = new Set<string>();
  // In the order of ids, so that two imports at once cannot block each other.
  const inOrder = [...registrations].sort((one, other) => (one.id < other.id ? -1 : 1));
  for (let start = 0; start < inOrder.length; start += CHUNK) {
    for (const row of await putChunk(transaction, inOrder.slice(start, start + CHUNK), nowMs)) {
      (row.added ? added : changed).add(row.id);
    }
  }
  const put = registrations.filter(({ id }) => added.has(id) || changed.has(id));
  const unchanged = registrations.length - put.length;
  return { outcome: { added: added.size, changed: changed.size, unchanged }, put };
}

/** Tells the stations what was put, at the end of that transaction. */
export async function publishList(
  transaction: Transaction<Tables>,
  { outcome, put }: PutList,
): Promise<void> {
  if (put.length === 0) return;
  const lock = await takeSequences(transaction, put.length);
  await addToCount(transaction, outcome.added);
  await followLikeness(transaction, put);
  const changes = put.map<ChangedItem>(({ id }) => ({ kind: 'registration', item: id }));
  await publishChanges(transaction, lock, changes);
}

/** Called with the lock of the log held: desks may be putting the same guests right. */
async function followLikeness(transaction: Transaction<Tables>, put: readonly Registration[]): Promise<void> {
  for (let start = 0; start < put.length; start += CHUNK)
    await putLikeness(transaction, put.slice(start, start + CHUNK));
  const withWords = new Set(await idsWithDeskWords(transaction));
  const ids = put.map(({ id }) => id).filter((id) => withWords.has(id));
  if (ids.length > 0) await refreshLikeness(transaction, ids);
}

/** How many are on the list. It is kept count of: every round of every station asks. */
export async function countRegistrations(database: Kysely<Tables>): Promise<number> {
  const { listed } = await database.selectFrom('event').select('listed').executeTakeFirstOrThrow();
  return listed;
}

/** Called with the lock of the log held, which is the same row. */
async function addToCount(transaction: Transaction<Tables>, count: number): Promise<void> {
  await transaction
    .updateTable('event')
    .set('listed', (column) => column('listed', '+', count))
    .execute();
}

/** Takes a guest off the list and tells the stations; false when the list does not have the guest. */
export function removeRegistration(database: ServerDatabase, id: string): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const removed = await transaction
      .deleteFrom('registration')
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (removed === undefined) return false;
    const lock = await takeSequences(transaction, 1);
    await addToCount(transaction, -1);
    await refreshLikeness(transaction, [id]);
    await transaction
      .deleteFrom('change')
      .where('kind', '=', 'registration')
      .where('item', '=', id)
      .execute();
    await publishChanges(transaction, lock, [{ kind: 'registration-removed', item: id }]);
    return true;
  });
}

/** Who of the list has each of these codes now. */
export async function holdersOf(
  database: Kysely<Tables>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; id: string }>`
    SELECT data->>'code' AS code, id FROM registration
    WHERE data->>'code' IN (SELECT jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb))`.execute(
    database,
  );
  return new Map(rows.map(({ code, id }) => [code, id]));
}

/** Returns only the rows that are new or differ from what was there. */
async function putChunk(
  transaction: Transaction<Tables>,
  registrations: readonly Registration[],
  nowMs: number,
) {
  const since = new Date(nowMs).toISOString();
  // A row that this statement inserted has no deleting transaction yet: its xmax is 0.
  const { rows } = await sql<{ id: string; added: boolean }>`
    INSERT INTO registration AS known (id, data)
    SELECT entry->>'id', entry FROM jsonb_array_elements(${JSON.stringify(registrations)}::jsonb) AS entry
    ON CONFLICT (id) DO UPDATE SET data = excluded.data || jsonb_build_object('statusSince',
      CASE WHEN known.data->'status' = excluded.data->'status' THEN known.data->'statusSince'
        ELSE to_jsonb(${since}::text) END)
    WHERE known.data - 'statusSince' IS DISTINCT FROM excluded.data - 'statusSince'
    RETURNING id, xmax = 0 AS added`.execute(transaction);
  return rows;
}
