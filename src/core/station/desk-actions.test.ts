import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { person } from '../../../tests/fixtures/people.ts';
import type { Checkpoint } from '../../contract/event.ts';
import type { Result } from '../../contract/failure.ts';
import type { Registration } from '../../contract/registration.ts';
import { openDatabase, type Writer } from '../store/database.ts';
import { takeOps } from '../store/op-log.ts';
import { settleOp } from '../store/outbox.ts';
import { putRegistrations } from '../store/registrations.ts';
import { uncorrectedClock } from '../store/station-clock.ts';
import { openStation } from './open-station.ts';
import type { Station } from './station.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const NINE = Date.parse('2026-06-21T09:00:00+08:00');
const GUESTS = `registration_id,code,family_name,given_name,category,hold
R1,AAA,欧阳,小明,delegate,
R2,BBB,李,娜,vip,是
R3,CCC,王,伟,press,
`;

let root: string;
let open: Station[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'desk-actions-'));
  open = [];
});
afterEach(async () => {
  for (const station of open) await station.close();
  rmSync(root, { recursive: true });
});

/** A station of its own with the guests; `rules` change its checkpoint. */
async function openDesk(name: string, rules: Partial<Checkpoint> = {}, nowMs = NINE): Promise<Station> {
  const station = taken(
    openStation({
      folder: join(root, name),
      background: false,
      now: () => nowMs,
      log: pino({ level: 'silent' }),
    }),
  );
  open.push(station);
  const { event } = station.status();
  const checkpoints = event.checkpoints.map((checkpoint) => ({ ...checkpoint, ...rules }));
  taken(station.initEvent('event.json', JSON.stringify({ ...event, checkpoints })));
  taken(station.configure({ name }));
  const list = { name: 'guests.csv', bytes: new TextEncoder().encode(GUESTS) };
  taken(await station.importList({ file: list, encoding: null, dryRun: false }));
  return station;
}

/** What a round of sync does: one desk's ops become known at another, and its name. */
function tell(from: Station, to: string): void {
  const { id, name } = from.status().station;
  atStore(to, (writer) => {
    writer.run('INSERT INTO peer VALUES (?, ?) ON CONFLICT DO NOTHING', id, name);
    takeOps(writer, from.ops(), { station: id, ...uncorrectedClock(() => NINE) });
  });
}

function atStore(name: string, work: (writer: Writer) => void): void {
  const database = openDatabase(join(root, name, 'station.sqlite'));
  database.write(work);
  database.close();
}

function taken<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.failure));
}

function scan(station: Station, code: string, options = {}) {
  return taken(station.scan(code, 'scanner', options));
}

function admitted(station: Station, code: string): string {
  const { op } = scan(station, code);
  if (op === null) throw new Error(`${code} was not admitted`);
  return op.id;
}

function refusalOf(result: Result<unknown>) {
  return result.ok ? 'not refused' : result.failure.code;
}

/** The kinds of the ops that are not the list's. */
function kinds(station: Station): string[] {
  return station.ops().map(({ kind }) => kind);
}

