import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ImportReportSchema } from '../../src/contract/list-import.ts';
import { guestOf, OpSchema } from '../../src/contract/op.ts';
import { PrinterSchema, PrintJobSchema } from '../../src/contract/print.ts';
import { BackupSchema, StationStatusSchema } from '../../src/contract/status.ts';
import { FoundGuestSchema, ScanResultSchema } from '../../src/contract/verdict.ts';
import { runStation } from '../services/station-cli.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const LIST = join(PROJECT, 'tests/fixtures/attendees-2000.csv');
const NINE = '2026-06-21T09:00:00+08:00';

let root: string;
let data: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cli '));
  data = join(root, 'the data');
});
afterEach(() => rmSync(root, { recursive: true }));

const run = (...words: string[]) => runStation(data, words, { cwd: root });

/** The result of a command that has to be done. */
async function done<Value>(schema: z.ZodType<Value>, ...words: string[]): Promise<Value> {
  const { exitCode, stdout, stderr } = await run('--json', ...words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return schema.parse(JSON.parse(stdout));
}

const ReasonSchema = z.strictObject({
  code: z.string(),
  details: z.record(z.string(), z.string()),
  message: z.string(),
});

/** Exit code and code of a command that has to be refused, with nothing on stdout. */
async function refused(...words: string[]) {
  const { exitCode, stdout, stderr } = await run('--json', ...words);
  expect(stdout).toBe('');
  const { code, details } = ReasonSchema.parse(JSON.parse(stderr));
  return { exitCode, code, details };
}

test('a station lives through its day on the command line', async () => {
  expect(await done(StationStatusSchema, 'status')).toMatchObject({
    event: { id: 'world-sme-conference-2026' },
    printers: [{ name: 'pdf-folder', state: 'ready' }],
  });

  const tried = await done(ImportReportSchema, 'import', LIST, '--dry-run');
  expect(tried).toMatchObject({ rows: 2000, added: 2000, refused: 0, encoding: 'utf-8', dryRun: true });
  expect((await done(StationStatusSchema, 'status')).registrations).toBe(0);
  expect(await done(ImportReportSchema, 'import', LIST)).toMatchObject({ added: 2000, dryRun: false });
  expect(await done(ImportReportSchema, 'import', LIST)).toMatchObject({ added: 0, unchanged: 2000 });

  const admitted = await done(ScanResultSchema, 'scan', 'V1JE2TGNKVK9', '--at', NINE);
  expect(admitted).toMatchObject({
    verdict: 'admit',
    at: '2026-06-21T01:00:00.000Z',
    registration: { id: 'SME000001' },
    op: { kind: 'entry', at: '2026-06-21T01:00:00.000Z', payload: { via: 'command' } },
  });
  const again = await run('--json', 'scan', 'V1JE2TGNKVK9', '--at', '2026-06-21T09:05+08:00');
  expect(again.exitCode).toBe(1);
  expect(ScanResultSchema.parse(JSON.parse(again.stdout))).toMatchObject({
    verdict: 'already-in',
    previous: { op: admitted.op?.id, at: '2026-06-21T01:00:00.000Z' },
  });
  expect(ReasonSchema.parse(JSON.parse(again.stderr))).toMatchObject({ code: 'already-in' });

  const [hit] = await done(z.array(FoundGuestSchema), 'search', 'SME000001');
  expect(hit).toMatchObject({ registration: { id: 'SME000001' }, admission: { op: admitted.op?.id } });

  expect(await done(PrintJobSchema, 'print', 'SME000002')).toMatchObject({ state: 'printed' });
  expect(await done(z.array(PrintJobSchema), 'queue')).toEqual([]);
  expect(readdirSync(join(data, 'badges')).map((name) => name.slice(0, 9))).toEqual([
    'SME000001',
    'SME000002',
  ]);

  const badge = join(root, 'one badge.pdf');
  await done(z.object({ registration: z.string(), file: z.string() }), 'badge', 'SME000003', '--out', badge);
  expect(readFileSync(badge, 'latin1').slice(0, 5)).toBe('%PDF-');

  const ops = await done(z.array(OpSchema), 'ops');
  expect(ops.map((op) => `${op.kind} ${guestOf(op)}`)).toEqual([
    'entry SME000001',
    'badge-printed SME000001',
    'badge-printed SME000002',
  ]);

  const copy = join(root, 'a copy.sqlite');
  expect(await done(BackupSchema, 'backup', copy)).toMatchObject({ file: copy, ops: 3 });
  writeFileSync(join(data, 'station.sqlite'), 'broken');
  expect(await refused('status')).toMatchObject({ exitCode: 1, code: 'database-damaged' });
  expect(readFileSync(join(data, 'station.sqlite'), 'utf8')).toBe('broken');
  expect(await done(BackupSchema, 'restore', copy)).toMatchObject({ ops: 3 });
  expect(await done(z.array(OpSchema), 'ops')).toEqual(ops);
}, 240_000);

test('a station is set up without its window, and says when its printer is not there', async () => {
  const set = await done(
    StationStatusSchema,
    'configure',
    '--name',
    '3号台 Desk 3',
    '--printer',
    'not-there',
  );
  expect(set).toMatchObject({
    station: { name: '3号台 Desk 3', role: 'desk', configured: true },
    checkpoint: 'main',
    printers: [{ name: 'not-there', state: 'missing', reason: 'printer-missing' }],
  });
  expect(await refused('configure', '--checkpoint', 'nowhere')).toMatchObject({
    exitCode: 1,
    code: 'checkpoint-unknown',
  });
  const printers = await done(z.array(PrinterSchema), 'printers');
  expect(printers).toContainEqual(
    expect.objectContaining({ name: 'pdf-folder', kind: 'pdf-folder', state: 'ready', reason: null }),
  );
});

describe('words for people', () => {
  test('are short lines on stdout, and `code: sentence` on stderr', async () => {
    await run('import', LIST);
    const scan = await run('scan', 'V1JE2TGNKVK9', '--at', NINE);
    expect(scan).toEqual({
      exitCode: 0,
      stdout: 'admit  SME000001  刘𬱖  speaker  Belt & Road Trade Council  2026-06-21 09:00:00\n',
      stderr: '',
    });
    const again = await run('scan', 'V1JE2TGNKVK9', '--at', NINE);
    expect(again.stdout).toMatch(/^already-in {2}SME000001/);
    expect(again.stderr).toMatch(/^already-in: Already let in 2026-06-21 09:00:00 at main \(.+\)\.\n$/);
    expect(await run('scan', 'NOBODY', '--at', NINE)).toEqual({
      exitCode: 1,
      stdout: 'unknown  2026-06-21 09:00:00\n',
      stderr: 'unknown: No registration has this code.\n',
    });
  });

  test('say which printer is missing, and the badge stays in the queue', async () => {
    await run('import', LIST);
    const print = await run('print', 'SME000001', '--printer', 'QL-820');
    expect(print.exitCode).toBe(1);
    expect(print.stderr).toMatch(/^printer-\w+: .*QL-820/);
    const [job] = await done(z.array(PrintJobSchema), 'queue');
    expect(job).toMatchObject({ registration: 'SME000001', printer: 'QL-820', state: 'stuck' });
  });
});

test('--at decides the day: at midnight in Shanghai, on a laptop elsewhere', async () => {
  const list = join(root, 'list.csv');
  writeFileSync(
    list,
    'id,code,family_name,given_name,category,valid_days\n9007199254740993,A,王,伟,vip,2026-06-22\n',
  );
  await run('import', list);
  const early = await run('--json', 'scan', 'A', '--at', '2026-06-21T15:59:59Z');
  expect(JSON.parse(early.stdout)).toMatchObject({ verdict: 'wrong-day' });
  const midnight = await done(ScanResultSchema, 'scan', 'A', '--at', '2026-06-21T16:00:00Z');
  expect(midnight).toMatchObject({ verdict: 'admit', registration: { id: '9007199254740993' } });
});

test('another event is taken from its file, the same folder keeps check-ins apart', async () => {
  const { event } = await done(StationStatusSchema, 'status');
  const file = join(root, 'my event.json');
  writeFileSync(
    file,
    JSON.stringify({ ...event, id: 'next-one', checkpoints: [{ id: 'gate', name: event.name }] }),
  );
  expect(await done(StationStatusSchema, 'init', file)).toMatchObject({ checkpoint: 'gate' });
  await run('import', LIST);
  await done(ScanResultSchema, 'scan', 'V1JE2TGNKVK9', '--checkpoint', 'gate', '--at', NINE);
  writeFileSync(file, JSON.stringify(event));
  expect(await refused('init', file)).toMatchObject({ exitCode: 1, code: 'event-has-ops' });
});

describe('a refusal has its code', () => {
  test.each([
    ['a list that is not there', ['import', 'missing.csv'], 1, 'file-missing'],
    ['a list that is a folder', ['import', '.'], 1, 'file-missing'],
    ['a list that is none', ['import', join(PROJECT, 'package.json')], 1, 'file-not-a-list'],
    ['an event file that is a list', ['init', LIST], 1, 'file-not-json'],
    ['an event file that is not there', ['init', 'missing.json'], 1, 'file-missing'],
    ['a badge of nobody', ['badge', 'R9', '--out', 'b.pdf'], 1, 'registration-unknown'],
    ['a print of nobody', ['print', 'R9'], 1, 'registration-unknown'],
    ['an unknown checkpoint', ['scan', 'A', '--checkpoint', 'moon'], 1, 'checkpoint-unknown'],
    ['a sync before enrolment', ['sync'], 1, 'not-enrolled'],
    ['a server that is not there', ['enrol', 'http://127.0.0.1:9', 'AAAA-BBBB'], 1, 'enrolment-unreachable'],
    ['a backup into a missing folder', ['backup', 'missing/b.sqlite'], 1, 'backup-failed'],
    ['a restore of what is no backup', ['restore', LIST], 1, 'backup-unusable'],
    ['a server address that is none', ['enrol', 'ftp://x', 'AAAA-BBBB'], 2, 'wrong-use'],
    ['a day for a moment', ['scan', 'A', '--at', '2026-06-21'], 2, 'wrong-use'],
    ['a moment without its offset', ['scan', 'A', '--at', '2026-06-21T09:00:00'], 2, 'wrong-use'],
    ['an impossible day', ['scan', 'A', '--at', '2026-02-30T09:00:00Z'], 2, 'wrong-use'],
    ['an unknown encoding', ['import', LIST, '--encoding', 'klingon'], 2, 'wrong-use'],
    ['an unknown command', ['dance'], 2, 'wrong-use'],
    ['an unknown option', ['queue', '--fast'], 2, 'wrong-use'],
    ['a missing argument', ['scan'], 2, 'wrong-use'],
    ['a word too many', ['ops', 'all'], 2, 'wrong-use'],
    ['no command', [], 2, 'wrong-use'],
  ])('%s', async (_case, words, exitCode, code) => {
    expect(await refused(...words)).toMatchObject({ exitCode, code });
  });

  test('a data folder that is a file', async () => {
    writeFileSync(data, '');
    expect(await refused('status')).toMatchObject({ exitCode: 1, code: 'data-folder-unusable' });
  });

  test('a command line without a data folder', async () => {
    data = '';
    expect(await refused('status')).toMatchObject({ exitCode: 2, code: 'wrong-use' });
  });

  test('a file where no file can be made', async () => {
    const blocked = join(root, 'a file');
    writeFileSync(blocked, '');
    await run('import', LIST);
    const badge = await refused('badge', 'SME000001', '--out', join(blocked, 'b.pdf'));
    expect(badge).toMatchObject({ exitCode: 1, code: 'file-missing' });
    const backup = await refused('backup', join(blocked, 'b.sqlite'));
    expect(backup).toMatchObject({ exitCode: 1, code: 'backup-failed' });
  });
});
