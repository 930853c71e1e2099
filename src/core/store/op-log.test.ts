import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Op } from '../../contract/op.ts';
import { openDatabase, type StationDatabase } from './database.ts';
import { appendOp, type OpDraft, type Stamper, takeOps } from './op-log.ts';
import { allOps, countOps, opsOf } from './op-rows.ts';
import { outboxCounts, settleOp, waitingOps } from './outbox.ts';
import { uncorrectedClock } from './station-clock.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const HERE = '01890a5d-ac96-774b-bcce-b302099a8001';
const THERE = '01890a5d-ac96-774b-bcce-b302099a8002';
const NINE = Date.parse('2026-06-21T01:00:00.000Z');

let folder: string;
let files = 0;
const opened: StationDatabase[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'op-log-'));
});
afterAll(() => {
  for (const database of opened) database.close();
  rmSync(folder, { recursive: true });
});

function freshDatabase(): StationDatabase {
  files += 1;
  const database = openDatabase(join(folder, `${files}.sqlite`));
  opened.push(database);
  return database;
}

function stamper(station: string, nowMs = NINE): Stamper {
  return { station, ...uncorrectedClock(() => nowMs) };
}

function entry(registration: string): OpDraft {
  return {
    kind: 'entry',
    registration,
    checkpoint: 'main',
    actor: 'desk',
    payload: { via: 'scanner', unlisted: false },
  };
}

function attendance(database: StationDatabase) {
  return database.all('SELECT * FROM attendance ORDER BY checkpoint, registration');
}

describe('an op that this station makes', () => {
  test('is in the log, waits to be sent and counts as attendance, all in one transaction', () => {
    const database = freshDatabase();
    const op = database.write((writer) => appendOp(writer, entry('R1'), stamper(HERE)));
    expect(allOps(database)).toEqual([op]);
    expect(waitingOps(database, 10)).toEqual([op]);
    expect(attendance(database)).toMatchObject([{ registration: 'R1', op: op.id, open_conflicts: 0 }]);
    expect(op.at).toBe('2026-06-21T01:00:00.000Z');
  });

  test('leaves nothing behind when its transaction fails', () => {
    const database = freshDatabase();
    expect(() =>
      database.write((writer) => {
        appendOp(writer, entry('R1'), stamper(HERE));
        throw new Error('no badge');
      }),
    ).toThrow('no badge');
    expect([countOps(database), outboxCounts(database).waiting, attendance(database)]).toEqual([0, 0, []]);
  });

  test('is stamped after the last one when the wall clock went back, after a restart too', () => {
    const file = join(folder, 'restart.sqlite');
    const before = openDatabase(file);
    const first = before.write((writer) => appendOp(writer, entry('R1'), stamper(HERE)));
    before.close();
    const after = openDatabase(file);
    const second = after.write((writer) => appendOp(writer, entry('R2'), stamper(HERE, NINE - 3_600_000)));
    after.close();
    expect(second.hlc > first.hlc).toBe(true);
    expect(second.at < first.at).toBe(true);
  });

  test('is stamped after what it has heard of', () => {
    const database = freshDatabase();
    const heard = opsMadeAt(THERE, ['R1'], NINE + 5_000);
    database.write((writer) => takeOps(writer, heard, stamper(HERE)));
    const op = database.write((writer) => appendOp(writer, entry('R1'), stamper(HERE)));
    expect(opsOf(database, 'R1').map(({ id }) => id)).toEqual([heard[0]?.id, op.id]);
  });

  test.each(['UPDATE op SET hlc = hlc', 'DELETE FROM op'])('cannot be changed: %s', (sql) => {
    const database = freshDatabase();
    database.write((writer) => appendOp(writer, entry('R1'), stamper(HERE)));
    expect(() => database.write((writer) => writer.run(sql))).toThrow('ops are immutable');
  });
});

