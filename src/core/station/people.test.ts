/** Desks that were apart: more guests than a place holds, and walk-ins who turn out to be somebody else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { person } from '../../../tests/fixtures/people.ts';
import type { Checkpoint } from '../../contract/event.ts';
import type { Result } from '../../contract/failure.ts';
import { type Decision, guestOf } from '../../contract/op.ts';
import { openDatabase } from '../store/database.ts';
import { takeOps } from '../store/op-log.ts';
import { uncorrectedClock } from '../store/station-clock.ts';
import { openStation } from './open-station.ts';
import type { Station } from './station.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // processes and disks, on a machine that does more

const NINE = Date.parse('2026-06-21T09:00:00+08:00');
const HEADER = 'registration_id,code,family_name,given_name,latin_name,category,organization,phone\n';
const GUESTS = `${HEADER}R1,AAA,欧阳,小明,,delegate,CASME,13800138000
R2,BBB,李,娜,,vip,,
R3,CCC,王,伟,,press,,
`;
const WALK_IN = person({ familyName: '欧阳', givenName: '小明', country: 'CN', category: 'press' });

let root: string;
let open: Station[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'people-'));
  open = [];
});
afterEach(async () => {
  for (const station of open) await station.close();
  rmSync(root, { recursive: true });
});

async function openDesk(name: string, rules: Partial<Checkpoint> = {}, guests = GUESTS): Promise<Station> {
  let nowMs = NINE;
  const station = taken(
    openStation({
      folder: join(root, name),
      background: false,
      // A second passes with each look at the clock.
      now: () => (nowMs += 1_000),
      log: pino({ level: 'silent' }),
    }),
  );
  open.push(station);
  const { event } = station.status();
  const checkpoints = event.checkpoints.map((checkpoint) => ({ ...checkpoint, ...rules }));
  taken(station.initEvent('event.json', JSON.stringify({ ...event, checkpoints })));
  taken(station.configure({ name }));
  if (guests !== '') await importList(station, guests);
  return station;
}

async function importList(station: Station, text: string): Promise<void> {
  const file = { name: 'guests.csv', bytes: new TextEncoder().encode(text) };
  taken(await station.importList({ file, encoding: null, dryRun: false }));
}

/** What rounds of sync do: each desk gets to know what all know. */
function meet(...stations: Station[]): void {
  for (const to of stations) {
    const database = openDatabase(join(root, to.status().station.name, 'station.sqlite'));
    const stamper = { station: to.status().station.id, ...uncorrectedClock(() => NINE) };
    database.write((writer) => {
      for (const from of stations) takeOps(writer, from.ops(), stamper);
    });
    database.close();
  }
}

function taken<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.failure));
}

function scan(station: Station, code: string, options = {}) {
  return taken(station.scan(code, 'scanner', options));
}

function admitted(station: Station, code: string): string {
  const { op, verdict } = scan(station, code);
  if (op === null || verdict !== 'admit') throw new Error(`${code}: ${verdict}`);
  return op.id;
}

function refusalOf(result: Result<unknown>) {
  return result.ok ? 'not refused' : result.failure.code;
}

/** What is asked, at both desks alike. */
function asked(...stations: Station[]) {
  const [first, ...others] = stations.map((station) =>
    station.conflicts().map(({ kind, second }) => [kind, second.op]),
  );
  for (const other of others) expect(other).toEqual(first);
  for (const station of stations) expect(station.verify().differences).toEqual([]);
  return first;
}