describe('an undo', () => {
  test('takes an admission back, and the next scan admits again', async () => {
    const station = await openDesk('one');
    const entry = admitted(station, 'AAA');
    expect(taken(station.undo(entry))).toMatchObject({ kind: 'undo', payload: { op: entry } });
    expect(station.status().arrived).toBe(0);
    expect(station.recentArrivals()).toEqual([]);
    expect(scan(station, 'AAA').verdict).toBe('admit');
  });

  test('by another desk takes back what it has heard of', async () => {
    const [one, two] = [await openDesk('one'), await openDesk('two')];
    const entry = admitted(one, 'AAA');
    expect(refusalOf(two.undo(entry))).toBe('op-unknown');
    tell(one, 'two');
    taken(two.undo(entry));
    tell(two, 'one');
    expect([one.status().arrived, two.status().arrived]).toEqual([0, 0]);
  });

  test('of a correction and of a note puts back what was', async () => {
    const station = await openDesk('one');
    taken(station.correct('R1', { givenName: '晓明' }));
    const [correction] = station.ops();
    taken(station.undo(correction?.id ?? ''));
    expect(station.search('小明')).toMatchObject([{ registration: { givenName: '小明' } }]);
    expect(station.search('晓明')).toEqual([]);
    const note = taken(station.note('R1', '需要轮椅'));
    expect(taken(station.undo(note.id))).toMatchObject({ payload: { op: note.id } });
  });

  test('is refused for what is not there, cannot be taken back or was taken back', async () => {
    const station = await openDesk('one');
    const entry = admitted(station, 'AAA');
    const { id } = taken(station.undo(entry));
    const before = kinds(station);
    expect(refusalOf(station.undo('01890a5d-ac96-774b-bcce-b302099a8003'))).toBe('op-unknown');
    expect(refusalOf(station.undo('nonsense'))).toBe('op-unknown');
    expect(station.undo(id)).toMatchObject({
      failure: { code: 'op-not-undoable', details: { kind: 'undo' } },
    });
    expect(refusalOf(station.undo(entry))).toBe('op-undone');
    expect(kinds(station)).toEqual(before);
  });
});

describe('a checkpoint that tracks exits', () => {
  test('lets who went out in again, and nobody in who is inside', async () => {
    const station = await openDesk('one', { tracksExit: true });
    admitted(station, 'AAA');
    expect(scan(station, 'AAA').verdict).toBe('already-in');
    expect(scan(station, 'AAA', { direction: 'out' })).toMatchObject({
      verdict: 'admit',
      op: { kind: 'exit', payload: { via: 'scanner' } },
    });
    expect(station.counts().checkpoints).toMatchObject([{ admitted: 1, inside: 0 }]);
    expect(scan(station, 'AAA').verdict).toBe('admit');
    expect(station.counts().checkpoints).toMatchObject([{ admitted: 1, inside: 1 }]);
  });

  test('scans out by the setting of the station, a cancelled guest too, and gives no badge', async () => {
    const station = await openDesk('one', { tracksExit: true });
    taken(station.configure({ direction: 'out' }));
    expect(station.status().direction).toBe('out');
    expect(scan(station, 'CCC')).toMatchObject({ op: { kind: 'exit' }, printJob: null });
    expect(scan(station, 'nobody')).toMatchObject({ verdict: 'unknown', op: null });
    expect(scan(station, 'CCC', { direction: 'in' })).toMatchObject({ op: { kind: 'entry' } });
  });

  test('is asked for: elsewhere a scan out is refused, and the setting does not count', async () => {
    const station = await openDesk('one');
    taken(station.configure({ direction: 'out' }));
    expect(station.status().direction).toBe('in');
    expect(refusalOf(station.scan('AAA', 'command', { direction: 'out' }))).toBe('exits-not-tracked');
    expect(scan(station, 'AAA')).toMatchObject({ op: { kind: 'entry' } });
  });
});

const PERSON = person({
  familyName: 'Ánh',
  organization: ' Hà Nội Robotics ',
  country: 'VN',
  category: 'press',
});

describe('a walk-in', () => {
  test('has an id that is the code, is found, admitted and gets a badge, and is known at other desks', async () => {
    const [one, two] = [await openDesk('one'), await openDesk('two')];
    const guest = taken(one.walkIn({ ...PERSON, familyName: 'A\u0301nh' }));
    expect(guest).toMatchObject({ familyName: 'Ánh', organization: 'Hà Nội Robotics', code: guest.id });
    expect(guest.id).toMatch(/^W-[0-9A-F]{12}$/);
    expect(one.search('anh')).toMatchObject([{ registration: { id: guest.id } }]);
    expect(scan(one, guest.code)).toMatchObject({ verdict: 'admit', printJob: expect.any(String) });
    tell(one, 'two');
    expect(scan(two, guest.code)).toMatchObject({ verdict: 'already-in', registration: { id: guest.id } });
    expect(taken(one.walkIn(PERSON)).id).not.toBe(guest.id);
  });

  test.each([
    ['a name', { familyName: ' \u3000\u200b' }, 'name-missing'],
    ['a category of the event', { category: 'astronaut' }, 'category-unknown'],
  ])('without %s is refused', async (_case, change, code) => {
    const station = await openDesk('one');
    expect(refusalOf(station.walkIn({ ...PERSON, ...change }))).toBe(code);
    expect(kinds(station)).toEqual([]);
  });
});

