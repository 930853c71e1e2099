import type { Kysely } from 'kysely';
import { type BadgeLayoutSet, BadgeLayoutSetSchema } from '../contract/badge-layout.ts';
import type { Tables } from './database/tables.ts';

/** The layouts of an event that were published last; null while none were. */
export async function lastLayouts(database: Kysely<Tables>, event: string): Promise<BadgeLayoutSet | null> {
  const row = await database
    .selectFrom('layout_set')
    .select(['version', 'layouts'])
    .where('event', '=', event)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : BadgeLayoutSetSchema.parse(row);
}
