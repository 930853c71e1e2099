import type { Kysely, Transaction } from 'kysely';
import { done, type Result, refused } from '../contract/failure.ts';
import type { Role } from '../contract/sync.ts';
import { type ChangedItem, publishChanges, takeSequences } from './database/change-log.ts';
import type { ServerDatabase } from './database/database.ts';
import type { Tables } from './database/tables.ts';
import { enrolKey, isRevokedKey, renewKeyList, revokeKeys } from './keys/station-keys.ts';
import { hashSecret, makeEnrolmentCodeText, makeToken, sameHash } from './secrets.ts';
import { isStorable } from './storable.ts';

const CODE_LIFE_MS = 24 * 3600_000;

/** A station as the server knows it. */
export interface KnownStation {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Makes a code with which one station may enrol, once, within 24 hours. Only its hash is kept. */
export async function makeEnrolmentCode(
  database: Kysely<Tables>,
  station: { readonly name: string; readonly role: Role },
  nowMs: number,
): Promise<{ code: string; expiresAt: string }> {
  const code = makeEnrolmentCodeText();
  const expiresAt = new Date(nowMs + CODE_LIFE_MS);
  await database
    .insertInto('enrolment_code')
    .values({ hash: hashCode(code), ...station, expires_at: expiresAt, used_at: null })
    .execute();
  return { code, expiresAt: expiresAt.toISOString() };
}

export interface Enrolled {
  readonly station: KnownStation;
  readonly token: string;
}

/**
 * Uses a code up and gives the station a token of its own; a token and a key that it had before stop working.
 * `enrolment-code-refused` when the code is wrong, used or expired; `key-revoked`, and the code stays good, when the
 * station comes with a key that was revoked.
 */
export function enrolStation(
  database: ServerDatabase,
  request: { readonly code: string; readonly station: string; readonly publicKey: string },
  nowMs: number,
): Promise<Result<Enrolled>> {
  const { station, publicKey } = request;
  const now = new Date(nowMs);
  return database.transaction().execute(async (transaction) => {
    const code = await findCode(transaction, request.code, now);
    if (code === null) return refused('enrolment-code-refused');
    if (await isRevokedKey(transaction, station, publicKey)) return refused('key-revoked');
    const used = await spendCode(transaction, code, now);
    if (used === null) return refused('enrolment-code-refused');
    const token = makeToken();
    const row = { ...used, token_hash: hashSecret(token), enrolled_at: now, revoked_at: null };
    await transaction
      .insertInto('station')
      .values({ id: station, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    const lock = await takeSequences(transaction, 2);
    await enrolKey(transaction, station, publicKey, now);
    const changes: ChangedItem[] = [{ kind: 'station', item: station }, await renewKeyList(transaction)];
    await publishChanges(transaction, lock, changes, station);
    return done({ station: { id: station, ...used }, token });
  });
}

/** The station that a token belongs to, and whether it was revoked since; null when nobody has this token. */
export async function stationOfToken(
  database: Kysely<Tables>,
  token: string,
): Promise<{ readonly station: KnownStation; readonly isRevoked: boolean } | null> {
  const row = await database
    .selectFrom('station')
    .select(['id', 'name', 'role', 'revoked_at'])
    .where('token_hash', '=', hashSecret(token))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { revoked_at, ...station } = row;
  return { station, isRevoked: revoked_at !== null };
}

/** A station that is called something else than before, as it says with each round, is so for all others too. */
export async function renameStation(
  database: ServerDatabase,
  { id, name: before }: KnownStation,
  name: string | undefined,
): Promise<void> {
  if (name === undefined || name === before || !isStorable(name)) return;
  await database.transaction().execute(async (transaction) => {
    await transaction.updateTable('station').set({ name }).where('id', '=', id).execute();
    const lock = await takeSequences(transaction, 1);
    await publishChanges(transaction, lock, [{ kind: 'station', item: id }], id);
  });
}

/**
 * From now on the station's token is refused and nothing that it signs counts; the others hear of it. At its next
 * contact it hears so itself and removes its guest data. It may be enrolled again. Done twice it is done once.
 * `station-unknown`.
 */
export function revokeStation(
  database: ServerDatabase,
  station: string,
  nowMs: number,
): Promise<Result<Revoked>> {
  return database.transaction().execute(async (transaction) => {
    const now = new Date(nowMs);
    const { numUpdatedRows } = await transaction
      .updateTable('station')
      .set({ revoked_at: now })
      .where('id', '=', station)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return revokedBefore(transaction, station);
    const lock = await takeSequences(transaction, 1);
    await revokeKeys(transaction, station, now);
    await publishChanges(transaction, lock, [await renewKeyList(transaction)]);
    return done({ station, revokedAt: now.toISOString() });
  });
}

export interface Revoked {
  readonly station: string;
  /** ISO 8601. */
  readonly revokedAt: string;
}

async function revokedBefore(transaction: Transaction<Tables>, station: string): Promise<Result<Revoked>> {
  const row = await transaction
    .selectFrom('station')
    .select('revoked_at')
    .where('id', '=', station)
    .executeTakeFirst();
  const revokedAt = row?.revoked_at?.toISOString();
  return revokedAt === undefined ? refused('station-unknown', { station }) : done({ station, revokedAt });
}

/** The hash of a code that nobody has used, or null. */
async function findCode(transaction: Transaction<Tables>, code: string, now: Date): Promise<string | null> {
  const live = await transaction
    .selectFrom('enrolment_code')
    .select('hash')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  const given = hashCode(code);
  // All are compared, each in constant time: how long it takes tells nothing.
  const matches = live.filter((row) => sameHash(row.hash, given));
  return matches.length === 0 ? null : given;
}

/** Marks the code used; of two who try at once one gets it. */
async function spendCode(transaction: Transaction<Tables>, hash: string, now: Date) {
  const used = await transaction
    .updateTable('enrolment_code')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .returning(['name', 'role'])
    .executeTakeFirst();
  return used ?? null;
}

function hashCode(code: string): string {
  return hashSecret(code.replace('-', ''));
}