describe('a correction', () => {
  test('keeps what changed, before and after; scan, search and badge follow, and a newer list does not undo it', async () => {
    const station = await openDesk('one');
    const corrected: Registration = taken(
      station.correct('R1', { givenName: '晓明', category: 'vip', familyName: '欧阳' }),
    );
    expect(corrected).toMatchObject({ givenName: '晓明', category: 'vip' });
    expect(station.ops()).toMatchObject([
      {
        kind: 'correction',
        payload: {
          before: { givenName: '小明', category: 'delegate' },
          after: { givenName: '晓明', category: 'vip' },
        },
      },
    ]);
    taken(station.correct('R1', { category: 'staff' }));
    expect(station.ops()[1]).toMatchObject({ payload: { before: { category: 'vip' } } });
    const list = `registration_id,code,family_name,given_name,category\nR1,AAA,欧阳,小明,press\n`;
    await station.importList({
      file: { name: 'l.csv', bytes: new TextEncoder().encode(list) },
      encoding: null,
      dryRun: false,
    });
    expect(scan(station, 'AAA').registration).toMatchObject({ givenName: '晓明', category: 'staff' });
    expect(station.search('ouyangxiaoming')).toHaveLength(1);
    expect(station.search('小明')).toEqual([]);
  });

  test.each([
    ['of nobody', 'R9', { givenName: 'x' }, 'registration-unknown'],
    ['that changes nothing', 'R1', { givenName: ' 小明 ' }, 'nothing-to-correct'],
    ['of no field', 'R1', {}, 'nothing-to-correct'],
    ['that leaves no name', 'R1', { familyName: '', givenName: '', latinName: '' }, 'name-missing'],
    ['to a category that is none', 'R1', { category: 'astronaut' }, 'category-unknown'],
  ])('%s is refused', async (_case, id, after, code) => {
    const station = await openDesk('one');
    expect(refusalOf(station.correct(id, after))).toBe(code);
    expect(kinds(station)).toEqual([]);
  });
});

describe('a guest to be met', () => {
  test('waits until somebody confirms, then goes in everywhere', async () => {
    const [one, two] = [await openDesk('one'), await openDesk('two')];
    expect(scan(one, 'BBB')).toMatchObject({ verdict: 'hold', op: null, printJob: null });
    taken(one.confirmHold('R2'));
    tell(one, 'two');
    expect([scan(one, 'BBB').verdict, scan(two, 'BBB').verdict]).toEqual(['admit', 'admit']);
    expect(refusalOf(one.confirmHold('R2'))).toBe('nothing-to-confirm');
  });

  test('is the only one who is confirmed', async () => {
    const station = await openDesk('one');
    expect(refusalOf(station.confirmHold('R1'))).toBe('nothing-to-confirm');
    expect(refusalOf(station.confirmHold('R9'))).toBe('registration-unknown');
    expect(kinds(station)).toEqual([]);
  });
});

