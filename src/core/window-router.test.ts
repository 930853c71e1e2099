import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDefinedError, ORPCError, safe } from '@orpc/client';
import { createRouterClient } from '@orpc/server';
import { type Logger, pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { windowSession } from './staff/window-session.ts';
import { keepStation, type StationKeeper } from './station/station-keeper.ts';
import { openDatabase } from './store/database.ts';
import { deskRouter, kioskRouter } from './window-router.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const NINE = Date.parse('2026-06-21T09:00:00+08:00');
const GUESTS =
  'id,code,family_name,given_name,latin_name,category\nR1,AAA,欧阳,小明,Ouyang Xiaoming,vip\nR2,BBB,Smith,Anna,,vip\n';

let folder: string;
let keeper: StationKeeper;
let logged: string[];
let log: Logger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'window-router-'));
  logged = [];
  log = pino({ level: 'error' }, { write: (line) => void logged.push(line) });
  keeper = openKeeper();
});
afterEach(async () => {
  await keeper.close();
  rmSync(folder, { recursive: true });
});

function openKeeper(): StationKeeper {
  return keepStation({ folder, background: false, now: () => NINE, log });
}

const desk = () => createRouterClient(deskRouter(keeper, windowSession(keeper)));
const kiosk = () => createRouterClient(kioskRouter(keeper));

function importGuests(text = GUESTS) {
  return desk().setup.importList({
    file: 'guests.csv',
    bytes: new Blob([text]),
    encoding: null,
    dryRun: false,
  });
}

/** The failure that a call was refused with. */
async function refusalOf(call: Promise<unknown>) {
  const { error } = await safe(call);
  return error instanceof ORPCError && isDefinedError(error) ? error.data : error;
}

function breakTable(sql: string): void {
  const database = openDatabase(join(folder, 'station.sqlite'));
  database.write((writer) => writer.run(sql));
  database.close();
}

describe('a desk window', () => {
  test('imports, scans, searches and sees the arrival', async () => {
    expect(await importGuests()).toMatchObject({ added: 2 });
    expect(await desk().scan({ code: 'AAA\r', via: 'scanner' })).toMatchObject({ verdict: 'admit' });
    expect(await desk().checkIn({ registration: 'R2' })).toMatchObject({ verdict: 'admit' });
    expect(await desk().search({ text: 'ouyang' })).toMatchObject([
      { registration: { id: 'R1' }, admission: {} },
    ]);
    expect(await desk().recentArrivals()).toMatchObject([
      { result: { registration: { id: 'R2' } } },
      { result: { registration: { id: 'R1' } }, job: { state: 'queued' } },
    ]);
    expect(await desk().recovery.state()).toEqual({ state: 'sound' });
  });

  test('is refused with the reason', async () => {
    expect(await refusalOf(desk().printBadge({ registration: 'R9' }))).toEqual({
      code: 'registration-unknown',
      details: { registration: 'R9' },
    });
    expect(await refusalOf(importGuests('%PDF-1.7'))).toMatchObject({ code: 'file-not-a-list' });
    const enrolment = desk().setup.enrol({ url: 'http://127.0.0.1:9', code: 'AAAA-BBBB' });
    expect(await refusalOf(enrolment)).toMatchObject({ code: 'enrolment-unreachable' });
    expect(logged.filter((line) => line.includes('unexpected'))).toEqual([]);
  });

  test.each([
    ['a code that is no text', { code: 7, via: 'scanner' }],
    ['an unknown way', { code: 'AAA', via: 'telepathy' }],
    ['a field too many', { code: 'AAA', via: 'scanner', admit: true }],
  ])('that sends %s is a bad request, and nothing happens', async (_case, input) => {
    await importGuests();
    const router = createRouterClient(deskRouter(keeper, windowSession(keeper)));
    const call = Reflect.apply(router.scan, router, [input]);
    expect(await refusalOf(Promise.resolve(call))).toMatchObject({ code: 'BAD_REQUEST' });
    expect((await desk().recentArrivals()).length).toBe(0);
  });

  test('gets `unexpected` for what was thrown, and the cause is in the log', async () => {
    await importGuests();
    breakTable('DROP TABLE print_job');
    expect(await refusalOf(desk().scan({ code: 'AAA', via: 'scanner' }))).toEqual({
      code: 'unexpected',
      details: {},
    });
    expect(logged.join()).toContain('no such table: print_job');
  });

  test('watches: the status and what is to settle at once, then each change; leaves no listener when it goes', async () => {
    await importGuests();
    const gone = new AbortController();
    const news = await desk().watch(undefined, { signal: gone.signal });
    expect(await news.next()).toMatchObject({
      value: { kind: 'status', status: { registrations: 2, arrived: 0 } },
    });
    expect(await news.next()).toMatchObject({ value: { kind: 'waiting-guests', waiting: [] } });
    expect(await news.next()).toMatchObject({ value: { kind: 'to-settle', toSettle: { conflictCount: 0 } } });
    const next = news.next();
    await desk().scan({ code: 'AAA', via: 'scanner' });
    expect(await next).toMatchObject({ value: { kind: 'status', status: { arrived: 1, badgesWaiting: 1 } } });
    expect(await news.next()).toMatchObject({ value: { kind: 'waiting-guests' } });
    expect(await news.next()).toMatchObject({ value: { kind: 'to-settle' } });
    const last = news.next();
    gone.abort();
    expect(await last).toMatchObject({ done: true });
  });
});

