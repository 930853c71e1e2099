import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { requireJob } from '../../print/print-table.ts';
import { waitingBadges } from '../../station/batch-table.ts';
import { openDatabase } from '../database.ts';
import { migration0001 } from './0001-first.ts';
import { migration0002 } from './0002-one-truth.ts';
import { migration0003 } from './0003-badge-generation.ts';
import { migration0004 } from './0004-clocks.ts';
import { migration0005 } from './0005-people.ts';
import { migration0006 } from './0006-print-ledger.ts';
import { migration0007 } from './0007-batches.ts';
import { migration0008 } from './0008-shared-queue.ts';

vi.setConfig({ testTimeout: 60_000 }); // disks, on a machine that does more

const AT = '2026-06-21T01:00:00.000Z';
const BEFORE = [
  ...[migration0001, migration0002, migration0003, migration0004],
  ...[migration0005, migration0006, migration0007, migration0008],
];

/** A station's database as the migrations before left it: a badge and a batch on their way. */
function makeAsBefore(file: string): void {
  const old = new Database(file);
  for (const sql of BEFORE) old.exec(sql);
  old.pragma(`application_id = ${0x59414e51}`);
  old.pragma(`user_version = ${BEFORE.length}`);
  old.exec(`
    INSERT INTO print_job (id, registration, generation, why, priority, printer, chosen, step, requested_at, changed_at)
    VALUES ('J1', 'R1', 1, 'first', 0, 'badges', 0, 'queued', '${AT}', '${AT}');
    INSERT INTO batch (id, guests, sorting, state, unknown_count, unknown, requested_at, changed_at)
    VALUES ('B1', '{"by":"category","category":"vip"}', 'name', 'running', 0, '[]', '${AT}', '${AT}');
    INSERT INTO batch_badge (batch, position, registration, replaces) VALUES ('B1', 0, 'R2', 0);
  `);
  old.close();
}

test('badges and batches of before go on, and nobody is said to have asked for them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migration-'));
  const file = join(folder, 'station.sqlite');
  makeAsBefore(file);
  const database = openDatabase(file);
  expect(requireJob(database, 'J1')).toMatchObject({ registration: 'R1', step: 'queued', actor: null });
  expect([...waitingBadges(database)]).toMatchObject([{ batch: 'B1', registration: 'R2', actor: null }]);
  database.close();
  rmSync(folder, { recursive: true });
});
