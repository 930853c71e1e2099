import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Event, EventSchema } from '../../../src/contract/event.ts';
import type { LoggedOp } from '../../../src/contract/op.ts';
import type { Registration } from '../../../src/contract/registration.ts';
import {
  openDatabase as openStationDatabase,
  type StationDatabase,
} from '../../../src/core/store/database.ts';
import { putEvent as putStationEvent } from '../../../src/core/store/event.ts';
import { takeOps as takeAtStation } from '../../../src/core/store/op-log.ts';
import { openQuestions as stationQuestions } from '../../../src/core/store/questions.ts';
import { putRegistrations as putAtStation } from '../../../src/core/store/registrations.ts';
import { uncorrectedClock } from '../../../src/core/store/station-clock.ts';
import { readArrivals } from '../../../src/server/arrivals.ts';
import { openDatabase, type ServerDatabase } from '../../../src/server/database/database.ts';
import { migration0001 } from '../../../src/server/database/migrations/0001-first.ts';
import { putEvent, readEvent } from '../../../src/server/event.ts';
import { openQuestions } from '../../../src/server/questions.ts';
import { countRegistrations, publishList, putRegistrations } from '../../../src/server/registrations.ts';
import { takeOps } from '../../../src/server/take-ops.ts';
import {
  anyOps,
  correct,
  entry,
  foreign,
  guest,
  HERE,
  HOUR,
  NINE,
  observation,
  settlePerson,
  THERE,
  undo,
  walkIn,
} from '../../fixtures/ops.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // a whole PostgreSQL, on a machine that does more

const SILENT = pino({ level: 'silent' });

let folder: string;
let database: ServerDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'folded-state-'));
  ({ database } = await openDatabase({ kind: 'embedded', folder: join(folder, 'database') }, SILENT));
  await putEvent(database, eventWith('once'));
});
afterEach(async () => {
  await sql`TRUNCATE op, attendance, desk_word, clock_correction, registration, change, alias, likeness`.execute(
    database,
  );
  await putEvent(database, eventWith('once'));
});
afterAll(async () => {
  await database.destroy();
  rmSync(folder, { recursive: true });
});

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
      { id: 'main', name, admission, tracksExit, capacity: 1 },
      { id: 'hall', name, admission: 'many', tracksExit: true, capacity: 2 },
    ],
  });
}

/** Sends ops as their stations do: each only its own. */
async function send(...ops: LoggedOp[]): Promise<void> {
  for (const station of [HERE, THERE]) {
    const own = ops.filter((op) => op.station === station);
    if (own.length > 0) await takeOps(database, station, own);
  }
}

function list(nowMs: number, ...registrations: Registration[]) {
  return database.transaction().execute(async (transaction) => {
    const put = await putRegistrations(transaction, registrations, nowMs);
    await publishList(transaction, put);
    return put.outcome;
  });
}

async function atServer() {
  const attendance = await database.selectFrom('attendance').selectAll().execute();
  const runs = await database.selectFrom('clock_correction').selectAll().execute();
  const aliases = await database.selectFrom('alias').selectAll().execute();
  const likeness = await database.selectFrom('likeness').selectAll().execute();
  const questions = await openQuestions(database, await readEvent(database));
  return {
    attendance: attendance
      .map(({ admitted_at, place_at, ...row }) => ({
        ...row,
        admitted_at: admitted_at.toISOString(),
        place_at: place_at?.toISOString() ?? null,
      }))
      .map(inOrder)
      .sort(),
    runs: runs.map(({ offset_ms, ...run }) => inOrder({ ...run, offset_ms: Number(offset_ms) })).sort(),
    aliases: aliases.map(inOrder).sort(),
    likeness: likeness.map(inOrder).sort(),
    questions: questions.map(({ kind, op }) => `${kind} ${op}`).sort(),
  };
}

function atStation(station: StationDatabase) {
  return {
    attendance: station
      .all('SELECT * FROM attendance')
      .map((row) => inOrder({ ...row, inside: row.inside === 1, place_settled: row.place_settled === 1 }))
      .sort(),
    runs: station.all('SELECT * FROM clock_correction').map(inOrder).sort(),
    aliases: station.all('SELECT * FROM alias').map(inOrder).sort(),
    likeness: station.all('SELECT * FROM likeness').map(inOrder).sort(),
    questions: stationQuestions(station)
      .map(({ kind, op }) => `${kind} ${op}`)
      .sort(),
  };
}

