import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  anyOps,
  correct,
  entry,
  exit,
  foreign,
  guest,
  HERE,
  HOUR,
  NINE,
  observation,
  THERE,
  undo,
  walkIn,
} from '../../../tests/fixtures/ops.ts';
import { type Event, EventSchema } from '../../contract/event.ts';
import type { LoggedOp } from '../../contract/op.ts';
import { admittedCount, checkpointCounts, insideCount } from './attendance.ts';
import { openDatabase, type StationDatabase } from './database.ts';
import { putEvent } from './event.ts';
import { takeOps } from './op-log.ts';
import { allOps } from './op-rows.ts';
import {
  countListed,
  countRegistrations,
  findByCode,
  findRegistration,
  putRegistrations,
  removeListed,
} from './registrations.ts';
import { searchRegistrations } from './search.ts';
import { uncorrectedClock } from './station-clock.ts';
import { verifyState } from './verify.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 }); // disks, on a machine that does more

const GUESTS = ['R1', 'R2', 'R3'] as const;
const STAMPER = { station: HERE, ...uncorrectedClock(() => NINE) };

let folder: string;
let files = 0;
const opened: StationDatabase[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'refold-'));
});
afterAll(() => {
  for (const database of opened) database.close();
  rmSync(folder, { recursive: true });
});

function station(event: Event = eventWith('once')): StationDatabase {
  files += 1;
  const database = openDatabase(join(folder, `${files}.sqlite`));
  opened.push(database);
  database.write((writer) => putEvent(writer, event));
  return database;
}

function eventWith(admission: 'once' | 'once-a-day' | 'many', tracksExit = false): Event {
  const name = { zh: '会', en: 'Fair' };
  return EventSchema.parse({
    id: 'fair',
    name,
    place: name,
    firstDay: '2026-06-21',
    lastDay: '2026-06-23',
    timeZone: 'Asia/Shanghai',
    categories: [{ id: 'delegate', name, colour: '#000000' }],
    checkpoints: [
      { id: 'main', name, admission, tracksExit },
      { id: 'hall', name, admission: 'many', tracksExit: true },
    ],
  });
}

function take(database: StationDatabase, ...ops: LoggedOp[]): void {
  database.write((writer) => takeOps(writer, ops, STAMPER));
}

/** What the log comes to, as it lies in the tables. */
function state(database: StationDatabase) {
  return ['attendance', 'clock_correction', 'registration', 'search_word', 'alias', 'likeness'].map((table) =>
    database.all(`SELECT * FROM ${table} ORDER BY 1, 2`),
  );
}

function standing(database: StationDatabase, checkpoint = 'main') {
  return database
    .all('SELECT op, admitted_at, open_conflicts FROM attendance WHERE checkpoint = ?', checkpoint)
    .map((row) => [row.op, row.admitted_at, row.open_conflicts]);
}

describe('whatever comes in whatever order', () => {
  const history = anyOps(GUESTS).chain((ops) =>
    fc.record({
      ops: fc.constant(ops),
      order: fc.shuffledSubarray(ops, { minLength: ops.length }),
      repeats: fc.array(fc.constantFrom(...ops), { maxLength: 5 }),
      page: fc.integer({ min: 1, max: 9 }),
      listed: fc.subarray([...GUESTS]),
      listAfter: fc.nat({ max: ops.length }),
      rules: fc.constantFrom('once', 'once-a-day', 'many'),
    }),
  );

  test('the tables are those of the whole log at once, and verify finds nothing', () => {
    fc.assert(
      fc.property(history, ({ ops, order, repeats, page, listed, listAfter, rules }) => {
        const list = listed.map((id) => guest({ id, code: id, givenName: '列' }));
        const atOnce = station(eventWith(rules, true));
        atOnce.write((writer) => putRegistrations(writer, list));
        take(atOnce, ...ops);

        const inPages = station(eventWith('once'));
        const arriving = [...order, ...repeats];
        for (let start = 0; start < arriving.length; start += page) {
          if (start <= listAfter) inPages.write((writer) => putRegistrations(writer, list));
          take(inPages, ...arriving.slice(start, start + page));
        }
        inPages.write((writer) => putEvent(writer, eventWith(rules, true)));

        expect(state(inPages)).toEqual(state(atOnce));
        expect(verifyState(inPages)).toEqual({ ops: ops.length, differences: [] });
      }),
      { numRuns: 60 },
    );
  });
});