describe('a place that holds one', () => {
  test('into which two desks let one each has the later in question, until it is let stand', async () => {
    const [one, two] = [await openDesk('one', { capacity: 1 }), await openDesk('two', { capacity: 1 })];
    const first = admitted(one, 'AAA');
    const second = admitted(two, 'CCC');
    expect([asked(one), asked(two)]).toEqual([[], []]);
    meet(one, two);
    const [, later = ''] = [first, second].sort();
    expect(asked(one, two)).toEqual([['over-capacity', later]]);
    expect(one.conflicts()).toMatchObject([
      { registration: { id: expect.stringMatching(/R[13]/) }, first: null, other: null, checkpoint: 'main' },
    ]);
    expect(two.counts()).toMatchObject({ openConflicts: 1, checkpoints: [{ openConflicts: 1 }] });
    expect(refusalOf(one.settle({ entry: later, decision: 'let-stand', other: 'R2' }))).toBe(
      'nothing-to-settle',
    );
    taken(one.settle({ entry: later, decision: 'let-stand', other: null }));
    expect(refusalOf(one.settle({ entry: later, decision: 'let-stand', other: null }))).toBe(
      'nothing-to-settle',
    );
    meet(one, two);
    expect(asked(one, two)).toEqual([]);
  });

  test('is asked about no more once an entry was taken back, and not about a larger place', async () => {
    const [one, two] = [await openDesk('one', { capacity: 1 }), await openDesk('two', { capacity: 1 })];
    const first = admitted(one, 'AAA');
    admitted(two, 'CCC');
    meet(one, two);
    expect(asked(one, two)).toHaveLength(1);
    taken(two.undo(first));
    meet(one, two);
    expect(asked(one, two)).toEqual([]);
    admitted(await openDesk('three', { capacity: 2 }), 'AAA');
    expect(asked(...open.slice(2))).toEqual([]);
  });

  test('where exits are tracked, is asked about no more once somebody left', async () => {
    const rules = { capacity: 1, tracksExit: true };
    const [one, two] = [await openDesk('one', rules), await openDesk('two', rules)];
    admitted(one, 'AAA');
    admitted(two, 'CCC');
    meet(one, two);
    expect(asked(one, two)).toMatchObject([['over-capacity', expect.anything()]]);
    expect(scan(one, 'AAA', { direction: 'out' }).verdict).toBe('admit');
    meet(one, two);
    expect(asked(one, two)).toEqual([]);
    expect(scan(two, 'AAA').verdict).toBe('full');
  });
});

