import type { Kysely, Transaction } from 'kysely';
import type { Signer } from '../../checkin/ticket/token.ts';
import { makeKeyPair, signerOf } from '../../node/ed25519.ts';
import type { Tables } from '../database/tables.ts';

/** The public half of an event's key, which is made when there is none. Of two servers that start at once one makes it. */
export async function settleEventKey(transaction: Transaction<Tables>, event: string): Promise<string> {
  const { publicKey, privateKey } = makeKeyPair();
  await transaction
    .insertInto('event_key')
    .values({ event, public_key: publicKey, private_key: privateKey })
    .onConflict((conflict) => conflict.column('event').doNothing())
    .execute();
  return (await readEventKey(transaction, event)).publicKey;
}

/** The key that signs an event's tickets. Throws when the event was never put in. */
export async function readEventKey(database: Kysely<Tables>, event: string): Promise<Signer> {
  const row = await database
    .selectFrom('event_key')
    .select(['public_key', 'private_key'])
    .where('event', '=', event)
    .executeTakeFirstOrThrow();
  return signerOf({ publicKey: row.public_key, privateKey: row.private_key });
}