describe('ops that the server sends', () => {
  test('give the same attendance in any order, in any pages, any number of times', () => {
    const twoDesks = [
      ...opsMadeAt(HERE, ['R1', 'R2', 'R3', 'R2'], NINE),
      ...opsMadeAt(THERE, ['R1', 'R3', 'R4'], NINE + 1),
      ...opsMadeAt(THERE, ['R2', 'R5'], NINE - 60_000),
    ];
    const expected = attendanceAfter([twoDesks]);
    expect(expected).toHaveLength(5);
    const someOrder = fc.shuffledSubarray(twoDesks, { minLength: twoDesks.length });
    const repeats = fc.array(fc.constantFrom(...twoDesks), { maxLength: 8 });
    const pages = fc.tuple(someOrder, repeats, fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(pages, ([order, again, size]) => {
        expect(attendanceAfter(inPages([...order, ...again], size))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('settle the outbox when they are our own, parked ones too, and are not logged twice', () => {
    const database = freshDatabase();
    const made = ['R1', 'R2'].map((registration) =>
      database.write((writer) => appendOp(writer, entry(registration), stamper(HERE))),
    );
    const [, second] = made;
    database.write((writer) =>
      settleOp(writer, second?.id ?? '', { result: 'parked', reason: 'op-invalid' }),
    );
    expect(outboxCounts(database)).toMatchObject({ waiting: 1, parked: 1 });
    database.write((writer) => takeOps(writer, made, stamper(HERE)));
    expect(outboxCounts(database)).toEqual({ waiting: 0, waitingSince: null, parked: 0 });
    expect(countOps(database)).toBe(2);
  });

  test('of our own that a restored backup lacks come back, and are not sent again', () => {
    const lost = opsMadeAt(HERE, ['R1'], NINE);
    const restored = freshDatabase();
    restored.write((writer) => takeOps(writer, lost, stamper(HERE)));
    expect(allOps(restored)).toEqual(lost);
    expect(waitingOps(restored, 10)).toEqual([]);
  });

  test('two desks apart: the earlier entry is the admission, the later a conflict', () => {
    const database = freshDatabase();
    const ours = database.write((writer) => appendOp(writer, entry('R1'), stamper(HERE, NINE)));
    const theirs = opsMadeAt(THERE, ['R1'], NINE - 1_000);
    database.write((writer) => takeOps(writer, theirs, stamper(HERE, NINE + 9_000)));
    expect(attendance(database)).toMatchObject([{ op: theirs[0]?.id, station: THERE, open_conflicts: 1 }]);
    expect(countOps(database)).toBe(2);
    expect(ours.id).not.toBe(theirs[0]?.id);
  });
});

describe('the outbox', () => {
  test('gives the oldest first, says since when they wait, and a parked op never blocks it', () => {
    const database = freshDatabase();
    const made = [0, 1, 2].map((minute) =>
      database.write((writer) =>
        appendOp(writer, entry(`R${minute}`), stamper(HERE, NINE + minute * 60_000)),
      ),
    );
    expect(waitingOps(database, 2)).toEqual(made.slice(0, 2));
    expect(outboxCounts(database).waitingSince).toBe('2026-06-21T01:00:00.000Z');
    database.write((writer) =>
      settleOp(writer, made[0]?.id ?? '', { result: 'parked', reason: 'id-reused' }),
    );
    expect(waitingOps(database, 2)).toEqual(made.slice(1));
    database.write((writer) => settleOp(writer, made[1]?.id ?? '', { result: 'accepted' }));
    expect(outboxCounts(database)).toEqual({ waiting: 1, waitingSince: made[2]?.at, parked: 1 });
  });
});

/** What another station's log would hold, made by that station's own database. */
function opsMadeAt(station: string, registrations: readonly string[], nowMs: number): Op[] {
  const database = freshDatabase();
  return registrations.map((registration) =>
    database.write((writer) => appendOp(writer, entry(registration), stamper(station, nowMs))),
  );
}

function attendanceAfter(pages: readonly (readonly Op[])[]) {
  const database = freshDatabase();
  for (const page of pages) database.write((writer) => takeOps(writer, page, stamper(HERE)));
  return attendance(database);
}

function inPages(ops: readonly Op[], size: number): Op[][] {
  const pages: Op[][] = [];
  for (let start = 0; start < ops.length; start += size) pages.push(ops.slice(start, start + size));
  return pages;
}
