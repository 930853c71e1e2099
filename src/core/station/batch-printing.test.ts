import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Batch, BatchReport } from '../../contract/batch.ts';
import type { Result } from '../../contract/failure.ts';
import { guestOf } from '../../contract/op.ts';
import { actingAs } from '../staff/acting.ts';
import type { WantedBatch } from './batch-printing.ts';
import { openStation } from './open-station.ts';
import type { Station } from './station.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const LONG_MS = 100_000;
const GUESTS = `registration_id,code,family_name,given_name,organization,category,status
R1,AAA,周,杰,Yanqi Lake Trade,delegate,confirmed
R2,BBB,欧阳,小明,YANQI  LAKE Trade,delegate,confirmed
R3,CCC,安,静,Yanqi Lake Trade,vip,confirmed
R4,DDD,Weber,Anna,Weber GmbH,delegate,confirmed
R5,EEE,Öz,Can,,delegate,cancelled
R6,FFF,ꀀ,李,,speaker,confirmed
R7,GGG,王,伟,,speaker,confirmed
`;

let folder: string;
let open: Station[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'batches-'));
  open = [];
});
afterEach(async () => {
  for (const station of open) await station.close();
  rmSync(folder, { recursive: true });
});

/** A station that does nothing unless it is asked. */
function reopened(background = false): Station {
  const station = taken(openStation({ folder, background, log: pino({ level: 'silent' }) }));
  open.push(station);
  return station;
}

async function openDesk(list = GUESTS): Promise<Station> {
  const station = reopened();
  const bytes = new TextEncoder().encode(list);
  taken(await station.importList({ file: { name: 'guests.csv', bytes }, encoding: null, dryRun: false }));
  return station;
}

async function closed(station: Station): Promise<void> {
  open = open.filter((other) => other !== station);
  await station.close();
}

const DELEGATES = { guests: { by: 'category', category: 'delegate' }, order: 'name', again: null } as const;

async function printed(station: Station, wanted: WantedBatch): Promise<BatchReport> {
  const { id } = taken(await station.batch.start(wanted));
  return taken(await station.batch.ended(id, LONG_MS));
}

/** Whose badges came out, in their order. */
function cameOut(station: Station): (string | null)[] {
  return station
    .ops()
    .filter(({ kind }) => kind === 'badge-printed')
    .map(guestOf);
}

function ids(text: string): WantedBatch {
  const file = { name: 'ids.csv', bytes: new TextEncoder().encode(text) };
  return { guests: { by: 'ids', file }, order: 'list', again: null };
}

/** So many guests of one category. */
function manyGuests(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => `M${index + 10},C${index},王,伟,delegate`);
  return ['registration_id,code,family_name,given_name,category', ...rows, ''].join('\n');
}

describe('whose badges are printed', () => {
  test('those of a category by name, without guests who have one or are not confirmed', async () => {
    const station = await openDesk();
    const first = taken(station.printBadge('R4'));
    await station.printed(first.id, LONG_MS);
    const report = await printed(station, DELEGATES);
    expect(report).toMatchObject({
      state: 'done',
      guests: DELEGATES.guests,
      ...{ total: 2, done: 2, failed: 0, waiting: 0, givenUp: 0 },
      leftOut: { printed: 1, notConfirmed: 1 },
    });
    expect(cameOut(station)).toEqual(['R4', 'R2', 'R1']);
    expect(station.jobs(1)).toMatchObject([{ why: 'batch', generation: 1, reprintReason: null }]);
  });

  test('those of a delegation, however its name is typed, in the order of the list', async () => {
    const station = await openDesk();
    const guests = { by: 'organization', organization: ' yanqi lake TRADE' } as const;
    expect(await printed(station, { guests, order: 'list', again: null })).toMatchObject({ done: 3 });
    expect(cameOut(station)).toEqual(['R1', 'R2', 'R3']);
    expect(station.organizations()).toContainEqual({ name: 'Weber GmbH', guests: 1 });
  });

  test('those whom a file names by id or code, each once; lines that name nobody are told', async () => {
    const station = await openDesk();
    const report = await printed(station, ids('id\nR3\nAAA\nR99\nR1\nR5\n'));
    expect(report).toMatchObject({
      guests: { by: 'ids', file: 'ids.csv' },
      ...{ total: 2, done: 2, unknownCount: 1, unknown: [{ line: 4, id: 'R99' }] },
      leftOut: { printed: 0, notConfirmed: 1 },
    });
    expect(cameOut(station)).toEqual(['R3', 'R1']);
  });

  test.each([
    ['category-unknown', { by: 'category', category: 'crew?' }],
    ['organization-unknown', { by: 'organization', organization: 'Nobody Ltd' }],
    ['batch-empty', { by: 'category', category: 'press' }],
  ] as const)('nobody is %s', async (code, guests) => {
    const station = await openDesk();
    const refused = await station.batch.start({ guests, order: 'name', again: null });
    expect(refused).toMatchObject({ ok: false, failure: { code } });
    expect(station.batch.list()).toEqual([]);
  });

  test('a file of strangers, and a station that prints nothing, are refused', async () => {
    const station = await openDesk();
    expect(await station.batch.start(ids('id\nX1\n'))).toMatchObject({
      failure: { code: 'registration-unknown', details: { registration: 'X1', line: '2' } },
    });
    taken(station.configure({ printWhen: 'never' }));
    expect(await station.batch.start(DELEGATES)).toMatchObject({ failure: { code: 'printing-off' } });
  });
});

