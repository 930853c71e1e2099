import type { Kysely } from 'kysely';
import type { KeyList } from '../../contract/key.ts';
import type { Tables } from '../database/tables.ts';

/** The list of an event that had a station once, as it was signed. */
export async function readKeyList(database: Kysely<Tables>, event: string): Promise<KeyList> {
  return await database
    .selectFrom('key_list')
    .select(['version', 'keys', 'signature'])
    .where('event', '=', event)
    .executeTakeFirstOrThrow();
}

/** Whether there is a list of keys for an event. */
export async function hasKeyList(database: Kysely<Tables>, event: string): Promise<boolean> {
  const row = await database
    .selectFrom('key_list')
    .select('event')
    .where('event', '=', event)
    .executeTakeFirst();
  return row !== undefined;
}
