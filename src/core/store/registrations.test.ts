import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registration } from '../../../tests/fixtures/people.ts';
import type { Registration } from '../../contract/registration.ts';
import { openDatabase, type StationDatabase } from './database.ts';
import { countRegistrations, findByCode, findRegistration, putRegistrations } from './registrations.ts';
import { searchRegistrations } from './search.ts';

let folder: string;
let database: StationDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'registrations-'));
  database = openDatabase(join(folder, 'station.sqlite'));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function guest(id: string, code: string, changes: Partial<Registration> = {}): Registration {
  return registration({ id, code, familyName: '欧阳', givenName: '小明', country: 'CN', ...changes });
}

function put(...registrations: Registration[]) {
  return database.write((writer) => putRegistrations(writer, registrations));
}

test('registrations are added, then unchanged whatever the order of their fields, then changed', () => {
  expect(put(guest('R1', 'A'), guest('R2', 'B'))).toEqual({ added: 2, changed: 0, unchanged: 0 });
  const { id, ...rest } = guest('R1', 'A');
  expect(put({ ...rest, id }, guest('R2', 'B', { status: 'blocked' }))).toEqual({
    added: 0,
    changed: 1,
    unchanged: 1,
  });
  expect(countRegistrations(database)).toBe(2);
  expect(findRegistration(database, 'R2')?.status).toBe('blocked');
  expect(findRegistration(database, 'R3')).toBeNull();
});

test('a registration that an older version stored is read with what it lacks, and the same list does not change it', () => {
  put(guest('R1', 'A'));
  database.write((writer) =>
    writer.run(`UPDATE registration SET data = json_remove(data, '$.title', '$.badgeName'),
      listed = json_remove(listed, '$.title', '$.badgeName')`),
  );
  expect(findRegistration(database, 'R1')).toEqual(guest('R1', 'A'));
  expect(put(guest('R1', 'A'))).toEqual({ added: 0, changed: 0, unchanged: 1 });
  expect(put(guest('R1', 'A', { title: 'Dr.' }))).toEqual({ added: 0, changed: 1, unchanged: 0 });
});

test('a code is matched exactly, and large ids stay text', () => {
  put(guest('9007199254740993', 'Ab1'));
  expect(findByCode(database, 'Ab1')?.id).toBe('9007199254740993');
  expect(findByCode(database, 'ab1')).toBeNull();
});

test.each([
  ['R1 first', ['R1', 'R2']],
  ['R2 first', ['R2', 'R1']],
])('two guests exchange their codes in one call, %s', (_order, order) => {
  put(guest('R1', 'A'), guest('R2', 'B'));
  const exchanged = { R1: guest('R1', 'B'), R2: guest('R2', 'A') };
  put(...order.map((id) => (id === 'R1' ? exchanged.R1 : exchanged.R2)));
  expect(findByCode(database, 'A')?.id).toBe('R2');
  expect(findByCode(database, 'B')?.id).toBe('R1');
});

test("a code given away belongs to its new holder at once, though the old holder's own change comes later", () => {
  put(guest('R1', 'A'));
  put(guest('R2', 'A'));
  expect(findByCode(database, 'A')?.id).toBe('R2');
  expect(put(guest('R1', 'C'))).toMatchObject({ changed: 1 });
  expect(findByCode(database, 'C')?.id).toBe('R1');
});

test('a changed name is found by its new words only', () => {
  const found = (text: string) => searchRegistrations(database, text, 10).map(({ id }) => id);
  put(guest('R1', 'A'));
  expect([found('欧阳'), found('smith')]).toEqual([['R1'], []]);
  put(guest('R1', 'A', { familyName: 'Smith', givenName: 'Anna' }));
  expect([found('欧阳'), found('smith')]).toEqual([[], ['R1']]);
});
