import { parseStationKeys, readKeyList } from '../../checkin/ticket/key-list.ts';
import type { KeyList, StationKey } from '../../contract/key.ts';
import { verifySignature } from '../../node/ed25519.ts';
import type { Reader, Writer } from '../store/database.ts';
import { readSetting, SETTING, writeSetting } from '../store/settings.ts';

/**
 * Takes the list of all stations' keys. False, and nothing changed, when the event's key has not signed it. An older
 * list than the one here changes nothing either.
 */
export function takeKeyList(writer: Writer, list: KeyList): boolean {
  const ticketKey = readSetting(writer, SETTING.event)?.ticketKey ?? null;
  if (ticketKey === null || readKeyList(list, ticketKey, verifySignature) === null) return false;
  if (list.version > keyListVersion(writer))
    writeSetting(writer, SETTING.keyList, { signedBy: ticketKey, list });
  return true;
}

/**
 * Whether a list proves that this station was revoked: the event's key has signed it, and it names the key with which
 * this station signs as revoked. A list of before its last enrolment does not: the station has had a new key since.
 */
export function revokesThisStation(reader: Reader, list: KeyList): boolean {
  const ticketKey = readSetting(reader, SETTING.event)?.ticketKey ?? null;
  const keys = ticketKey === null ? null : readKeyList(list, ticketKey, verifySignature);
  const [station, own] = [readSetting(reader, SETTING.station), readSetting(reader, SETTING.publicKey)];
  return (keys ?? []).some(
    (key) => key.station === station && key.publicKey === own && key.revokedAt !== null,
  );
}

/** The version of the list that is here, 0 while there is none. */
export function keyListVersion(reader: Reader): number {
  return currentList(reader)?.version ?? 0;
}

/** The keys of all stations as far as this one was told. */
export function stationKeys(reader: Reader): StationKey[] {
  const list = currentList(reader);
  return list === null ? [] : parseStationKeys(list);
}

/** A list that another event's key signed counts no more: the station has come to another server since. */
function currentList(reader: Reader): KeyList | null {
  const kept = readSetting(reader, SETTING.keyList);
  const ticketKey = readSetting(reader, SETTING.event)?.ticketKey ?? null;
  return kept !== null && kept.signedBy === ticketKey ? kept.list : null;
}
