import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { correct, entry, guest, HERE, observation, walkIn } from '../../../../tests/fixtures/ops.ts';
import { searchWords } from '../../../checkin/search-words.ts';
import { openDatabase } from '../database.ts';
import { foldAnewIfOlder } from '../fold-anew.ts';
import { openQuestions } from '../questions.ts';
import { verifyState } from '../verify.ts';
import { migration0001 } from './0001-first.ts';
import { migration0002 } from './0002-one-truth.ts';
import { migration0003 } from './0003-badge-generation.ts';
import { migration0004 } from './0004-clocks.ts';

vi.setConfig({ testTimeout: 60_000 }); // disks, on a machine that does more

const CLOCK = '7b0c5c0e-8f0e-4a3e-9d52-0d5d1c6a0001';
const FAR_OFF_MS = 13 * 3_600_000;
const LISTED = guest({ id: 'R1', code: 'AAA' });
const TAKEN_DOWN = guest({ id: 'W1', code: 'W1' });
const OPS = [
  walkIn(1, 1, TAKEN_DOWN),
  entry(2, FAR_OFF_MS, 'main', { registration: 'W1', offsetMs: null, clock: CLOCK }),
  observation(3, FAR_OFF_MS + 1, { station: HERE, clock: CLOCK, offsetMs: -FAR_OFF_MS }),
  correct(4, FAR_OFF_MS + 2, { organization: 'CASME' }, { registration: 'R1' }),
];

/** A station's database as the migrations before left it: a guest of the list, and a walk-in who was let in. */
function makeAsBefore(file: string): void {
  const old = new Database(file);
  for (const sql of [migration0001, migration0002, migration0003, migration0004]) old.exec(sql);
  old.pragma(`application_id = ${0x59414e51}`);
  old.pragma('user_version = 4');
  const put = old.prepare('INSERT INTO registration (id, code, data, listed) VALUES (?, ?, ?, ?)');
  const corrected = JSON.stringify({ ...LISTED, organization: 'CASME' });
  put.run('R1', 'AAA', corrected, JSON.stringify(LISTED));
  put.run('W1', 'W1', JSON.stringify(TAKEN_DOWN), null);
  for (const one of [{ ...LISTED, organization: 'CASME' }, TAKEN_DOWN]) {
    for (const word of searchWords(one))
      old.prepare('INSERT INTO search_word VALUES (?, ?)').run(word, one.id);
  }
  for (const op of OPS) {
    const id = 'registration' in op ? op.registration : '';
    old
      .prepare('INSERT INTO op (id, hlc, registration, data) VALUES (?, ?, ?, ?)')
      .run(op.id, op.hlc, id, JSON.stringify(op));
  }
  old.prepare('INSERT INTO clock_correction VALUES (?, ?, ?)').run(HERE, CLOCK, -FAR_OFF_MS);
  old
    .prepare('INSERT INTO attendance VALUES (?, ?, ?, ?, ?, 1, 0)')
    .run('main', 'W1', OPS[1]?.id, HERE, '2026-06-21T01:00:00.000Z');
  old.close();
}

test('a database of before knows places, likenesses and questions of all kinds, as the log has them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migration-'));
  const file = join(folder, 'station.sqlite');
  makeAsBefore(file);
  const database = openDatabase(file);
  foldAnewIfOlder(database);
  try {
    expect(verifyState(database)).toEqual({ ops: OPS.length, differences: [] });
    const questions = openQuestions(database).map(({ kind, op, other }) => [kind, op, other?.id]);
    expect(questions).toEqual([
      ['duplicate-walk-in', OPS[0]?.id, 'R1'],
      ['skewed-clock', OPS[1]?.id, undefined],
    ]);
    expect(database.get('SELECT place_op, place_settled FROM attendance')).toEqual({
      place_op: OPS[1]?.id,
      place_settled: 0,
    });
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
});