describe('a walk-in who may be on the list', () => {
  function settle(station: Station, walkIn: string, decision: Decision, other: string | null) {
    const op = station.ops().find((one) => one.kind === 'walk-in' && guestOf(one) === walkIn);
    return station.settle({ entry: op?.id ?? '', decision, other });
  }

  test('is asked about, who, where and when, and stays two people until somebody says otherwise', async () => {
    const station = await openDesk('one');
    const walkIn = taken(station.walkIn(WALK_IN));
    expect(station.conflicts()).toMatchObject([
      {
        kind: 'duplicate-walk-in',
        guest: walkIn.id,
        registration: { id: walkIn.id },
        checkpoint: null,
        first: null,
        second: { op: station.ops()[0]?.id, stationName: 'one' },
        other: { id: 'R1' },
      },
    ]);
    expect(station.counts()).toMatchObject({ registrations: 4, openConflicts: 1 });
    expect([scan(station, 'AAA').verdict, scan(station, walkIn.code).verdict]).toEqual(['admit', 'admit']);
    expect(station.search('小明')).toHaveLength(2);
  });

  test('survives an import that holds the same person, who then is asked about', async () => {
    const station = await openDesk('one', {}, '');
    const walkIn = taken(station.walkIn(WALK_IN));
    admitted(station, walkIn.code);
    expect(station.conflicts()).toEqual([]);
    await importList(station, GUESTS);
    expect(scan(station, walkIn.code)).toMatchObject({ verdict: 'already-in', registration: walkIn });
    expect(station.conflicts()).toMatchObject([{ kind: 'duplicate-walk-in', other: { id: 'R1' } }]);
    taken(settle(station, walkIn.id, 'same-person', 'R1'));
    expect(scan(station, 'AAA')).toMatchObject({ verdict: 'already-in', registration: { id: 'R1' } });
    // A newer list changes the one person.
    await importList(station, `${HEADER}R1,AAA,欧阳,晓明,,vip,,\n`);
    expect(scan(station, walkIn.code).registration).toMatchObject({ id: 'R1', givenName: '晓明' });
    expect(asked(station)).toEqual([]);
  });

  test('said to be the same is one person by either code: list row, search, counts, badges', async () => {
    const [one, two] = [await openDesk('one'), await openDesk('two')];
    const walkIn = taken(one.walkIn(WALK_IN));
    const entry = admitted(one, walkIn.code);
    meet(one, two);
    taken(settle(two, walkIn.id, 'same-person', 'R1'));
    meet(one, two);
    for (const station of [one, two]) {
      expect(scan(station, 'AAA')).toMatchObject({ verdict: 'already-in', previous: { op: entry } });
      const byOwnCode = scan(station, walkIn.code);
      expect(byOwnCode).toMatchObject({
        verdict: 'already-in',
        registration: { id: 'R1', category: 'delegate' },
      });
      expect(station.search('小明')).toMatchObject([
        { registration: { id: 'R1' }, admission: { op: entry } },
      ]);
      expect(station.counts()).toMatchObject({
        registrations: 3,
        openConflicts: 0,
        checkpoints: [{ admitted: 1, byCategory: [{ category: 'delegate', admitted: 1 }] }],
      });
    }
    // The walk-in's badge was the first: the next print is a reprint, and voids it.
    expect(await one.printed(one.openJobs()[0]?.id ?? '', 20_000)).toMatchObject({ generation: 1 });
    expect(one.printBadge('R1')).toMatchObject({ ok: false, failure: { code: 'badge-printed-before' } });
    expect(taken(one.printBadge('R1', { reprint: { reason: 'lost' } })).generation).toBe(2);
    expect(taken(one.correct(walkIn.id, { category: 'vip' }))).toMatchObject({ id: 'R1', category: 'vip' });
    expect(asked(one)).toEqual([]);
  });

  test('admitted under both ids is a double admission, once they are one', async () => {
    const station = await openDesk('one');
    const walkIn = taken(station.walkIn(WALK_IN));
    const [first, second] = [admitted(station, 'AAA'), admitted(station, walkIn.code)];
    taken(settle(station, walkIn.id, 'same-person', 'R1'));
    expect(station.conflicts()).toMatchObject([
      { kind: 'double-admission', guest: 'R1', first: { op: first }, second: { op: second } },
    ]);
    taken(station.settle({ entry: second, decision: 'same-person', other: null }));
    expect(asked(station)).toEqual([]);
  });

  test('said to be the same by mistake is two people again, each with what is theirs', async () => {
    const station = await openDesk('one');
    const walkIn = taken(station.walkIn(WALK_IN));
    admitted(station, walkIn.code);
    taken(settle(station, walkIn.id, 'same-person', 'R1'));
    taken(settle(station, walkIn.id, 'somebody-else', 'R1'));
    expect(scan(station, walkIn.code)).toMatchObject({ verdict: 'already-in', registration: walkIn });
    expect(scan(station, 'AAA')).toMatchObject({ verdict: 'admit', registration: { id: 'R1' } });
    expect(station.search('小明')).toHaveLength(2);
    expect(asked(station)).toEqual([]);
  });

  test('said to be two is never asked about again with that guest', async () => {
    const [one, two] = [await openDesk('one'), await openDesk('two')];
    const walkIn = taken(one.walkIn(WALK_IN));
    meet(one, two);
    taken(settle(one, walkIn.id, 'somebody-else', 'R1'));
    meet(one, two);
    expect(asked(one, two)).toEqual([]);
    await importList(one, `${HEADER}R1,AAA,欧阳,小明,,vip,,\n`);
    expect(one.conflicts()).toEqual([]);
    expect(one.counts().registrations).toBe(4);
  });

  test('of two desks is asked about with the earlier walk-in, and the two become one', async () => {
    const [one, two] = [await openDesk('one'), await openDesk('two')];
    const person = { ...WALK_IN, familyName: 'Ánh', givenName: 'Nguyễn' };
    const first = taken(one.walkIn(person));
    const second = taken(two.walkIn({ ...person, familyName: 'Nguyen', givenName: 'Anh' }));
    admitted(one, first.code);
    meet(one, two);
    const [question] = one.conflicts();
    expect(asked(one, two)).toMatchObject([['duplicate-walk-in', expect.anything()]]);
    const guests = [first.id, second.id];
    expect(guests).toContain(question?.guest);
    expect(guests).toContain(question?.other?.id);
    taken(settle(one, question?.guest ?? '', 'same-person', question?.other?.id ?? null));
    meet(one, two);
    expect(scan(two, second.code)).toMatchObject({ verdict: 'already-in' });
    expect(asked(one, two)).toEqual([]);
  });

  test.each<[string, Decision, string | null, string]>([
    ['with nobody', 'same-person', null, 'nothing-to-settle'],
    ['with a guest who is not there', 'same-person', 'R9', 'registration-unknown'],
    ['that decides nothing', 'let-stand', 'R1', 'nothing-to-settle'],
  ])('is not settled %s', async (_case, decision, other, code) => {
    const station = await openDesk('one');
    const walkIn = taken(station.walkIn(WALK_IN));
    expect(refusalOf(settle(station, walkIn.id, decision, other))).toBe(code);
    expect(station.ops()).toHaveLength(1);
  });

  test('is said once to be the same, or two', async () => {
    const station = await openDesk('one');
    const walkIn = taken(station.walkIn(WALK_IN));
    expect(refusalOf(settle(station, walkIn.id, 'same-person', walkIn.id))).toBe('nothing-to-settle');
    taken(settle(station, walkIn.id, 'same-person', 'R3'));
    expect(refusalOf(settle(station, walkIn.id, 'same-person', 'R3'))).toBe('nothing-to-settle');
    taken(settle(station, walkIn.id, 'somebody-else', 'R3'));
    expect(refusalOf(settle(station, walkIn.id, 'somebody-else', 'R3'))).toBe('nothing-to-settle');
  });
});
