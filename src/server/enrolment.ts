import type { Kysely, Transaction } from 'kysely';
import type { Role } from '../contract/sync.ts';
import { publishChanges, takeSequences } from './database/change-log.ts';
import type { ServerDatabase } from './database/database.ts';
import type { Tables } from './database/tables.ts';
import { hashSecret, makeEnrolmentCodeText, makeToken, sameHash } from './secrets.ts';

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
  readonly cursor: string;
}

/**
 * Uses a code up and gives the station a token of its own; a token that it had before stops working. Null when the
 * code is wrong, used or expired.
 */
export function enrolStation(
  database: ServerDatabase,
  request: { readonly code: string; readonly station: string },
  nowMs: number,
): Promise<Enrolled | null> {
  return database.transaction().execute(async (transaction) => {
    const used = await useCode(transaction, request.code, new Date(nowMs));
    if (used === null) return null;
    const token = makeToken();
    const row = {
      ...used,
      token_hash: hashSecret(token),
      enrolled_at: new Date(nowMs),
      revoked_at: null,
    };
    await transaction
      .insertInto('station')
      .values({ id: request.station, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    const cursor = await publishChanges(transaction, await takeSequences(transaction, 1), [
      { kind: 'station', item: request.station },
    ]);
    return { station: { id: request.station, ...used }, token, cursor };
  });
}

/** The station that a token belongs to, if it is known and not revoked. */
export async function stationOfToken(database: Kysely<Tables>, token: string): Promise<KnownStation | null> {
  const station = await database
    .selectFrom('station')
    .select(['id', 'name', 'role'])
    .where('token_hash', '=', hashSecret(token))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return station ?? null;
}

/** From now on the station's token is refused; it keeps its data and may be enrolled again. */
export async function revokeStation(database: Kysely<Tables>, station: string, nowMs: number): Promise<void> {
  await database
    .updateTable('station')
    .set({ revoked_at: new Date(nowMs) })
    .where('id', '=', station)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Marks the code used; of two who try at once one gets it. */
async function useCode(transaction: Transaction<Tables>, code: string, now: Date) {
  const live = await transaction
    .selectFrom('enrolment_code')
    .select('hash')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  const given = hashCode(code);
  // All are compared, each in constant time: how long it takes tells nothing.
  const matches = live.filter((row) => sameHash(row.hash, given));
  if (matches.length === 0) return null;
  const used = await transaction
    .updateTable('enrolment_code')
    .set({ used_at: now })
    .where('hash', '=', given)
    .where('used_at', 'is', null)
    .returning(['name', 'role'])
    .executeTakeFirst();
  return used ?? null;
}

function hashCode(code: string): string {
  return hashSecret(code.replace('-', ''));
}
