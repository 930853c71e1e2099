import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { BatchReportSchema, BatchSchema } from '../../src/contract/batch.ts';
import { guestOf, OpSchema } from '../../src/contract/op.ts';
import { waitFor } from '../services/service-process.ts';
import { runStation, STATION_CLI } from '../services/station-cli.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const GUESTS = 40;
/** A print system that is not there. */
const env = { ...process.env, CUPS_SERVER: '127.0.0.1:1' };

let root: string;
let data: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'cli-batch-'));
  data = join(root, 'data');
  const rows = Array.from({ length: GUESTS }, (_, index) => `G${index + 10},C${index},王,伟,delegate`);
  const list = join(root, 'guests.csv');
  writeFileSync(list, ['id,code,family_name,given_name,category', ...rows, ''].join('\n'));
  expect((await run('import', list)).exitCode).toBe(0);
});
afterEach(() => rmSync(root, { recursive: true }));

const run = (...words: string[]) => runStation(data, words, { env });

function began(...words: string[]): ChildProcess {
  return spawn(process.execPath, [STATION_CLI, '--data', data, ...words], { stdio: 'ignore', env });
}

function filesOut(): string[] {
  try {
    return readdirSync(join(data, 'badges')).filter((file) => file.endsWith('.pdf'));
  } catch {
    return [];
  }
}

async function newest() {
  const { stdout } = await run('--json', 'batch', 'status');
  return z.array(BatchSchema).parse(JSON.parse(stdout))[0];
}

async function printedGuests(): Promise<(string | null)[]> {
  const { stdout } = await run('--json', 'ops');
  return z
    .array(OpSchema)
    .parse(JSON.parse(stdout))
    .filter(({ kind }) => kind === 'badge-printed')
    .map(guestOf);
}

test('a file of ids is printed; who has a badge is left out, unless it is printed again with a reason', async () => {
  const ids = join(root, 'ids.csv');
  writeFileSync(ids, 'code\nC0\nC1\nC99\n');
  const first = await run('--json', 'print-batch', '--ids', ids);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  const report = BatchReportSchema.parse(JSON.parse(first.stdout));
  expect(report).toMatchObject({ state: 'done', done: 2, unknown: [{ line: 4, id: 'C99' }] });

  const words = await run('print-batch', '--ids', ids);
  expect(words.stdout).toMatch(
    /0 of 0 printed, 2 left out: have a badge\n {2}line 4: C99 is not on the list/,
  );
  const again = await run('--json', 'print-batch', '--ids', ids, '--again', '--reason', 'corrected');
  expect(BatchReportSchema.parse(JSON.parse(again.stdout))).toMatchObject({ done: 2, again: 'corrected' });
  expect((await printedGuests()).sort()).toEqual(['G10', 'G10', 'G11', 'G11']);
  expect(await run('batch', 'status', report.id)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('ids.csv  done  2 of 2 printed'),
  });
});

test('a batch whose process is killed in the middle goes on, and each guest gets one badge', async () => {
  for (const enough of [5, 15]) {
    const batch = await newest();
    const process = batch
      ? began('batch', 'resume', batch.id)
      : began('print-batch', '--category', 'delegate');
    const ended = new Promise((resolve) => process.once('exit', resolve));
    await waitFor('some badges to be out', async () => filesOut().length >= enough);
    process.kill('SIGKILL');
    await ended;
  }
  const batch = await newest();
  expect(batch).toMatchObject({ state: 'running', total: GUESTS });
  const last = await run('--json', 'batch', 'resume', batch?.id ?? '');
  expect(BatchReportSchema.parse(JSON.parse(last.stdout))).toMatchObject({ state: 'done', done: GUESTS });
  expect(new Set(await printedGuests()).size).toBe(GUESTS);
  expect(await printedGuests()).toHaveLength(GUESTS);
  expect(filesOut()).toHaveLength(GUESTS);
});

test('a batch is paused and cancelled from another process, and the one that prints it ends', async () => {
  await run('configure', '--printer', 'AWAY');
  const printing = run('--json', 'print-batch', '--category', 'delegate');
  await waitFor('the batch to run', async () => (await newest())?.state === 'running');
  const batch = await newest();
  expect(await run('batch', 'pause', batch?.id ?? '')).toMatchObject({ exitCode: 0 });
  const { exitCode, stdout } = await printing;
  expect(exitCode).toBe(1);
  expect(BatchReportSchema.parse(JSON.parse(stdout))).toMatchObject({ state: 'paused', done: 0 });
  const cancelled = await run('--json', 'batch', 'cancel', batch?.id ?? '');
  expect(cancelled.exitCode).toBe(0);
  expect(BatchReportSchema.parse(JSON.parse(cancelled.stdout))).toMatchObject({
    state: 'cancelled',
    waiting: 0,
    givenUp: GUESTS,
  });
  expect(await run('--json', 'queue')).toMatchObject({ exitCode: 0, stdout: '[]\n' });
});

test.each([
  [['print-batch'], 'wrong-use', 2],
  [['print-batch', '--category', 'vip', '--organization', 'x'], 'wrong-use', 2],
  [['print-batch', '--category', 'vip', '--again'], 'wrong-use', 2],
  [['print-batch', '--category', 'vip', '--reason', 'lost'], 'wrong-use', 2],
  [['print-batch', '--category', 'nonsense'], 'category-unknown', 1],
  [['print-batch', '--ids', '/nowhere/ids.csv'], 'file-missing', 1],
  [['batch', 'pause', 'nonsense'], 'batch-unknown', 1],
])('%j is refused as %s', async (words, code, exitCode) => {
  const refused = await run('--json', ...words);
  expect(refused).toMatchObject({ exitCode, stdout: '' });
  expect(JSON.parse(refused.stderr)).toMatchObject({ code });
});
