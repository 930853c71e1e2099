import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { searchWords } from '../../../checkin/search-words.ts';
import { RegistrationSchema } from '../../../contract/registration.ts';
import { openDatabase, type StationDatabase } from '../database.ts';
import { foldAnewIfOlder } from '../fold-anew.ts';
import { allOps } from '../op-rows.ts';
import { findByCode } from '../registrations.ts';
import { verifyState } from '../verify.ts';
import { migration0001 } from './0001-first.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // disks, on a machine that does more

const HERE = '01890a5d-ac96-774b-bcce-b302099a8001';
const THERE = '01890a5d-ac96-774b-bcce-b302099a8002';
const NINE = Date.parse('2026-06-21T01:00:00.000Z');
const FIRST_ENTRY = '019078e5-0000-7000-8000-000000000001';

const GUEST = {
  id: 'R1',
  code: 'AAA',
  familyName: '欧阳',
  givenName: '小明',
  latinName: '',
  organization: '',
  jobTitle: '',
  country: 'CN',
  category: 'delegate',
  validDays: [],
  status: 'confirmed' as const,
  phone: '',
  notes: '',
};

function opOfProtocol1(serial: number, station: string, stampMs: number) {
  return {
    id: `019078e5-0000-7000-8000-${String(serial).padStart(12, '0')}`,
    station,
    hlc: `${stampMs}-0000-${station}`,
    at: '2026-06-21T00:59:00.000Z',
    actor: 'desk',
    registration: 'R1',
  };
}

const OPS = [
  { ...opOfProtocol1(1, HERE, NINE), kind: 'entry', checkpoint: 'main', payload: { via: 'scanner' } },
  { ...opOfProtocol1(2, THERE, NINE + 7), kind: 'entry', checkpoint: 'main', payload: { via: 'search' } },
  {
    ...opOfProtocol1(3, HERE, NINE + 9),
    kind: 'badge-printed',
    payload: { job: '019078e5-0000-7000-8000-000000000009', printer: 'pdf-folder' },
  },
];

let folder: string;
let database: StationDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migration-'));
  const file = join(folder, 'station.sqlite');
  makeAsOfProtocol1(file);
  database = openDatabase(file);
  foldAnewIfOlder(database);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** A station's database as issue 3 left it: a guest let in twice, one op still to be sent. */
function makeAsOfProtocol1(file: string): void {
  const old = new Database(file);
  old.exec(migration0001);
  old.pragma(`application_id = ${0x59414e51}`);
  old.pragma('user_version = 1');
  old.prepare('INSERT INTO registration VALUES (?, ?, ?)').run('R1', 'AAA', JSON.stringify(GUEST));
  for (const word of searchWords(RegistrationSchema.parse(GUEST)))
    old.prepare('INSERT INTO search_word VALUES (?, ?)').run(word, 'R1');
  for (const op of OPS)
    old.prepare('INSERT INTO op VALUES (?, ?, ?, ?)').run(op.id, op.hlc, 'R1', JSON.stringify(op));
  old.prepare('INSERT INTO outbox (op, made_at_ms) VALUES (?, ?)').run(FIRST_ENTRY, NINE);
  old
    .prepare('INSERT INTO attendance VALUES (?, ?, ?, ?, ?, ?)')
    .run('main', 'R1', FIRST_ENTRY, HERE, '2026-06-21T00:59:00.000Z', 1);
  old.close();
}

test('ops of protocol 1 are read as ops of an uncorrected clock, and stay immutable', () => {
  expect(allOps(database)).toMatchObject([
    { id: FIRST_ENTRY, clock: HERE, offsetMs: null, payload: { via: 'scanner', unlisted: false } },
    { clock: THERE, offsetMs: null, payload: { via: 'search', unlisted: false } },
    { clock: HERE, offsetMs: null, payload: { generation: 1 } },
  ]);
  for (const sql of ['UPDATE op SET hlc = hlc', 'DELETE FROM op'])
    expect(() => database.write((writer) => writer.run(sql))).toThrow('ops are immutable');
});

test('list, outbox and counts are what they were, and follow from the log', () => {
  expect(findByCode(database, 'AAA')).toEqual({
    ...GUEST,
    title: '',
    badgeName: '',
    statusSince: null,
    hold: false,
  });
  expect(database.all('SELECT op FROM outbox')).toEqual([{ op: FIRST_ENTRY }]);
  expect(database.all('SELECT op, admitted_at, inside, open_conflicts FROM attendance')).toEqual([
    { op: FIRST_ENTRY, admitted_at: '2026-06-21T01:00:00.000Z', inside: 1, open_conflicts: 1 },
  ]);
  expect(verifyState(database)).toEqual({ ops: 3, differences: [] });
});