test('again: guests who have a badge get the next generation with its reason', async () => {
  const station = await openDesk();
  await printed(station, DELEGATES);
  const { id } = taken(await station.batch.start({ ...DELEGATES, again: 'corrected' }));
  expect(taken(await station.batch.ended(id, LONG_MS))).toMatchObject({
    total: 3,
    done: 3,
    again: 'corrected',
  });
  expect(
    station.jobs(3).map(({ why, generation, reprintReason }) => [why, generation, reprintReason]),
  ).toEqual(Array.from({ length: 3 }, () => ['reprint', 2, 'corrected']));
  expect(station.ops().filter(({ kind }) => kind === 'badge-revoked')).toMatchObject(
    Array.from({ length: 3 }, () => ({ payload: { generation: 1, reason: 'corrected' } })),
  );
});

test('badges that cannot be made are reported with their guests; the others come out', async () => {
  const station = await openDesk(`${GUESTS}R8,HHH,\u200d,,,speaker,confirmed\n`);
  const guests = { by: 'category', category: 'speaker' } as const;
  const report = await printed(station, { guests, order: 'list', again: null });
  expect(report).toMatchObject({ state: 'done', done: 1, waiting: 0 });
  expect(report.held).toContainEqual(
    expect.objectContaining({
      guest: 'R6',
      registration: expect.objectContaining({ familyName: 'ꀀ' }),
      job: expect.objectContaining({
        reason: 'characters-undrawn',
        undrawn: [{ field: 'name', character: 'ꀀ' }],
      }),
    }),
  );
  expect(report.failed).toBe(report.held.length);
  expect(cameOut(station)).toEqual(['R7']);

  const [held] = report.held;
  taken(station.retryBadge(held?.job.id ?? '', true));
  await station.printed(held?.job.id ?? '', LONG_MS);
  expect(taken(station.batch.report(report.id))).toMatchObject({ done: 2, failed: report.failed - 1 });
});

test('a badge for somebody who stands there comes before those of a batch', async () => {
  const station = await openDesk(
    `${GUESTS}${manyGuests(6)
      .split('\n')
      .slice(1)
      .map((row) => row.replace(',delegate', ',,delegate,confirmed'))
      .join('\n')}`,
  );
  const batch = taken(await station.batch.start(DELEGATES));
  taken(station.printBadge('R3'));
  taken(await station.batch.ended(batch.id, LONG_MS));
  expect(cameOut(station)).toHaveLength(10);
  expect(cameOut(station)[0]).toBe('R3');
});

test('who asked for a batch is the actor of all that it adds to the log, after a restart too', async () => {
  const station = await openDesk();
  await station.printed(taken(station.printBadge('R4')).id, LONG_MS);
  const again = { ...DELEGATES, again: 'reprinted' } as const;
  const { id } = taken(await actingAs('Ana', () => station.batch.start(again)));
  await closed(station);
  const later = reopened();
  taken(await actingAs('Bo', () => later.batch.ended(id, LONG_MS)));
  const actors = later.ops().map(({ kind, actor }) => `${kind} ${actor}`);
  expect(actors.sort()).toEqual([
    ...['badge-printed Ana', 'badge-printed Ana', 'badge-printed Ana', 'badge-printed desk'],
    'badge-revoked Ana',
  ]);
});

