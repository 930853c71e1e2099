import { type Result, refused } from '../../contract/failure.ts';
import { readSetting, SETTING } from '../store/settings.ts';
import type { SyncParts } from './sync-parts.ts';
import type { Credentials } from './token-store.ts';

/** The credentials for the server at which the station is enrolled; `not-enrolled` when it has none for it, `station-revoked`. */
export async function currentCredentials({ database, tokens }: SyncParts): Promise<Result<Credentials>> {
  if (readSetting(database, SETTING.revoked) !== null) return refused('station-revoked');
  const server = readSetting(database, SETTING.serverUrl);
  if (server === null) return refused('not-enrolled');
  const kept = await tokens.read();
  if (!kept.ok) return kept;
  if (kept.value === null || kept.value.server !== server) return refused('not-enrolled');
  return { ok: true, value: kept.value };
}
