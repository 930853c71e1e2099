/** Staff on their way from a file of the server to the windows of a station. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openStation } from '../../../src/core/station/open-station.ts';
import type { Station } from '../../../src/core/station/station.ts';
import { type Postgres, startPostgres } from '../../services/postgres.ts';
import { startNode } from '../sync/child-process.ts';
import { startTestServer, type TestServer } from './test-server.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const LI = { name: '李娜', role: 'manager', pin: '2468' } as const;
const ANNA = { name: 'Anna', role: 'steward', pin: '1357' } as const;

let postgres: Postgres;
let root: string;
let databaseUrl: string;
let server: TestServer;
let station: Station;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'staff-'));
  databaseUrl = await postgres.createDatabase();
  server = await startTestServer(databaseUrl);
  const opened = openStation({
    folder: join(root, 'desk'),
    background: false,
    log: pino({ enabled: false }),
  });
  if (!opened.ok) throw new Error(opened.failure.code);
  station = opened.value;
  const { code } = await server.makeEnrolmentCode({ name: 'Desk', role: 'desk' });
  expect(await station.enrol(server.url, code)).toMatchObject({ ok: true });
});
afterEach(async () => {
  await station.close();
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

function staffFile(...staff: unknown[]): string {
  const file = join(root, 'staff.json');
  writeFileSync(file, JSON.stringify(staff));
  return file;
}

async function publish(...staff: unknown[]) {
  const published = await server.publishStaff(staffFile(...staff));
  expect(await station.sync()).toMatchObject({ ok: true });
  return published;
}

test('they sign in at a station after the next sync, beside its own; those left out are gone with the one after', async () => {
  await publish(LI, ANNA);
  expect(await station.staff.check(LI.name, LI.pin)).toMatchObject({ ok: true });
  expect(await station.staff.check(ANNA.name, LI.pin)).toMatchObject({ failure: { code: 'pin-wrong' } });
  await station.staff.add('Zoë', 'desk', '9999');
  expect(station.staff.remove(ANNA.name)).toMatchObject({ failure: { code: 'staff-of-server' } });
  await publish(LI);
  expect(station.staff.list().members).toEqual([
    { name: LI.name, role: 'manager', origin: 'server' },
    { name: 'Zoë', role: 'desk', origin: 'station' },
  ]);
});

test('who is published again with the same PIN keeps the hash', async () => {
  await publish(LI, ANNA);
  const before = station.staff.members();
  expect(await publish(LI, { ...ANNA, pin: '8642' })).toMatchObject({ value: { isNew: true } });
  const [li, anna] = station.staff.members();
  expect(li).toEqual(before[0]);
  expect(anna?.pin).not.toEqual(before[1]?.pin);
  expect(await publish(LI, { ...ANNA, pin: '8642' })).toMatchObject({ value: { isNew: false } });
});

test.each([
  ['without a manager', [ANNA], 'there has to be a manager'],
  ['with a short PIN', [{ ...LI, pin: '123' }], '[0].pin'],
  ['with a name twice', [LI, { ...ANNA, name: LI.name }], 'a name is there twice'],
])('a file %s is refused with its name and place', async (_fault, staff, words) => {
  expect(await server.publishStaff(staffFile(...staff))).toMatchObject({
    failure: { code: 'file-not-staff', details: { problemEn: expect.stringContaining(words) } },
  });
});

test('the server program publishes the staff of a file and says who they are, never a PIN', async () => {
  const options = ['--data', join(root, 'data'), '--database-url', databaseUrl, '--port', '0'];
  await using started = startNode(['src/server/server.ts', ...options, '--staff', staffFile(LI, ANNA)]);
  await started.said('staff: 2 published');
  expect(started.output()).toContain('staff: 李娜, manager');
  expect(started.output() + started.errors()).not.toContain(LI.pin);
});
