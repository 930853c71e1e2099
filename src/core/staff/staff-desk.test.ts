import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORPCError, safe } from '@orpc/client';
import { isContractProcedure } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StaffRole } from '../../contract/staff.ts';
import { deskContract } from '../../contract/window-contract.ts';
import type { Station } from '../station/station.ts';
import { keepStation, type StationKeeper } from '../station/station-keeper.ts';
import { deskRouter, kioskRouter } from '../window-router.ts';
import { type WindowSession, windowSession } from './window-session.ts';

// Processes, disks and scrypt on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const GUESTS = 'id,code,family_name,category\nR1,AAA,欧阳,vip\nR2,BBB,Smith,vip\n';
const PINS = { manager: '2468', desk: '1357', steward: '9999' } as const;
const NAMES = { manager: '王芳', desk: 'Ana Šárka', steward: 'Li Lei' } as const;

let folder: string;
let keeper: StationKeeper;
let nowMs: number;
let sessions: WindowSession[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  folder = mkdtempSync(join(tmpdir(), 'staff-'));
  nowMs = Date.parse('2026-06-21T09:00:00+08:00');
  sessions = [];
  keeper = openKeeper();
});
afterEach(async () => {
  for (const session of sessions) session.close();
  await keeper.close();
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function openKeeper(): StationKeeper {
  return keepStation({ folder, background: false, now: () => nowMs, log: pino({ level: 'silent' }) });
}

function station(): Station {
  const current = keeper.current();
  if (!current.ok) throw new Error(current.failure.code);
  return current.value;
}

/** A desk window that opens now. */
function openDesk() {
  const session = windowSession(keeper);
  sessions.push(session);
  return createRouterClient(deskRouter(keeper, session));
}
type Desk = ReturnType<typeof openDesk>;

const kiosk = () => createRouterClient(kioskRouter(keeper));

/** What a call was refused with; null when it was not. */
async function refusalOf(call: Promise<unknown>) {
  const { error } = await safe(call);
  return error instanceof ORPCError ? error.data : error;
}

/** Who is at a window now. */
async function whoIsAt(desk: Desk) {
  const watched = await desk.session.watch();
  const { value } = await watched.next();
  await watched.return();
  return value;
}

async function hireAll(desk: Desk): Promise<void> {
  for (const role of ['manager', 'desk', 'steward'] as const)
    await desk.staff.add({ name: NAMES[role], role, pin: PINS[role] });
}

/** A window at which somebody of that role is signed in. */
async function signedIn(role: StaffRole): Promise<Desk> {
  const desk = openDesk();
  await desk.session.signIn({ name: NAMES[role], pin: PINS[role] });
  return desk;
}

function importGuests(): Promise<unknown> {
  const file = { name: 'guests.csv', bytes: new TextEncoder().encode(GUESTS) };
  return station().importList({ file, encoding: null, dryRun: false });
}

function passMinutes(minutes: number): void {
  nowMs += minutes * 60_000;
  vi.advanceTimersByTime(minutes * 60_000);
}

/** The status is told some time after it changed. */
function tellNews(): void {
  vi.advanceTimersByTime(1_000);
}

describe('a station without staff', () => {
  test('is open to everybody, and its ops have its role as the actor', async () => {
    await importGuests();
    const desk = openDesk();
    expect(await whoIsAt(desk)).toEqual({ state: 'open' });
    expect(await desk.scan({ code: 'AAA', via: 'scanner' })).toMatchObject({ op: { actor: 'desk' } });
  });

  test('begins with a manager, who is then signed in where they were added; every other window locks', async () => {
    const [desk, other] = [openDesk(), openDesk()];
    const steward = { name: 'Li Lei', role: 'steward', pin: '9999' } as const;
    expect(await refusalOf(desk.staff.add(steward))).toMatchObject({ code: 'manager-needed' });
    const { members } = await desk.staff.add({ name: '王芳', role: 'manager', pin: '2468' });
    expect(members).toEqual([{ name: '王芳', role: 'manager', origin: 'station' }]);
    expect(await whoIsAt(desk)).toMatchObject({ state: 'signed-in', person: { name: '王芳' } });
    expect(await whoIsAt(other)).toMatchObject({ state: 'locked', staff: [{ name: '王芳' }] });
    expect(await refusalOf(desk.staff.add({ ...steward, name: '王芳' }))).toMatchObject({
      code: 'staff-known',
    });
    await desk.staff.add(steward);
    expect(await refusalOf(desk.staff.remove({ name: '王芳' }))).toMatchObject({ code: 'manager-needed' });
    await desk.staff.remove({ name: 'Li Lei' });
    expect(await desk.staff.remove({ name: '王芳' })).toMatchObject({ members: [] });
    expect(await whoIsAt(other)).toEqual({ state: 'open' });
  });
});

/** What each call needs; a new one has to be put here on purpose. */
const NEEDS: Readonly<Record<string, string>> = {
  anyone: 'recovery.state session.watch session.signIn session.lock session.touch',
  steward: 'watch scan',
  desk: `checkIn checkOut search recentArrivals undo confirmHold guest.details guest.correct guest.note walkIn.alike
    walkIn.register organizations group printBadge badge.queue badge.history badge.retry badge.cancel
    badge.move badge.cameOut badge.test printers answerHold ready hearScanner`,
  manager: `recovery.restore staff.list staff.add staff.remove settle retryParked serialPorts batch.start
    batch.list batch.report batch.pause batch.resume batch.cancel setup.initEvent setup.importList setup.stopImport setup.enrol
    setup.configure setup.layouts`,
};

function procedures(tree: object, path: readonly string[] = []): string[] {
  return Object.entries(tree).flatMap(([name, value]) =>
    isContractProcedure(value) ? [[...path, name].join('.')] : procedures(value, [...path, name]),
  );
}

function namesOf(needs: string): string[] {
  return (NEEDS[needs] ?? '').split(/\s+/);
}

/** Calls a procedure by its name without any input. */
function callBlindly(desk: Desk, path: string): Promise<unknown> {
  const [first = '', second] = path.split('.');
  const parent: unknown = second === undefined ? desk : Reflect.get(desk, first);
  if (typeof parent !== 'function' && typeof parent !== 'object') throw new Error(path);
  const procedure: unknown = Reflect.get(parent ?? {}, second ?? first);
  if (typeof procedure !== 'function') throw new Error(path);
  return Promise.resolve(Reflect.apply(procedure, parent, []));
}

/** These would end what is being looked at. */
const UNTRIED = ['session.lock', 'recovery.restore'];

function tried(paths: readonly string[]): string[] {
  return paths.filter((path) => !UNTRIED.includes(path)).sort();
}

async function refusedCalls(desk: Desk): Promise<string[]> {
  const refused = [];
  for (const path of tried(procedures(deskContract))) {
    const refusal = await refusalOf(callBlindly(desk, path));
    if (refusal?.code === 'not-your-role' || refusal?.code === 'signed-out') refused.push(path);
  }
  return refused;
}

describe('who may what', () => {
  test('is said of each call', () => {
    expect(Object.keys(NEEDS).flatMap(namesOf).sort()).toEqual(procedures(deskContract).sort());
  });

  test.each([
    ['nobody', ['steward', 'desk', 'manager']],
    ['steward', ['desk', 'manager']],
    ['desk', ['manager']],
    ['manager', []],
  ] as const)('%s is refused what needs %s, by the core', async (role, more) => {
    await hireAll(openDesk());
    const desk = role === 'nobody' ? openDesk() : await signedIn(role);
    expect(await refusedCalls(desk)).toEqual(tried(more.flatMap(namesOf)));
  });

  test('a refusal says whom to ask, in both languages', async () => {
    await hireAll(openDesk());
    const desk = await signedIn('steward');
    expect(await refusalOf(desk.search({ text: 'ou' }))).toEqual({
      code: 'not-your-role',
      details: { roleZh: '签到台人员', roleEn: 'desk clerk' },
    });
  });
});

describe('somebody signed in', () => {
  test('is the actor of each op, the person of each window of its own', async () => {
    await importGuests();
    await hireAll(openDesk());
    const [steward, clerk] = [await signedIn('steward'), await signedIn('desk')];
    const { op } = await steward.scan({ code: 'AAA', via: 'scanner' });
    await clerk.checkIn({ registration: 'R2' });
    await clerk.undo({ op: op?.id ?? '' });
    expect(
      station()
        .ops()
        .map(({ kind, actor }) => [kind, actor]),
    ).toEqual([
      ['entry', 'Li Lei'],
      ['entry', 'Ana Šárka'],
      ['undo', 'Ana Šárka'],
    ]);
  });

  test('is the actor of the badge that comes out for them', async () => {
    await importGuests();
    await hireAll(openDesk());
    const clerk = await signedIn('desk');
    const { printJob } = await clerk.checkIn({ registration: 'R2' });
    await clerk.session.lock();
    await station().printed(printJob ?? '', 60_000);
    expect(station().ops().at(-1)).toMatchObject({ kind: 'badge-printed', actor: 'Ana Šárka' });
  });

  test('a steward is not told what is to settle; the news end when the window locks', async () => {
    await hireAll(openDesk());
    const steward = await signedIn('steward');
    const news = await steward.watch();
    expect(await news.next()).toMatchObject({ value: { kind: 'status' } });
    const next = news.next();
    await steward.session.lock();
    expect(await next).toMatchObject({ done: true });
    expect(await refusalOf(steward.watch())).toMatchObject({ code: 'signed-out' });
  });

  test('is signed out after five minutes without input, not while there is some', async () => {
    await importGuests();
    await hireAll(openDesk());
    const desk = await signedIn('desk');
    passMinutes(4);
    await desk.session.touch();
    passMinutes(4);
    await desk.scan({ code: 'AAA', via: 'camera' });
    passMinutes(4);
    expect(await whoIsAt(desk)).toMatchObject({ state: 'signed-in' });
    const watched = await desk.session.watch();
    await watched.next();
    const locked = watched.next();
    passMinutes(1);
    expect(await locked).toMatchObject({ value: { state: 'locked' } });
    expect(await refusalOf(desk.scan({ code: 'BBB', via: 'scanner' }))).toMatchObject({ code: 'signed-out' });
    expect(station().status().arrived).toBe(1);
    await watched.return();
  });

  test('hears in a locked window of a protocol desk that a guest waits, and not who', async () => {
    const bytes = new TextEncoder().encode('id,code,family_name,category,hold\nR9,HHH,Dvorak,vip,yes\n');
    await station().importList({ file: { name: 'held.csv', bytes }, encoding: null, dryRun: false });
    await hireAll(openDesk());
    const [desk, locked] = [await signedIn('desk'), openDesk()];
    await desk.scan({ code: 'HHH', via: 'scanner' });
    expect(await whoIsAt(locked)).toMatchObject({ waiting: [] });
    station().configure({ protocolDesk: true });
    const told = await whoIsAt(locked);
    expect(told).toMatchObject({ state: 'locked', waiting: [station().ops().at(-1)?.id] });
    expect(JSON.stringify(told)).not.toContain('Dvorak');
    await desk.confirmHold({ registration: 'R9' });
    expect(await whoIsAt(locked)).toMatchObject({ waiting: [] });
  });

  test('after so long as is set, by the clock too where a computer slept; or never', async () => {
    await hireAll(openDesk());
    station().configure({ lockAfterSeconds: 60 });
    const desk = await signedIn('desk');
    nowMs += 60_000;
    expect(await refusalOf(desk.search({ text: 'ou' }))).toMatchObject({ code: 'signed-out' });
    station().configure({ lockAfterSeconds: null });
    const still = await signedIn('desk');
    passMinutes(24 * 60);
    expect(await whoIsAt(still)).toMatchObject({ state: 'signed-in' });
  });

  test('is signed out when they are taken off the list', async () => {
    await hireAll(openDesk());
    const desk = await signedIn('desk');
    const manager = await signedIn('manager');
    await manager.staff.remove({ name: NAMES.desk });
    expect(await whoIsAt(desk)).toMatchObject({ state: 'locked' });
  });
});

describe('wrong PINs', () => {
  test('bring a delay that grows and survives a restart; another person is not kept waiting', async () => {
    await hireAll(openDesk());
    const name = NAMES.desk;
    const wrong = () => refusalOf(openDesk().session.signIn({ name, pin: '0000' }));
    expect(await wrong()).toMatchObject({ code: 'pin-wrong' });
    expect(await wrong()).toMatchObject({ code: 'pin-wrong' });
    expect(await wrong()).toEqual({ code: 'pin-wait', details: { seconds: '5' } });
    passMinutes(1);
    expect(await wrong()).toEqual({ code: 'pin-wait', details: { seconds: '10' } });

    for (const session of sessions.splice(0)) session.close();
    await keeper.close();
    keeper = openKeeper();
    const right = { name, pin: PINS.desk };
    expect(await refusalOf(openDesk().session.signIn(right))).toEqual({
      code: 'pin-wait',
      details: { seconds: '10' },
    });
    expect(await openDesk().session.signIn({ name: NAMES.steward, pin: PINS.steward })).toBe(null);
    nowMs += 9_999;
    expect(await refusalOf(openDesk().session.signIn(right))).toMatchObject({ details: { seconds: '1' } });
    nowMs += 1;
    expect(await openDesk().session.signIn(right)).toBe(null);
    expect(await wrong()).toMatchObject({ code: 'pin-wrong' });
  });

  test('many at once are no way round it', async () => {
    await hireAll(openDesk());
    const desk = openDesk();
    const tries = Array.from({ length: 20 }, (_, place) =>
      refusalOf(desk.session.signIn({ name: NAMES.desk, pin: String(1000 + place) })),
    );
    const codes = (await Promise.all(tries)).map((refusal) => refusal?.code);
    // Two are free, and the third brings the delay that all others meet.
    const wait = station().staff.check(NAMES.desk, PINS.desk);
    expect(await wait).toMatchObject({ failure: { code: 'pin-wait', details: { seconds: '5' } } });
    expect(codes).not.toContain(undefined);
  });
});

describe('leaving a kiosk', () => {
  async function makeKiosk(): Promise<void> {
    const desk = openDesk();
    await hireAll(desk);
    await desk.setup.configure({ role: 'kiosk', configured: true });
    tellNews();
  }

  test('takes the PIN of anybody of the desk, and the window that then opens finds them signed in', async () => {
    await makeKiosk();
    const becameDesk = new Promise<void>((resolve) => keeper.onRole((role) => role === 'desk' && resolve()));
    expect(await kiosk().leave({ pin: PINS.desk })).toBe(null);
    tellNews();
    await becameDesk;
    expect(await whoIsAt(openDesk())).toEqual({
      state: 'signed-in',
      person: { name: NAMES.desk, role: 'desk' },
    });
    expect(await whoIsAt(openDesk())).toMatchObject({ state: 'locked' });
  });

  test('finds nobody signed in when the window comes only after a minute', async () => {
    await makeKiosk();
    await kiosk().leave({ pin: PINS.desk });
    nowMs += 60_001;
    expect(await whoIsAt(openDesk())).toMatchObject({ state: 'locked' });
  });

  test("a steward's PIN and a wrong one are refused, and wrong ones in a row bring a delay", async () => {
    await makeKiosk();
    for (const pin of [PINS.steward, '0000'])
      expect(await refusalOf(kiosk().leave({ pin }))).toMatchObject({ code: 'pin-wrong' });
    expect(await refusalOf(kiosk().leave({ pin: '1111' }))).toEqual({
      code: 'pin-wait',
      details: { seconds: '5' },
    });
    expect(await refusalOf(kiosk().leave({ pin: PINS.desk }))).toMatchObject({ code: 'pin-wait' });
    expect(station().status().station.role).toBe('kiosk');
    nowMs += 5_000;
    expect(await kiosk().leave({ pin: PINS.desk })).toBe(null);
  });

  test('with a PIN that two people have, the window that opens is locked: nobody is sure to be there', async () => {
    await makeKiosk();
    await station().staff.add('Zoë', 'desk', PINS.desk);
    await kiosk().leave({ pin: PINS.desk });
    expect(await whoIsAt(openDesk())).toMatchObject({ state: 'locked' });
  });

  test('is for the command line where there are no PINs', async () => {
    await openDesk().setup.configure({ role: 'kiosk' });
    expect(await refusalOf(kiosk().leave({ pin: '1357' }))).toMatchObject({ code: 'no-staff' });
  });
});
