import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Op } from '../../contract/op.ts';
import { openDatabase, type StationDatabase } from '../store/database.ts';
import { appendOp } from '../store/op-log.ts';
import { clockObservations } from '../store/op-rows.ts';
import { type MeasuredClock, measuredClock } from './measured-clock.ts';

const STATION = '01890a5d-ac96-774b-bcce-b302099a8001';
const NINE = Date.parse('2026-06-21T01:00:00.000Z');
const HOURS = 3_600_000;

let folder: string;
let database: StationDatabase;
/** The true time, and how the computer has it. */
let trueMs: number;
let computer: { wrongByMs: number; startedAtMs: number; boot: string };
let clock: MeasuredClock;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yanqi-clock-'));
  trueMs = NINE;
  computer = { wrongByMs: 0, startedAtMs: NINE - HOURS, boot: 'first' };
  database = openDatabase(join(folder, 'station.sqlite'));
  clock = newClock();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function newClock(): MeasuredClock {
  return measuredClock(database, STATION, {
    wallMs: () => trueMs + computer.wrongByMs,
    uptimeMs: () => trueMs - computer.startedAtMs,
    elapsedMs: () => trueMs,
    boot: computer.boot,
  });
}

function restartProgram(): void {
  database.close();
  database = openDatabase(join(folder, 'station.sqlite'));
  clock = newClock();
}

function restartComputer(): void {
  trueMs += 60_000;
  computer = { ...computer, startedAtMs: trueMs - 20_000, boot: newId() };
  restartProgram();
}

/** An answer that took so long, of which the way there took `outMs`. */
function hear(roundTripMs = 20, outMs = roundTripMs / 2): void {
  const serverTime = new Date(trueMs + outMs).toISOString();
  trueMs += roundTripMs;
  clock.learn({ serverTime, roundTripMs });
}

function stamp(): Op {
  return database.write((writer) =>
    appendOp(writer, { kind: 'note', registration: 'R1', actor: 'desk', payload: { text: 'x' } }, clock),
  );
}

function observations() {
  return clockObservations(database).map(({ payload }) => payload);
}

test('a clock three hours fast stamps by the right time once a server told it', () => {
  computer.wrongByMs = 3 * HOURS;
  hear();
  expect(clock.reading()).toMatchObject({ offsetMs: -3 * HOURS, correctedMs: trueMs });
  const op = stamp();
  expect(op).toMatchObject({ offsetMs: -3 * HOURS, at: new Date(trueMs + 3 * HOURS).toISOString() });
  expect(op.hlc).toMatch(new RegExp(`^${trueMs}-`));
  expect(observations()).toEqual([]);
});

test('what was stamped before is corrected by one observation, made at the first answer only', () => {
  computer.wrongByMs = 3 * HOURS;
  const early = stamp();
  expect(early.offsetMs).toBeNull();
  hear();
  hear();
  expect(observations()).toEqual([{ clock: early.clock, offsetMs: -3 * HOURS }]);
  expect(stamp().clock).toBe(early.clock);
});

test('a clock that is right, and one that stamped nothing, is not observed', () => {
  stamp();
  hear();
  restartComputer();
  computer.wrongByMs = 3 * HOURS;
  restartComputer();
  hear();
  expect(observations()).toEqual([]);
});

test('a clock set by hand begins a new run and keeps the right time', () => {
  hear();
  const before = stamp();
  computer.wrongByMs = -3 * HOURS;
  const after = stamp();
  expect(after.clock).not.toBe(before.clock);
  expect(after.offsetMs).toBe(3 * HOURS);
  expect(clock.reading().correctedMs).toBe(trueMs);
  expect(stamp().clock).toBe(after.clock);
});

test('a clock that the network nudges goes on in its run', () => {
  hear();
  const before = stamp();
  computer.wrongByMs = 1_900;
  expect(stamp().clock).toBe(before.clock);
});

test('a computer that slept is not taken for one whose clock was set', () => {
  hear();
  const before = stamp();
  trueMs += 8 * HOURS;
  expect(stamp()).toMatchObject({ clock: before.clock, offsetMs: 0 });
});

test('runs that only a jump parted are corrected together, each by its own offset', () => {
  computer.wrongByMs = 3 * HOURS;
  const first = stamp();
  computer.wrongByMs = 5 * HOURS;
  const second = stamp();
  computer.wrongByMs = -1 * HOURS;
  const third = stamp();
  hear();
  expect(observations()).toEqual([
    { clock: first.clock, offsetMs: -3 * HOURS },
    { clock: second.clock, offsetMs: -5 * HOURS },
    { clock: third.clock, offsetMs: 1 * HOURS },
  ]);
});

test('a restart of the program keeps run, offset and what is still to be observed', () => {
  computer.wrongByMs = 3 * HOURS;
  const early = stamp();
  restartProgram();
  expect(stamp().clock).toBe(early.clock);
  hear();
  expect(observations()).toEqual([{ clock: early.clock, offsetMs: -3 * HOURS }]);
  restartProgram();
  expect(clock.reading()).toEqual({ clock: early.clock, offsetMs: -3 * HOURS, correctedMs: trueMs });
});

test('a clock set while the program was closed is noticed at its next start', () => {
  hear();
  const before = stamp();
  computer.wrongByMs = 2 * HOURS;
  restartProgram();
  expect(stamp()).toMatchObject({ offsetMs: -2 * HOURS });
  expect(stamp().clock).not.toBe(before.clock);
});

test('after a restart of the computer nothing is taken for known, and earlier ops stay as they are', () => {
  computer.wrongByMs = 3 * HOURS;
  const early = stamp();
  restartComputer();
  computer.wrongByMs = 1 * HOURS;
  restartComputer();
  const late = stamp();
  expect(late).toMatchObject({ offsetMs: null });
  expect(late.clock).not.toBe(early.clock);
  hear();
  expect(observations()).toEqual([{ clock: late.clock, offsetMs: -1 * HOURS }]);
});

test('of the last few answers the quickest counts, and one over five seconds not at all', () => {
  computer.wrongByMs = HOURS;
  hear(6_000, 0);
  expect(clock.reading().offsetMs).toBeNull();
  hear(2_000, 200);
  expect(clock.reading().offsetMs).toBe(-HOURS - 800);
  hear(30, 15);
  hear(3_000, 100);
  expect(clock.reading().offsetMs).toBe(-HOURS);
});

test('a clock that may be right, as far as an answer can tell, is taken to be right', () => {
  hear(2_000, 200);
  expect(clock.reading().offsetMs).toBe(0);
  computer.wrongByMs = 100;
  hear(20);
  expect(clock.reading().offsetMs).toBe(-100);
});

test('an answer that contradicts the quickest one of before counts: the clock went wrong since', () => {
  hear(10);
  computer.wrongByMs = 1_000;
  hear(40);
  expect(clock.reading().offsetMs).toBe(-1_000);
});

test('two processes on one folder stamp by the same run, and both know what one learnt', () => {
  const other = newClock();
  computer.wrongByMs = 3 * HOURS;
  hear();
  expect(other.reading()).toEqual(clock.reading());
  computer.wrongByMs = 4 * HOURS;
  expect(other.reading()).toEqual(clock.reading());
});