describe('an undo', () => {
  test('takes the guest out of the counts, and the next entry takes the place', () => {
    const database = station();
    const [first, second] = [entry(1, 0), entry(2, HOUR)];
    take(database, first, second);
    expect(standing(database)).toEqual([[first.id, first.at, 1]]);
    take(database, undo(3, 2 * HOUR, first));
    expect(standing(database)).toEqual([[second.id, second.at, 0]]);
    take(database, undo(4, 3 * HOUR, second));
    expect([standing(database), admittedCount(database, 'main')]).toEqual([[], 0]);
  });
});

describe('exits', () => {
  test('count who is inside', () => {
    const database = station();
    take(database, entry(1, 0, 'hall'), entry(2, 1, 'hall', { registration: 'R2' }), exit(3, HOUR));
    expect([insideCount(database, 'hall'), admittedCount(database, 'hall')]).toEqual([1, 2]);
    const counts = checkpointCounts(database, eventWith('once'), []);
    expect(counts.find(({ checkpoint }) => checkpoint === 'hall')).toMatchObject({ admitted: 2, inside: 1 });
  });
});

describe('a clock that was observed late', () => {
  const clock = '7b0c5c0e-8f0e-4a3e-9d52-0d5d1c6a0001';
  const wrong = entry(1, 3 * HOUR, 'main', { offsetMs: null, clock });
  const right = entry(2, HOUR, 'main', { station: THERE });
  const observed = observation(3, 4 * HOUR, { station: HERE, clock, offsetMs: -3 * HOUR });

  test('puts the admissions made by it where they belong, long after they came', () => {
    const database = station();
    take(database, wrong, right);
    expect(standing(database)).toEqual([[right.id, right.at, 1]]);
    take(database, observed);
    expect(standing(database)).toEqual([[wrong.id, new Date(NINE).toISOString(), 1]]);
    expect(verifyState(database).differences).toEqual([]);
  });

  test('is the first of two observations, whichever comes first', () => {
    const later = observation(4, 5 * HOUR, { station: HERE, clock, offsetMs: HOUR });
    const database = station();
    take(database, wrong, later);
    expect(standing(database)).toEqual([[wrong.id, new Date(NINE + 4 * HOUR).toISOString(), 0]]);
    take(database, observed);
    expect(standing(database)).toEqual([[wrong.id, new Date(NINE).toISOString(), 0]]);
  });
});

describe('rules that change', () => {
  test('judge what came before them, too', () => {
    const database = station(eventWith('many'));
    take(database, entry(1, 0), entry(2, HOUR));
    expect(standing(database)[0]?.[2]).toBe(0);
    database.write((writer) => putEvent(writer, eventWith('once')));
    expect(standing(database)[0]?.[2]).toBe(1);
  });
});

describe('a guest whom a desk put right', () => {
  test('is found and printed as corrected, and a newer list does not undo it', () => {
    const database = station();
    const put = (changes: Parameters<typeof guest>[0]) =>
      database.write((writer) => putRegistrations(writer, [guest(changes)]));
    put({});
    const correction = correct(1, 0, { familyName: 'Müller' });
    take(database, correction);
    expect(findByCode(database, 'A')?.familyName).toBe('Müller');
    expect(put({})).toEqual({ added: 0, changed: 0, unchanged: 1 });
    expect(put({ organization: 'New Ltd' })).toMatchObject({ changed: 1 });
    expect(findRegistration(database, 'R1')).toMatchObject({ familyName: 'Müller', organization: 'New Ltd' });
    expect(searchRegistrations(database, 'muller', 9).map(({ id }) => id)).toEqual(['R1']);
    take(database, undo(2, 1, correction));
    expect(findByCode(database, 'A')).toEqual(guest({ organization: 'New Ltd' }));
    expect(searchRegistrations(database, 'muller', 9)).toEqual([]);
  });

  test('keeps no code that was given to somebody else meanwhile', () => {
    const database = station();
    database.write((writer) => putRegistrations(writer, [guest(), guest({ id: 'R2' })]));
    take(database, correct(1, 0, { organization: 'CASME' }));
    expect(findByCode(database, 'A')?.id).toBe('R2');
  });
});

