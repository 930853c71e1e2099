import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newKey } from '../../../tests/fixtures/test-keys.ts';
import { signKeyList } from '../../checkin/ticket/key-list.ts';
import type { StationKey } from '../../contract/key.ts';
import { readSampleEvent } from '../station/event-store.ts';
import { openDatabase, type StationDatabase } from '../store/database.ts';
import { putEvent } from '../store/event.ts';
import { keyListVersion, stationKeys, takeKeyList } from './key-list-store.ts';

const EVENT_KEY = newKey();
const FIRST = keyOf('01890a5d-ac96-774b-bcce-b302099a8001');
const SECOND = keyOf('01890a5d-ac96-774b-bcce-b302099a8002');

let folder: string;
let database: StationDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yanqi-key-list-'));
  database = openDatabase(join(folder, 'station.sqlite'));
  moveToEventOf(EVENT_KEY.publicKey);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function keyOf(station: string): StationKey {
  return { station, publicKey: newKey().publicKey, revokedAt: null };
}

function moveToEventOf(ticketKey: string | null): void {
  database.write((writer) => putEvent(writer, { ...readSampleEvent(), ticketKey }));
}

function take(version: number, keys: readonly StationKey[], signer = EVENT_KEY): boolean {
  return database.write((writer) => takeKeyList(writer, signKeyList(version, keys, signer)));
}

test('a station that was told no list trusts nobody', () => {
  expect(stationKeys(database)).toEqual([]);
  expect(keyListVersion(database)).toBe(0);
});

test('a newer list takes the place of the one before, an older one does not', () => {
  expect(take(2, [FIRST])).toBe(true);
  expect(take(1, [SECOND])).toBe(true);
  expect(stationKeys(database)).toEqual([FIRST]);
  expect(take(3, [FIRST, SECOND])).toBe(true);
  expect(stationKeys(database)).toEqual([FIRST, SECOND]);
});

test('a list that the key of the event has not signed changes nothing', () => {
  take(1, [FIRST]);
  expect(take(2, [SECOND], newKey())).toBe(false);
  expect(stationKeys(database)).toEqual([FIRST]);
});

test('an event without a key takes no list', () => {
  moveToEventOf(null);
  expect(take(1, [FIRST])).toBe(false);
});

test('the list of another event counts no more, whatever its number', () => {
  take(9, [FIRST]);
  const other = newKey();
  moveToEventOf(other.publicKey);
  expect(stationKeys(database)).toEqual([]);
  expect(take(1, [SECOND], other)).toBe(true);
  expect(stationKeys(database)).toEqual([SECOND]);
});
