import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { currentEvent } from '../station/event-store.ts';
import { settleIn } from '../station/identity.ts';
import { openDatabase, type StationDatabase } from '../store/database.ts';
import { openKeyFile } from './key-file.ts';
import { stationKeys } from './key-list-store.ts';
import { openStationKeys } from './station-keys.ts';

const log = pino({ level: 'silent' });

let folder: string;
let database: StationDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'station-keys-'));
  database = openDatabase(join(folder, 'station.sqlite'));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

test('a station alone whose first badges are signed at once makes one event key, and knows its badges', async () => {
  const station = database.write(settleIn);
  const files = { stationKey: join(folder, 'station-key.json'), eventKey: join(folder, 'event-key.json') };
  const keys = openStationKeys({ database, station, files, seal: null, log });
  const signers = await Promise.all(Array.from({ length: 8 }, () => keys.badgeSigner()));
  const used = new Set(signers.map((signer) => (signer.ok ? signer.value.publicKey : signer.failure.code)));
  expect(used.size).toBe(1);
  expect(currentEvent(database).ticketKey).toBe(openKeyFile(files.eventKey, null, log).publicKey());
  expect(stationKeys(database)).toEqual([{ station, publicKey: [...used][0], revokedAt: null }]);
});