describe('what a desk window decides', () => {
  test('is one op each, or REFUSED with the reason', async () => {
    await importGuests('id,code,family_name,category,hold\nR1,AAA,欧阳,vip,yes\n');
    expect(await desk().scan({ code: 'AAA', via: 'scanner' })).toMatchObject({ verdict: 'hold' });
    expect(await desk().confirmHold({ registration: 'R1' })).toMatchObject({ kind: 'hold-confirmed' });
    const { op } = await desk().scan({ code: 'AAA', via: 'scanner' });
    const entry = op?.id ?? '';
    expect(await refusalOf(desk().settle({ entry, decision: 'let-stand', other: null }))).toEqual({
      code: 'nothing-to-settle',
      details: { entry },
    });
    expect(await desk().undo({ op: entry })).toMatchObject({ kind: 'undo', payload: { op: entry } });
    expect(await refusalOf(desk().undo({ op: entry }))).toMatchObject({ code: 'op-undone' });
  });
});

describe('a kiosk window', () => {
  test('says goodbye where it scans guests out', async () => {
    await importGuests();
    const station = keeper.current();
    if (!station.ok) throw new Error(station.failure.code);
    const { event } = station.value.status();
    const checkpoints = event.checkpoints.map((checkpoint) => ({ ...checkpoint, tracksExit: true }));
    station.value.initEvent('event.json', JSON.stringify({ ...event, checkpoints }));
    station.value.configure({ direction: 'out' });
    expect(await kiosk().scan({ code: 'AAA', via: 'camera' })).toEqual({ outcome: 'goodbye' });
    expect(await kiosk().scan({ code: 'nobody', via: 'camera' })).toEqual({ outcome: 'see-desk' });
  });

  test('welcomes once; everybody else is sent to the desk, and nothing more is told', async () => {
    await importGuests();
    expect(await kiosk().scan({ code: 'AAA', via: 'camera' })).toEqual({
      outcome: 'welcome',
      name: '欧阳小明',
      latinName: 'Ouyang Xiaoming',
      printJob: expect.any(String),
    });
    for (const code of ['AAA', 'nobody', '', 'x'.repeat(20_000)])
      expect(await kiosk().scan({ code, via: 'camera' })).toEqual({ outcome: 'see-desk' });
  });

  test('can neither search nor list, and its news count nobody', async () => {
    await importGuests();
    expect(Object.keys(kioskRouter(keeper)).sort()).toEqual(['leave', 'recovery', 'scan', 'watch']);
    const gone = new AbortController();
    const news = await kiosk().watch(undefined, { signal: gone.signal });
    const { value } = await news.next();
    expect(Object.keys(value ?? {}).sort()).toEqual(['checkpoint', 'event', 'kind', 'online']);
    const next = news.next();
    await desk().scan({ code: 'BBB', via: 'scanner' });
    await desk().setup.configure({ name: 'Kiosk 2' });
    // The turn after the status was told.
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    gone.abort();
    expect(await next).toMatchObject({ done: true });
  });
});

test('with a damaged database only the recovery answers, until a backup is put back', async () => {
  await importGuests();
  const station = keeper.current();
  const backup = station.ok
    ? await station.value.backup(join(folder, 'backups', 'station-1.sqlite'))
    : station;
  await keeper.close();
  writeFileSync(join(folder, 'station.sqlite'), 'nonsense'.repeat(5_000));
  keeper = openKeeper();

  for (const call of [desk().scan({ code: 'AAA', via: 'scanner' }), desk().watch(), kiosk().watch()])
    expect(await refusalOf(call)).toMatchObject({ code: 'database-damaged' });
  const recovery = await desk().recovery.state();
  expect(recovery).toMatchObject({ state: 'damaged', backups: [{ ops: 0 }] });
  expect(await kiosk().recovery.state()).toMatchObject({ state: 'damaged', backups: [] });
  expect(keeper.role()).toBe(null);

  const file = backup.ok ? backup.value.file : '';
  expect(await desk().recovery.restore({ file })).toEqual({ state: 'sound' });
  expect(await desk().scan({ code: 'AAA', via: 'scanner' })).toMatchObject({ verdict: 'admit' });
});

test('a change of the role is told once, when the set-up is done, to whom it opens another window', async () => {
  const roles: string[] = [];
  const changed = Promise.withResolvers<void>();
  keeper.onRole((role) => {
    roles.push(role);
    changed.resolve();
  });
  await desk().setup.configure({ role: 'kiosk' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(roles).toEqual([]);
  await desk().setup.configure({ configured: true });
  await changed.promise;
  await desk().setup.configure({ role: 'kiosk' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(roles).toEqual(['kiosk']);
});
