import type { Kysely } from 'kysely';
import { foldsAlike } from '../checkin/fold.ts';
import { type Event, EventSchema } from '../contract/event.ts';
import { done, type Result, refused } from '../contract/failure.ts';
import { refoldAll } from './attendance.ts';
import { type ChangedItem, publishChanges, takeSequences } from './database/change-log.ts';
import type { ServerDatabase } from './database/database.ts';
import type { Tables } from './database/tables.ts';
import { FOLD_VERSION } from './fold-anew.ts';
import { settleEventKey } from './keys/event-key.ts';
import { hasKeyList } from './keys/key-list.ts';
import { lastLayouts } from './layout-sets.ts';
import { publishedStaff } from './staff-list.ts';

/** The event that this server serves; null in a new database. */
export async function findEvent(database: Kysely<Tables>): Promise<Event | null> {
  const row = await database.selectFrom('event').select('data').executeTakeFirst();
  return row === undefined ? null : EventSchema.parse(row.data);
}

/** The event that this server serves. Throws in a new database: the start puts one in. */
export async function readEvent(database: Kysely<Tables>): Promise<Event> {
  const { data } = await database.selectFrom('event').select('data').executeTakeFirstOrThrow();
  return EventSchema.parse(data);
}

/**
 * Puts the event in, or its new version in the place of the old, with the key that signs its tickets here. Another event is taken only while nothing belongs to
 * the present one; otherwise `event-has-ops`.
 */
export function putEvent(database: ServerDatabase, event: Event): Promise<Result<Event>> {
  return database.transaction().execute(async (transaction) => {
    const present = await findEvent(transaction);
    if (present !== null && present.id !== event.id) {
      if (await isInUse(transaction)) return refused('event-has-ops', { event: present.id });
      await transaction.deleteFrom('change').execute();
      await transaction.deleteFrom('event').execute();
    }
    const keyed = { ...event, ticketKey: await settleEventKey(transaction, event.id) };
    const data = JSON.stringify(keyed);
    await transaction
      .insertInto('event')
      .values({ id: event.id, data, fold_version: FOLD_VERSION })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ data }))
      .execute();
    const changes: ChangedItem[] = [{ kind: 'event', item: event.id }];
    // Behind the event, since a station takes only a list that the key of its event has signed.
    if (await hasKeyList(transaction, event.id)) changes.push({ kind: 'keys', item: event.id });
    if (present?.id !== event.id && (await lastLayouts(transaction, event.id)) !== null)
      changes.push({ kind: 'layouts', item: event.id });
    if (present?.id !== event.id && (await publishedStaff(transaction, event.id)) !== null)
      changes.push({ kind: 'staff', item: event.id });
    const lock = await takeSequences(transaction, changes.length);
    if (present !== null && !foldsAlike(present, event)) await refoldAll(transaction, event);
    await publishChanges(transaction, lock, changes);
    return done(keyed);
  });
}

async function isInUse(database: Kysely<Tables>): Promise<boolean> {
  for (const table of ['op', 'registration', 'station'] as const) {
    if ((await database.selectFrom(table).select('id').limit(1).executeTakeFirst()) !== undefined)
      return true;
  }
  return false;
}
