import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stepsOf } from '../../print/print-history.ts';
import { openJobs, requireJob } from '../../print/print-table.ts';
import { nextJob } from '../../print/print-turns.ts';
import { openDatabase, type StationDatabase } from '../database.ts';
import { migration0001 } from './0001-first.ts';
import { migration0002 } from './0002-one-truth.ts';
import { migration0003 } from './0003-badge-generation.ts';
import { migration0004 } from './0004-clocks.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // disks, on a machine that does more

const BEFORE = [migration0001, migration0002, migration0003, migration0004];
const ASKED = '2026-06-21T01:00:00.000Z';
const CHANGED = '2026-06-21T01:00:09.000Z';

const PDF = Buffer.from('%PDF');

/** One job of each kind, as the ledger before left them. */
const ROWS = [
  { id: 'out', generation: 1, step: 'printed', trouble: null, asked: 0, reference: '7', pdf: null },
  { id: 'dropped', generation: 1, step: 'cancelled', trouble: null, asked: 1, reference: null, pdf: null },
  { id: 'unwanted', generation: 1, step: 'spooled', trouble: null, asked: 1, reference: '8', pdf: null },
  {
    id: 'stuck',
    generation: 2,
    step: 'rendered',
    trouble: 'out-of-paper',
    asked: 0,
    reference: null,
    pdf: PDF,
  },
  { id: 'new', generation: 1, step: 'queued', trouble: null, asked: 0, reference: null, pdf: null },
];

let folder: string;
let database: StationDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migration-'));
  const file = join(folder, 'station.sqlite');
  makeAsOfIssue4(file);
  database = openDatabase(file);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function makeAsOfIssue4(file: string): void {
  const old = new Database(file);
  for (const sql of BEFORE) old.exec(sql);
  old.pragma(`application_id = ${0x59414e51}`);
  old.pragma(`user_version = ${BEFORE.length}`);
  const insert = old.prepare(
    `INSERT INTO print_job (id, registration, printer, step, trouble, cancel_asked, reference, pdf, generation,
       requested_at, changed_at)
     VALUES (:id, 'R-' || :id, 'badges', :step, :trouble, :asked, :reference, :pdf, :generation, '${ASKED}', '${CHANGED}')`,
  );
  for (const row of ROWS) insert.run(row);
  old.close();
}

test('badges of before keep their place, and what was known of them', () => {
  expect(openJobs(database).map(({ id }) => id)).toEqual(['unwanted', 'stuck', 'new']);
  expect(requireJob(database, 'stuck')).toMatchObject({
    ...{ registration: 'R-stuck', generation: 2, why: 'reprint', reprintReason: 'reprinted' },
    ...{ printer: 'badges', step: 'rendered', trouble: 'out-of-paper', wish: null, pdf: PDF },
    ...{ requestedAt: ASKED, changedAt: CHANGED },
  });
  expect(requireJob(database, 'out')).toMatchObject({ why: 'first', reprintReason: null, reference: '7' });
});

test('one that was to be cancelled still is, and first', () => {
  expect(requireJob(database, 'unwanted')).toMatchObject({ wish: 'cancel', reference: '8' });
  expect(requireJob(database, 'dropped')).toMatchObject({ wish: null, step: 'cancelled' });
  const share = { printer: 'badges', pool: [], takesPart: false, taken: [] };
  expect(nextJob(database, share)?.id).toBe('unwanted');
});

test('the history has what is known, goes on with each step, and cannot be changed', () => {
  const asked = { state: 'queued', reason: null, printer: 'badges', at: ASKED };
  expect(stepsOf(database, 'out')).toEqual([asked, { ...asked, state: 'printed', at: CHANGED }]);
  expect(stepsOf(database, 'new')).toEqual([asked]);
  expect(stepsOf(database, 'stuck')).toEqual([
    asked,
    { state: 'stuck', reason: 'out-of-paper', printer: 'badges', at: CHANGED },
  ]);

  const later = '2026-06-21T02:00:00.000Z';
  database.write((writer) =>
    writer.run(`UPDATE print_job SET step = 'rendered', changed_at = ? WHERE id = 'new'`, later),
  );
  expect(stepsOf(database, 'new').at(-1)).toEqual({ ...asked, state: 'rendered', at: later });
  for (const sql of ['UPDATE print_step SET at = at', 'DELETE FROM print_step'])
    expect(() => database.write((writer) => writer.run(sql))).toThrow('the history of a badge is immutable');
});
