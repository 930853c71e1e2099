/** Tickets, badges and keys on a real server and real stations. */
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openStation } from '../../src/core/station/open-station.ts';
import type { PrintOptions, Station } from '../../src/core/station/station.ts';
import { get, listFile, post, startTestServer, type TestServer } from './server/test-server.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const NINE = Date.parse('2026-06-21T09:00:00+08:00');
const HOUR = 3_600_000;
const run = promisify(execFile);
const SERVER = fileURLToPath(new URL('../../src/server/server.ts', import.meta.url));
const STATION = fileURLToPath(new URL('../../src/core/cli.ts', import.meta.url));

let root: string;
let server: TestServer;
const open: Station[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tickets-'));
  server = await startTestServer(null);
  await importGuests(1, 30);
});
afterEach(async () => {
  for (const station of open.splice(0)) await station.close();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

/** Adds guests of the same columns as `listFile`, with one more of the same value for each. */
async function importGuests(from: number, to: number, column = '', value = ''): Promise<void> {
  const list = listFile(from, to, (line) => (column === '' ? line : `${line},${value}`));
  const text = new TextDecoder().decode(list.bytes);
  await importFile(column === '' ? text : text.replace('\n', `,${column}\n`));
}

async function importFile(text: string): Promise<void> {
  const file = { name: 'list.csv', bytes: new TextEncoder().encode(text) };
  const report = await server.importList({ file, encoding: null, dryRun: false });
  expect(report).toMatchObject({ value: { refused: 0 } });
}

/** A station of its own folder; `now` moves all its clocks. */
function openDesk(now: () => number = Date.now): Station {
  const folder = mkdtempSync(join(root, 'desk-'));
  const opened = openStation({ folder, now, background: false, log: pino({ level: 'silent' }) });
  if (!opened.ok) throw new Error(opened.failure.code);
  open.push(opened.value);
  return opened.value;
}

async function enrolledDesk(now?: () => number): Promise<Station> {
  const station = openDesk(now);
  await enrol(station);
  return station;
}

async function enrol(station: Station): Promise<void> {
  const { code } = await server.makeEnrolmentCode({ name: 'Desk', role: 'desk' });
  expect(await station.enrol(server.url, code)).toMatchObject({ ok: true });
  await sync(station);
}

async function sync(station: Station): Promise<void> {
  expect(await station.sync()).toMatchObject({ ok: true });
}

async function tokenOf(station: Station, registration: string): Promise<string> {
  const token = await station.badgeToken(registration);
  if (!token.ok) throw new Error(token.failure.code);
  return token.value;
}

function scan(station: Station, code: string) {
  const result = station.scan(code, 'command', { atMs: NINE });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

async function print(station: Station, registration: string, options?: PrintOptions): Promise<void> {
  const job = station.printBadge(registration, options);
  if (!job.ok) throw new Error(job.failure.code);
  expect(await station.printed(job.value.id, 120_000)).toMatchObject({ state: 'printed' });
}

/** The server's tickets by registration. */
async function tickets(): Promise<ReadonlyMap<string, string>> {
  const response = await get(server.url, '/v1/console/tickets.csv', server.consoleKey);
  expect(response.status).toBe(200);
  const lines = (await response.text()).trim().split('\r\n').slice(1);
  return new Map(lines.map((line) => [line.split(',')[0] ?? '', line.split(',').at(-1) ?? '']));
}

test('a badge made at one desk is admitted at another once the list of keys has come', async () => {
  const other = await enrolledDesk();
  const desk = await enrolledDesk();
  const badge = await tokenOf(desk, 'G1');

  expect(scan(desk, badge)).toMatchObject({ verdict: 'admit', registration: { id: 'G1' } });
  expect(scan(other, badge)).toMatchObject({ verdict: 'unknown', registration: null, unlisted: false });
  await sync(other);
  expect(scan(other, badge.toLowerCase())).toMatchObject({
    verdict: 'admit',
    registration: { id: 'G1' },
    unlisted: false,
    // Who shows a badge needs none.
    printJob: null,
  });
});

test('a reprint at one desk voids the badges before it at another, once that has heard of it', async () => {
  const desk = await enrolledDesk();
  const other = await enrolledDesk();
  await sync(desk);
  await print(desk, 'G2');
  const lost = await tokenOf(desk, 'G2');
  await print(desk, 'G2', { reprint: { reason: 'lost' } });
  const second = await tokenOf(desk, 'G2');

  expect(scan(desk, lost).verdict).toBe('revoked-badge');
  expect(scan(other, lost).verdict).toBe('admit');
  for (const station of [desk, other]) await sync(station);
  expect(scan(other, lost)).toMatchObject({ verdict: 'revoked-badge', registration: { id: 'G2' } });
  expect(scan(other, second).verdict).toBe('already-in');
});

test('a revoked station is refused, and only badges from before its revocation count', async () => {
  let clockMs = Date.now();
  const stolen = await enrolledDesk(() => clockMs);
  const desk = await enrolledDesk();
  const before = await tokenOf(stolen, 'G3');
  server.passTime(HOUR);
  const { id } = stolen.status().station;
  const path = `/v1/console/stations/${id}/revoke`;

  expect((await post(server.url, path, null, {})).status).toBe(401);
  const answer = await post(server.url, path, server.consoleKey, {});
  expect(answer.status).toBe(200);
  expect(await (await post(server.url, path, server.consoleKey, {})).json()).toEqual(await answer.json());
  await sync(desk);
  clockMs += 2 * HOUR;
  const after = await tokenOf(stolen, 'G4');

  expect(scan(stolen, after).verdict).toBe('admit');
  expect(scan(desk, before)).toMatchObject({ verdict: 'admit', registration: { id: 'G3' } });
  expect(scan(desk, after)).toMatchObject({ verdict: 'unknown', registration: null });
  expect(await stolen.sync()).toMatchObject({ failure: { code: 'station-revoked' } });
  expect(stolen.status()).toMatchObject({ registrations: 0, sync: { waiting: 1 } });

  // Enrolled again it comes with another key: what it signed in between counts no more than before.
  await enrol(stolen);
  for (const station of [stolen, desk]) await sync(station);
  expect(scan(desk, after).verdict).toBe('unknown');
  expect(scan(desk, await tokenOf(stolen, 'G5'))).toMatchObject({ verdict: 'admit' });
});

test('revoking a station that nobody knows says so', async () => {
  const path = '/v1/console/stations/01890a5d-ac96-774b-bcce-b302099a8009/revoke';
  const answer = await post(server.url, path, server.consoleKey, {});
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ data: { code: 'station-unknown' } });
});

test('the ticket of a guest whom a desk has not heard of yet is admitted and marked, with the rules of the ticket', async () => {
  const desk = await enrolledDesk();
  await importGuests(101, 102);
  await importGuests(103, 103, 'valid_days', '2026-06-22');
  const codes = await tickets();
  const code = codes.get('G101') ?? '';

  const result = scan(desk, code);
  expect(result).toMatchObject({
    verdict: 'admit',
    registration: null,
    unlisted: true,
    op: { registration: 'G101', payload: { unlisted: true } },
  });
  expect(scan(desk, code).verdict).toBe('already-in');
  expect(scan(desk, codes.get('G103') ?? '').verdict).toBe('wrong-day');
  await sync(desk);
  expect(scan(desk, code)).toMatchObject({
    verdict: 'already-in',
    registration: { id: 'G101' },
    unlisted: false,
    previous: { op: result.op?.id },
  });
});

test('the ticket of another event is nobody’s', async () => {
  await using elsewhere = await startTestServer(null);
  await elsewhere.importList({ file: listFile(1, 1), encoding: null, dryRun: false });
  const response = await get(elsewhere.url, '/v1/console/tickets.csv', elsewhere.consoleKey);
  const code = (await response.text()).trim().split(',').at(-1) ?? '';
  expect(code).toMatch(/^YD1/);
  expect(scan(await enrolledDesk(), code)).toMatchObject({ verdict: 'unknown' });
});

test('a station that never had a server makes and knows its own badges, and others know them once it has enrolled', async () => {
  const alone = openDesk();
  const { name, bytes } = listFile(1, 3);
  await alone.importList({ file: { name, bytes }, encoding: null, dryRun: false });
  const badge = await tokenOf(alone, 'G1');
  expect(alone.status().event.ticketKey).not.toBeNull();
  expect(scan(alone, badge)).toMatchObject({ verdict: 'admit' });

  await enrol(alone);
  expect(scan(alone, badge).verdict).toBe('already-in');
  expect(scan(await enrolledDesk(), badge)).toMatchObject({ registration: { id: 'G1' } });
});

test('the server keeps its keys over a restart, and its tickets stay good', async () => {
  const desk = await enrolledDesk();
  const before = await tickets();
  await server.restart();
  expect(await tickets()).toEqual(before);
  expect(scan(desk, before.get('G6') ?? '')).toMatchObject({ verdict: 'admit', registration: { id: 'G6' } });
});

test('the archive of QR codes is for the console alone, is read by a scanner, and each code lets its guest in', async () => {
  await importFile(
    'registration_id,code,family_name,given_name,category\n../G 201,X1,王,小二,delegate\n' +
      '参会-202,X2,王,小三,delegate\nG203,X3,=王,小四,delegate\n',
  );
  for (const file of ['tickets.csv', 'tickets.zip']) {
    expect((await get(server.url, `/v1/console/${file}`, null)).status).toBe(401);
  }
  const csv = await (await get(server.url, '/v1/console/tickets.csv', server.consoleKey)).text();
  expect(csv).toContain('../G 201,王小二,YD1');
  expect(csv).toContain("G203,'=王小四,YD1");

  const archive = join(root, 'tickets.zip');
  const response = await get(server.url, '/v1/console/tickets.zip', server.consoleKey);
  writeFileSync(archive, new Uint8Array(await response.arrayBuffer()));
  const folder = join(root, 'pictures');
  mkdirSync(folder);
  await run('unzip', ['-q', archive, '-d', folder], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  const names = readdirSync(folder);
  expect(names).toEqual(expect.arrayContaining(['G7.png', '%2E.%2FG%20201.png', '参会-202.png', 'G203.png']));
  expect(names).toHaveLength((await tickets()).size);

  const desk = await enrolledDesk();
  for (const [file, id] of [
    ['G7.png', 'G7'],
    ['%2E.%2FG%20201.png', '../G 201'],
    ['参会-202.png', '参会-202'],
  ] as const) {
    const { stdout } = await run('zbarimg', ['-q', '--raw', join(folder, file)]);
    expect(scan(desk, stdout)).toMatchObject({ verdict: 'admit', registration: { id }, unlisted: false });
  }
});

test('a guest who is cancelled gets no ticket', async () => {
  await importGuests(301, 301, 'status', 'cancelled');
  await importGuests(302, 302);
  const codes = await tickets();
  expect([codes.has('G301'), codes.has('G302')]).toEqual([false, true]);
});

test('the command line of a station prints the code of a badge, which its scan takes', async () => {
  const data = join(root, 'command line');
  const list = join(root, 'three.csv');
  writeFileSync(list, listFile(1, 3).bytes);
  const station = async (...words: string[]) =>
    (await run(process.execPath, [STATION, '--data', data, ...words])).stdout;
  await station('import', list);
  const token = (await station('token', 'G2')).trim();
  expect(token).toMatch(/^YD1[0-9A-HJKMNP-TV-Z]{150,}$/);
  expect(await station('scan', token, '--at', new Date(NINE).toISOString())).toMatch(/^admit {2}G2/);
  await expect(station('token', 'G4')).rejects.toMatchObject({ code: 1 });
  expect(statSync(join(data, 'station-key.json')).mode & 0o777).toBe(0o600);
  const secret =
    /"privateKey":"([^"]+)"/.exec(readFileSync(join(data, 'station-key.json'), 'utf8'))?.[1] ?? '';
  expect(secret).not.toBe('');
  for (const file of ['station.sqlite', 'station.sqlite-wal', 'station.log'].filter((name) =>
    existsSync(join(data, name)),
  ))
    expect(readFileSync(join(data, file), 'latin1')).not.toContain(secret);
});

test('the command line of the server writes both files and ends', async () => {
  const data = join(root, 'server data');
  const list = join(root, 'list.csv');
  writeFileSync(list, listFile(1, 5).bytes);
  const folder = join(root, 'export');
  const { stdout } = await run(process.execPath, [
    SERVER,
    '--data',
    data,
    '--import',
    list,
    '--export',
    folder,
  ]);
  expect(stdout).toContain(`export: ${join(folder, 'tickets.csv')}`);
  expect(readFileSync(join(folder, 'tickets.csv'), 'utf8').trim().split('\r\n')).toHaveLength(6);
  const { stdout: listing } = await run('unzip', ['-Z1', join(folder, 'tickets.zip')]);
  expect(listing.trim().split('\n').sort()).toEqual(['G1.png', 'G2.png', 'G3.png', 'G4.png', 'G5.png']);
});