describe('a batch of thirty', () => {
  let station: Station;
  let batch: Batch;

  beforeEach(async () => {
    station = await openDesk(manyGuests(30));
    batch = taken(await station.batch.start(DELEGATES));
  });

  test('puts only a few badges into the ledger ahead of the printer', async () => {
    expect(station.openJobs()).toHaveLength(4);
    expect(batch).toMatchObject({ total: 30, waiting: 30, done: 0 });
    const most = { jobs: 0, pdfs: 0 };
    station.subscribe(() => {
      const reader = new Database(join(folder, 'station.sqlite'), { readonly: true });
      most.pdfs = Math.max(
        most.pdfs,
        Number(reader.prepare('SELECT count(pdf) FROM print_job').pluck().get()),
      );
      reader.close();
      most.jobs = Math.max(most.jobs, station.openJobs().length);
    });
    expect(taken(await station.batch.ended(batch.id, LONG_MS))).toMatchObject({ state: 'done', done: 30 });
    expect(most.jobs).toBeLessThanOrEqual(4);
    expect(most.pdfs).toBeLessThanOrEqual(4);
    expect(readdirSync(join(folder, 'badges'))).toHaveLength(30);
  });

  test('that is paused begins no further badge, stays so over a restart, and goes on where it was', async () => {
    taken(station.batch.pause(batch.id));
    for (const job of station.openJobs()) await station.printed(job.id, LONG_MS);
    expect(taken(station.batch.report(batch.id))).toMatchObject({ state: 'paused', done: 4, waiting: 26 });
    await closed(station);

    const later = reopened(true);
    expect(later.batch.list()).toMatchObject([{ id: batch.id, state: 'paused', done: 4 }]);
    taken(later.batch.resume(batch.id));
    expect(taken(await later.batch.ended(batch.id, LONG_MS))).toMatchObject({ state: 'done', done: 30 });
    expect(new Set(cameOut(later)).size).toBe(30);
    expect(cameOut(later)).toHaveLength(30);
    expect(later.batch.pause(batch.id)).toMatchObject({ ok: false, failure: { code: 'batch-finished' } });
  });

  test('that is running goes on by itself when the station is opened again', async () => {
    await closed(station);
    const later = reopened(true);
    await vi.waitFor(() => expect(later.batch.list()).toMatchObject([{ state: 'done', done: 30 }]), LONG_MS);
    expect(cameOut(later)).toHaveLength(30);
  });

  test('that is cancelled prints nothing more, and its guests still get their first badge at the desk', async () => {
    const cancelled = taken(station.batch.cancel(batch.id));
    expect(cancelled).toMatchObject({ state: 'cancelled', done: 0, total: 30 });
    expect(taken(await station.batch.ended(batch.id, LONG_MS))).toMatchObject({ givenUp: 30, waiting: 0 });
    expect(station.openJobs()).toEqual([]);
    expect(station.batch.resume(batch.id)).toMatchObject({ ok: false, failure: { code: 'batch-finished' } });

    const job = taken(station.printBadge('M10'));
    expect(await station.printed(job.id, LONG_MS)).toMatchObject({ state: 'printed', why: 'first' });
    expect(cameOut(station)).toEqual(['M10']);
  });

  test('that prints again leaves out whose badge is newer than the batch', async () => {
    taken(station.batch.cancel(batch.id));
    const again = taken(await station.batch.start({ ...DELEGATES, again: 'reprinted' }));
    taken(station.batch.pause(again.id));
    const job = taken(station.printBadge('M39'));
    await station.printed(job.id, LONG_MS);
    taken(station.batch.resume(again.id));
    expect(taken(await station.batch.ended(again.id, LONG_MS))).toMatchObject({
      ...{ state: 'done', total: 29, done: 29 },
      leftOut: { printed: 1, notConfirmed: 0 },
    });
    expect(cameOut(station).filter((guest) => guest === 'M39')).toHaveLength(1);
  });

  test('leaves out a guest who got a badge at the desk meanwhile, and one who was cancelled', async () => {
    taken(station.batch.pause(batch.id));
    const job = taken(station.printBadge('M39'));
    await station.printed(job.id, LONG_MS);
    const list = manyGuests(30)
      .replace('category', 'category,status')
      .replace('M38,C28,王,伟,delegate', 'M38,C28,王,伟,delegate,cancelled');
    taken(
      await station.importList({
        file: { name: 'l.csv', bytes: new TextEncoder().encode(list) },
        encoding: null,
        dryRun: false,
      }),
    );
    taken(station.batch.resume(batch.id));
    expect(taken(await station.batch.ended(batch.id, LONG_MS))).toMatchObject({
      ...{ state: 'done', total: 28, done: 28 },
      leftOut: { printed: 1, notConfirmed: 1 },
    });
    expect(cameOut(station)).toHaveLength(29);
  });
});

function taken<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`refused: ${result.failure.code} ${JSON.stringify(result.failure.details)}`);
}
