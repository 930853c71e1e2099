import { type Kysely, sql, type Transaction } from 'kysely';
import type { Change } from '../../contract/sync.ts';
import { newsText } from '../news.ts';
import { notify } from './notifications.ts';
import type { Tables } from './tables.ts';

/** Something that stations have to hear of: what it is, and its id. */
export interface ChangedItem {
  readonly kind: Change['kind'];
  readonly item: string;
}

/**
 * The order in which stations hear of changes. A station asks for what lies behind its cursor, so a number must
 * never become visible after a higher one was read. Numbers are therefore taken by updating one counter row: whoever
 * has taken some holds that row until its commit, and the next waits. So numbers become visible in their order, and
 * none is left out. (A PostgreSQL sequence gives numbers at once: a slow transaction would commit a lower number
 * behind a reader's cursor, and no station would ever see it.)
 *
 * Take the lock late: from here to the commit, everybody who writes waits.
 */
export async function takeSequences(transaction: Transaction<Tables>, count: number): Promise<LogLock> {
  const { last } = await transaction
    .updateTable('event')
    .set('last_sequence', (column) => column('last_sequence', '+', String(count)))
    .returning(sql<string>`last_sequence::text`.as('last'))
    .executeTakeFirstOrThrow();
  return { last: BigInt(last), count };
}

/** Numbers taken by this transaction: `count` of them up to `last`. */
export interface LogLock {
  readonly last: bigint;
  readonly count: number;
}

/**
 * Gives the numbers taken to the changes, in their order, and tells every server process of them with the commit.
 * `from` is the station that made them, null for the console. Returns the cursor behind them.
 */
export async function publishChanges(
  transaction: Transaction<Tables>,
  lock: LogLock,
  changes: readonly ChangedItem[],
  from: string | null = null,
): Promise<string> {
  if (changes.length !== lock.count) throw new Error('each change needs one number');
  const first = lock.last - BigInt(lock.count) + 1n;
  await sql`
    INSERT INTO change (kind, item, sequence)
    SELECT entry->>'kind', entry->>'item', ${String(first)}::bigint + place - 1
    FROM jsonb_array_elements(${JSON.stringify(changes)}::jsonb) WITH ORDINALITY AS given (entry, place)
    ON CONFLICT (kind, item) DO UPDATE SET sequence = excluded.sequence`.execute(transaction);
  const cursor = String(lock.last);
  await notify(transaction, newsText({ cursor, from }));
  return cursor;
}

export interface ChangePage {
  readonly changes: Change[];
  readonly cursor: string;
  /** Whether more lies behind the cursor. */
  readonly more: boolean;
}

/** Most of what one answer carries, in characters: a hall's line is slow, and a station takes a page at once. */
const PAGE_CHARACTERS = 1_000_000;

/**
 * What changed behind a cursor: at most `limit` things, and no more than about a megabyte. A cursor from beyond the end of the log (the database was put
 * back from a backup since) starts over: a station takes everything twice without harm.
 */
export async function readChanges(
  database: Kysely<Tables>,
  cursor: string,
  limit: number,
): Promise<ChangePage> {
  const last = await lastCursor(database);
  const from = BigInt(cursor) > BigInt(last) ? '0' : cursor;
  // One look-up by key for each change: a join would have the planner read whole tables for a page.
  const { rows } = await sql<{ change: Change; sequence: string }>`
    SELECT sequence::text AS sequence, CASE kind
      WHEN 'registration' THEN
        (SELECT jsonb_build_object('kind', kind, 'registration', data) FROM registration WHERE id = item)
      WHEN 'registration-removed' THEN jsonb_build_object('kind', kind, 'id', item)
      WHEN 'op' THEN
        (SELECT jsonb_build_object('kind', kind, 'op', data) FROM op WHERE id = item)
      WHEN 'station' THEN
        (SELECT jsonb_build_object('kind', kind, 'station', jsonb_build_object('id', id, 'name', name))
          FROM station WHERE id = item)
      WHEN 'keys' THEN
        (SELECT jsonb_build_object('kind', kind, 'keys',
            jsonb_build_object('version', version, 'keys', keys, 'signature', signature))
          FROM key_list WHERE event = item)
      WHEN 'layouts' THEN
        (SELECT jsonb_build_object('kind', kind, 'layouts', jsonb_build_object('version', version, 'layouts', layouts))
          FROM layout_set WHERE event = item ORDER BY version DESC LIMIT 1)
      WHEN 'staff' THEN
        (SELECT jsonb_build_object('kind', kind, 'staff', staff) FROM staff_list WHERE event = item)
      ELSE
        (SELECT jsonb_build_object('kind', kind, 'event', data) FROM event WHERE id = item)
    END AS change
    FROM change WHERE sequence > ${from}::bigint ORDER BY change.sequence LIMIT ${limit + 1}`.execute(
    database,
  );
  const page = withinSize(rows.slice(0, limit));
  return {
    changes: page.map((row) => row.change),
    cursor: page.at(-1)?.sequence ?? from,
    more: rows.length > page.length,
  };
}

/** As many rows as an answer carries, one at the least. */
function withinSize<Row extends { readonly change: Change }>(rows: readonly Row[]): readonly Row[] {
  let characters = 0;
  const end = rows.findIndex(({ change }, place) => {
    characters += JSON.stringify(change).length;
    return place > 0 && characters > PAGE_CHARACTERS;
  });
  return end === -1 ? rows : rows.slice(0, end);
}

/** The end of the log as of now. */
export async function lastCursor(database: Kysely<Tables>): Promise<string> {
  const { last } = await database
    .selectFrom('event')
    .select(sql<string>`last_sequence::text`.as('last'))
    .executeTakeFirstOrThrow();
  return last;
}
