import type { Kysely, Transaction } from 'kysely';
import { signKeyList } from '../../checkin/ticket/key-list.ts';
import type { ChangedItem } from '../database/change-log.ts';
import type { Tables } from '../database/tables.ts';
import { readEvent } from '../event.ts';
import { readEventKey } from './event-key.ts';

/** Whether a station had this key and lost it: a key that was revoked once never counts again. */
export async function isRevokedKey(
  database: Kysely<Tables>,
  station: string,
  publicKey: string,
): Promise<boolean> {
  const row = await database
    .selectFrom('station_key')
    .select('station')
    .where('station', '=', station)
    .where('public_key', '=', publicKey)
    .where('revoked_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** From now on a station signs with this key, and with none that it had before. */
export async function enrolKey(
  transaction: Transaction<Tables>,
  station: string,
  publicKey: string,
  now: Date,
): Promise<void> {
  await transaction
    .updateTable('station_key')
    .set({ revoked_at: now })
    .where('station', '=', station)
    .where('public_key', '<>', publicKey)
    .where('revoked_at', 'is', null)
    .execute();
  await transaction
    .insertInto('station_key')
    .values({ station, public_key: publicKey, enrolled_at: now, revoked_at: null })
    .onConflict((conflict) => conflict.columns(['station', 'public_key']).doNothing())
    .execute();
}

/** From now on nothing that the station signs counts. */
export async function revokeKeys(
  transaction: Transaction<Tables>,
  station: string,
  now: Date,
): Promise<void> {
  await transaction
    .updateTable('station_key')
    .set({ revoked_at: now })
    .where('station', '=', station)
    .where('revoked_at', 'is', null)
    .execute();
}

/**
 * Signs the list of keys anew. Call it while holding the log's lock (takeSequences), so that no version is given
 * twice. Returns what the stations have to hear of.
 */
export async function renewKeyList(transaction: Transaction<Tables>): Promise<ChangedItem> {
  const { id: event } = await readEvent(transaction);
  const keys = await transaction
    .selectFrom('station_key')
    .selectAll()
    .orderBy('station')
    .orderBy('enrolled_at')
    .execute();
  const before = await transaction
    .selectFrom('key_list')
    .select('version')
    .where('event', '=', event)
    .executeTakeFirst();
  const list = signKeyList(
    (before?.version ?? 0) + 1,
    keys.map((key) => ({
      station: key.station,
      publicKey: key.public_key,
      revokedAt: key.revoked_at?.toISOString() ?? null,
    })),
    await readEventKey(transaction, event),
  );
  await transaction
    .insertInto('key_list')
    .values({ event, ...list })
    .onConflict((conflict) => conflict.column('event').doUpdateSet(list))
    .execute();
  return { kind: 'keys', item: event };
}