/** A row as a text in which the order of its columns does not count. */
function inOrder(row: object): string {
  return JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function admittedBy() {
  return database
    .selectFrom('attendance')
    .select(['op', 'admitted_at', 'open_conflicts'])
    .execute()
    .then((rows) => rows.map((row) => [row.op, row.admitted_at.getTime() - NINE, row.open_conflicts]));
}

describe('the state of the server', () => {
  it('is that of a station, questions and all, whatever comes in whatever order', async () => {
    const history = anyOps(['R1', 'R2', 'R3', 'R4']).chain((ops) =>
      fc.record({
        ops: fc.constant(ops),
        order: fc.shuffledSubarray(ops, { minLength: ops.length }),
        page: fc.integer({ min: 1, max: 9 }),
        rules: fc.constantFrom('once', 'once-a-day', 'many'),
        listed: fc.subarray(['R1', 'R2']),
        status: fc.constantFrom('confirmed', 'cancelled'),
        listAfter: fc.nat({ max: ops.length }),
      }),
    );
    await fc.assert(
      fc
        .asyncProperty(history, async ({ ops, order, page, rules, listed, status, listAfter }) => {
          const rows = listed.map((id) => guest({ id, code: id }));
          await list(NINE, ...rows);
          for (let start = 0; start < order.length; start += page) {
            if (start <= listAfter) await list(NINE + HOUR, ...rows.map((row) => ({ ...row, status })));
            await send(...order.slice(start, start + page));
          }
          await putEvent(database, eventWith(rules, true));
          using station = openStation(eventWith(rules, true));
          const known = await database.selectFrom('registration').select('data').execute();
          station.database.write((writer) => {
            takeAtStation(writer, ops, { station: HERE, ...uncorrectedClock(() => NINE) });
            putAtStation(
              writer,
              known.map(({ data }) => data),
            );
          });
          expect(await atServer()).toEqual(atStation(station.database));
        })
        .afterEach(async () => {
          await sql`TRUNCATE op, attendance, desk_word, clock_correction, change, alias, likeness, registration`.execute(
            database,
          );
          await putEvent(database, eventWith('once'));
        }),
      { numRuns: 25 },
    );
  });

  it('forgets an admission that was taken back', async () => {
    const [first, second] = [entry(1, 0), entry(2, HOUR, 'main', { station: THERE })];
    await send(first, second, undo(3, 1, first));
    expect(await admittedBy()).toEqual([[second.id, HOUR, 0]]);
    await send(undo(4, 2, second));
    expect(await readArrivals(database)).toMatchObject({ arrived: 0, recent: [] });
  });

  it('knows the name of a walk-in whose words come after it was decided whose they are', async () => {
    await send(settlePerson(2, HOUR, 'R3', 'same-person', { registration: 'W1' }));
    await send(walkIn(1, 0, guest({ id: 'W1', code: 'W1', familyName: '欧阳', givenName: '小明' })));
    const likeness = await database.selectFrom('likeness').select(['registration', 'key']).execute();
    expect(likeness).toContainEqual({ registration: 'R3', key: '=欧阳小明' });
  });

  it('follows a clock that was observed late', async () => {
    const clock = '7b0c5c0e-8f0e-4a3e-9d52-0d5d1c6a0001';
    const wrong = entry(1, 3 * HOUR, 'main', { offsetMs: null, clock });
    const right = entry(2, HOUR, 'main', { station: THERE });
    await send(wrong, right);
    expect(await admittedBy()).toEqual([[right.id, HOUR, 1]]);
    await send(observation(3, 4 * HOUR, { station: HERE, clock, offsetMs: -3 * HOUR }));
    expect(await admittedBy()).toEqual([[wrong.id, 0, 1]]);
  });

  it('keeps an op of a newer version as it came, and passes nothing of it on to the counts', async () => {
    const op = { ...foreign(1, 0), menu: { hot: true } };
    expect(await takeOps(database, HERE, [op, op])).toEqual([{ result: 'accepted' }, { result: 'accepted' }]);
    expect(await database.selectFrom('op').select('data').execute()).toEqual([{ data: op }]);
    expect(await admittedBy()).toEqual([]);
  });

  it('parks an op of a known kind that its schema refuses', async () => {
    const { checkpoint: _checkpoint, ...broken } = entry(1, 0);
    expect(await takeOps(database, HERE, [broken])).toEqual([{ result: 'parked', reason: 'op-invalid' }]);
  });
});

describe('arrivals', () => {
  it('name a guest as a desk put them right, and a walk-in who is on no list', async () => {
    await list(NINE, guest());
    await send(
      entry(1, 0),
      correct(2, 1, { familyName: '黄' }),
      walkIn(3, 2, guest({ id: 'W-1', code: 'W-1', familyName: '李' })),
      entry(4, HOUR, 'main', { registration: 'W-1' }),
      entry(5, 2 * HOUR, 'main', { registration: 'nobody knows' }),
    );
    const { arrived, recent } = await readArrivals(database);
    expect(arrived).toBe(3);
    expect(recent.map(({ displayName }) => displayName)).toEqual(['李伟', '黄伟']);
  });
});

describe('a status', () => {
  async function statusOf(id: string) {
    const { data } = await database
      .selectFrom('registration')
      .select('data')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return [data.status, data.statusSince];
  }
  const at = (hours: number) => new Date(NINE + hours * HOUR).toISOString();

  it('counts since the import that changed it, and not since a later one that did not', async () => {
    await list(NINE, guest(), guest({ id: 'R2', status: 'cancelled' }));
    expect([await statusOf('R1'), await statusOf('R2')]).toEqual([
      ['confirmed', null],
      ['cancelled', null],
    ]);
    await list(NINE + HOUR, guest({ status: 'cancelled' }));
    expect(await statusOf('R1')).toEqual(['cancelled', at(1)]);
    expect(await list(NINE + 2 * HOUR, guest({ status: 'cancelled' }))).toMatchObject({
      unchanged: 1,
    });
    await list(NINE + 3 * HOUR, guest({ status: 'cancelled', organization: 'New Ltd' }));
    expect(await statusOf('R1')).toEqual(['cancelled', at(1)]);
    await list(NINE + 4 * HOUR, guest());
    expect(await statusOf('R1')).toEqual(['confirmed', at(4)]);
  });
});

describe('a database of protocol 1', () => {
  it('keeps its rows, and its ops are read as those of an uncorrected clock', async () => {
    const old = join(folder, 'protocol 1');
    await makeAsOfProtocol1(old);
    const opened = await openDatabase({ kind: 'embedded', folder: old }, SILENT);
    try {
      const ops = await opened.database.selectFrom('op').select('data').orderBy('id').execute();
      expect(ops.map(({ data }) => data)).toMatchObject([
        { clock: HERE, offsetMs: null, payload: { via: 'scanner', unlisted: false } },
        { clock: THERE, offsetMs: null, payload: { generation: 1 } },
      ]);
      const [row] = await opened.database.selectFrom('attendance').selectAll().execute();
      expect(row).toMatchObject({ admitted_at: new Date(NINE), inside: true, open_conflicts: 0 });
      const [known] = await opened.database.selectFrom('registration').select('data').execute();
      expect(await countRegistrations(opened.database)).toBe(1);
      expect(known?.data).toEqual(guest());
      await expect(sql`DELETE FROM op`.execute(opened.database)).rejects.toThrow('ops are immutable');
      expect(await readArrivals(opened.database)).toMatchObject({ arrived: 1 });
    } finally {
      await opened.database.destroy();
    }
  });
});

/** A server's database as issue 3 left it: one guest, let in once, with a badge. */
async function makeAsOfProtocol1(place: string): Promise<void> {
  const old = new Kysely<never>({ dialect: new PGliteDialect({ pglite: () => PGlite.create(place) }) });
  const { clock: _clock, offsetMs: _offset, ...first } = entry(1, 0);
  const { statusSince: _since, hold: _hold, ...known } = guest();
  const { checkpoints: _rules, ...event } = eventWith('once');
  const checkpoints = [{ id: 'main', name: event.name }];
  const rows = {
    event: { ...event, checkpoints },
    entry: { ...first, at: new Date(NINE - HOUR).toISOString(), payload: { via: 'scanner' } },
    print: {
      ...first,
      id: '019078e5-0000-7000-8000-000000000002',
      station: THERE,
      kind: 'badge-printed',
      payload: { job: first.id, printer: 'pdf-folder' },
    },
  };
  await migration0001.up(old);
  await sql`CREATE TABLE kysely_migration (name varchar(255) PRIMARY KEY, timestamp varchar(255) NOT NULL)`.execute(
    old,
  );
  await sql`INSERT INTO kysely_migration VALUES ('0001-first', '2026-06-21T00:00:00.000Z')`.execute(old);
  await sql`INSERT INTO event (id, data) VALUES ('fair', ${JSON.stringify(rows.event)}::jsonb)`.execute(old);
  await sql`INSERT INTO registration VALUES ('R1', ${JSON.stringify(known)}::jsonb)`.execute(old);
  for (const op of [rows.entry, rows.print]) {
    await sql`INSERT INTO op (id, station, registration, data)
      VALUES (${op.id}, ${op.station}, 'R1', ${JSON.stringify(op)}::jsonb)`.execute(old);
  }
  await sql`INSERT INTO attendance VALUES ('main', 'R1', ${first.id}, ${HERE}, ${rows.entry.at}, 0)`.execute(
    old,
  );
  await old.destroy();
}

let stations = 0;

function openStation(event: Event) {
  stations += 1;
  const station = openStationDatabase(join(folder, `${stations}.sqlite`));
  station.write((writer) => putStationEvent(writer, event));
  return { database: station, [Symbol.dispose]: () => station.close() };
}
