import { z } from 'zod';
import { type KeyList, type StationKey, StationKeySchema } from '../../contract/key.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import type { Signer, Verify } from './token.ts';

const StationKeysSchema = z.array(StationKeySchema);

/** The list of all stations' keys, signed by the event's key. */
export function signKeyList(version: number, stationKeys: readonly StationKey[], eventKey: Signer): KeyList {
  const keys = JSON.stringify(stationKeys);
  return { version, keys, signature: encodeBase64Url(eventKey.sign(signedBytes(version, keys))) };
}

/** The keys of a list that the event's key has signed; null when it has not. */
export function readKeyList(list: KeyList, ticketKey: string, verify: Verify): StationKey[] | null {
  const bytes = signedBytes(list.version, list.keys);
  if (!verify(ticketKey, bytes, decodeBase64Url(list.signature))) return null;
  return parseStationKeys(list);
}

/** The keys of a list whose signature was checked when it was taken. */
export function parseStationKeys({ keys }: KeyList): StationKey[] {
  return StationKeysSchema.parse(JSON.parse(keys));
}

/** The version is signed too: an old list cannot come back under a new number. */
function signedBytes(version: number, keys: string): Uint8Array {
  return new TextEncoder().encode(`yanqi-keys ${version}\n${keys}`);
}