describe('a walk-in', () => {
  const registration = guest({ id: 'W-1', code: 'W-1', familyName: '李' });

  test('is found by its code at once, counts beside the list, and takes the row of a list that comes later', () => {
    const database = station();
    take(database, walkIn(1, 0, registration));
    expect(findByCode(database, 'W-1')).toEqual(registration);
    expect([countRegistrations(database), countListed(database)]).toEqual([1, 0]);
    const listed = { ...registration, familyName: '黎' };
    expect(database.write((writer) => putRegistrations(writer, [listed]))).toMatchObject({ added: 1 });
    expect(findByCode(database, 'W-1')?.familyName).toBe('黎');
    database.write((writer) => removeListed(writer, 'W-1'));
    expect(findByCode(database, 'W-1')).toEqual(registration);
  });

  test('of whom only a later op came is nobody yet', () => {
    const database = station();
    take(database, correct(2, 1, { familyName: '黎' }, { registration: 'W-1' }));
    expect(findRegistration(database, 'W-1')).toBeNull();
    take(database, walkIn(1, 0, registration));
    expect(findRegistration(database, 'W-1')?.familyName).toBe('黎');
  });
});

describe('a guest taken off the list', () => {
  test('is found no more, while the log keeps the admission', () => {
    const database = station();
    database.write((writer) => putRegistrations(writer, [guest()]));
    take(database, entry(1, 0));
    database.write((writer) => removeListed(writer, 'R1'));
    expect([findByCode(database, 'A'), searchRegistrations(database, '王伟', 9)]).toEqual([null, []]);
    expect(standing(database)).toHaveLength(1);
    expect(verifyState(database).differences).toEqual([]);
  });
});

describe('an op of a newer version', () => {
  test('is kept as it came and changes nothing', () => {
    const database = station();
    const unknown = [foreign(1, 0), { ...foreign(2, 1), registration: undefined, menu: { hot: true } }];
    take(database, ...unknown);
    expect(allOps(database)).toEqual(unknown.map((op) => JSON.parse(JSON.stringify(op))));
    expect(standing(database)).toEqual([]);
  });
});

describe('verify', () => {
  test.each<[string, string, string]>([
    [
      'an admission that nobody made',
      "INSERT INTO attendance SELECT 'hall', 'R9', op, station, admitted_at, 0, 0, NULL, NULL, 0 FROM attendance",
      'attendance',
    ],
    ['an admission that is gone', 'DELETE FROM attendance', 'attendance'],
    ['another time', "UPDATE attendance SET admitted_at = '2026-06-21T05:00:00.000Z'", 'attendance'],
    ['a conflict that is not counted', 'UPDATE attendance SET open_conflicts = 3', 'attendance'],
    ['a guest who is not where the log has them', 'UPDATE attendance SET inside = 0', 'attendance'],
    ['another place', "UPDATE attendance SET place_at = '2026-06-21T05:00:00.000Z'", 'attendance'],
    ['a place that nobody decided about', 'UPDATE attendance SET place_settled = 1', 'attendance'],
    ['an alias of nobody', "INSERT INTO alias VALUES ('W-9', 'W-8')", 'alias'],
    ['a likeness that is lost', 'DELETE FROM likeness', 'likeness'],
    ['a correction that is lost', 'UPDATE registration SET data = listed', 'registration'],
    ['a word by which nobody is found', "DELETE FROM search_word WHERE word LIKE '%muller%'", 'search_word'],
    ['a person whom several words do not find', 'DELETE FROM search_person', 'search_text'],
    [
      'an offset that was never observed',
      `INSERT INTO clock_correction VALUES ('${HERE}', 'x', 5)`,
      'clock_correction',
    ],
  ])('says %s, and changes nothing', (_case, damage, table) => {
    const database = station();
    database.write((writer) => putRegistrations(writer, [guest()]));
    take(database, entry(1, 0), correct(2, 1, { familyName: 'Müller' }));
    expect(verifyState(database).differences).toEqual([]);
    database.write((writer) => writer.run(damage));
    const before = state(database);
    const { differences } = verifyState(database);
    expect(differences.map((difference) => difference.table)).toEqual([table]);
    expect(differences[0]?.stored).not.toBe(differences[0]?.expected);
    expect(state(database)).toEqual(before);
  });
});
