import { parseStationKeys, readKeyList } from '../../checkin/ticket/key-list.ts';
import type { KeyList, StationKey } from '../../contract/key.ts';
import type { Reader, Writer } from '../store/database.ts';
import { readSetting, SETTING, writeSetting } from '../store/settings.ts';
import { verifySignature } from './ed25519.ts';

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