describe('a guest whom two desks admitted while apart', () => {
  test('is a conflict at both, who, where and when, until somebody decides', async () => {
    const [one, two] = [await openDesk('one'), await openDesk('two', {}, NINE + 180_000)];
    const first = admitted(one, 'AAA');
    const second = admitted(two, 'AAA');
    expect(one.conflicts()).toEqual([]);
    tell(one, 'two');
    tell(two, 'one');
    const conflict = {
      kind: 'double-admission',
      guest: 'R1',
      registration: { givenName: '小明' },
      first: { op: first, stationName: 'one', at: '2026-06-21T01:00:00.000Z' },
      second: { op: second, stationName: 'two', at: '2026-06-21T01:03:00.000Z' },
    };
    expect(one.conflicts()).toMatchObject([conflict]);
    expect(two.toSettle()).toMatchObject({ conflictCount: 1, conflicts: [conflict], parked: [] });
    expect(one.counts().checkpoints).toMatchObject([{ admitted: 1, openConflicts: 1 }]);

    taken(one.settle({ entry: second, decision: 'same-person', other: null }));
    expect(refusalOf(one.settle({ entry: second, decision: 'let-stand', other: null }))).toBe(
      'nothing-to-settle',
    );
    tell(one, 'two');
    expect([one.conflicts(), two.conflicts()]).toEqual([[], []]);
    expect(refusalOf(two.undo(second))).toBe('not refused');
  });

  test('is settled by the id of the later entry only', async () => {
    const station = await openDesk('one');
    const entry = admitted(station, 'AAA');
    expect(refusalOf(station.settle({ entry: entry, decision: 'same-person', other: null }))).toBe(
      'nothing-to-settle',
    );
    expect(refusalOf(station.settle({ entry: 'nonsense', decision: 'same-person', other: null }))).toBe(
      'op-unknown',
    );
    expect(kinds(station)).toEqual(['entry']);
  });
});

describe('what else is to settle', () => {
  test('case 13: a guest cancelled at the server and admitted here unknowing, until somebody decides', async () => {
    const station = await openDesk('one');
    const entry = admitted(station, 'AAA');
    const [hit] = station.search('AAA');
    const cancelled = { status: 'cancelled' as const, statusSince: '2026-06-21T00:30:00.000Z' };
    atStore('one', (writer) => hit && putRegistrations(writer, [{ ...hit.registration, ...cancelled }]));
    expect(station.conflicts()).toMatchObject([
      { kind: 'admitted-while-offline', registration: cancelled, first: null, second: { op: entry } },
    ]);
    expect(scan(station, 'AAA').verdict).toBe('cancelled');
    taken(station.settle({ entry: entry, decision: 'let-stand', other: null }));
    expect(station.conflicts()).toEqual([]);
  });

  test('is an op that the server did not take, with its reason and the guest', async () => {
    const station = await openDesk('one');
    const entry = admitted(station, 'AAA');
    atStore('one', (writer) => settleOp(writer, entry, { result: 'parked', reason: 'op-invalid' }));
    const parked = [{ op: { id: entry }, reason: 'op-invalid', registration: { id: 'R1' } }];
    expect(station.parkedOps()).toMatchObject(parked);
    expect(station.toSettle()).toMatchObject({ conflictCount: 0, parkedCount: 1, parked });
  });
});

test('the tables say what the log says, after all of it', async () => {
  const station = await openDesk('one', { tracksExit: true });
  const entry = admitted(station, 'AAA');
  scan(station, 'CCC');
  scan(station, 'CCC', { direction: 'out' });
  taken(station.undo(entry));
  taken(station.walkIn(PERSON));
  taken(station.correct('R3', { latinName: 'Wang Wei' }));
  taken(station.note('R3', 'met'));
  expect(station.verify()).toEqual({ ops: 7, differences: [] });
  expect(station.counts()).toMatchObject({
    registrations: 4,
    badgesPrinted: 0,
    badgesReprinted: 0,
    badgesVoided: [],
    checkpoints: [
      {
        checkpoint: 'main',
        admitted: 1,
        inside: 0,
        byCategory: [{ category: 'press', admitted: 1 }],
        byQuarterHour: [{ from: '2026-06-21T01:00:00.000Z', admitted: 1 }],
      },
    ],
  });
});
