import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Whether there is a list of keys for an event. */
export async function hasKeyList(database: Kysely<Tables>, event: string): Promise<boolean> {
  const row = await database
    .selectFrom('key_list')
    .select('event')
    .where('event', '=', event)
    .executeTakeFirst();
  return row !== undefined;
}
