import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { CountsSchema } from '../../src/contract/counts.ts';
import { PrintHistorySchema, PrintJobSchema } from '../../src/contract/print.ts';
import { StationStatusSchema } from '../../src/contract/status.ts';
import { runStation } from '../services/station-cli.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 }); // each command is a process, on a machine that does more

const GUESTS = `registration_id,code,family_name,given_name,category
R1,AAA,欧阳,小明,delegate
R2,BBB,李,ꀀꀁ,vip
`;
/** Nobody listens there: each queue is out of reach. */
const NO_CUPS = '127.0.0.1:1';

const ReasonSchema = z.strictObject({
  code: z.string(),
  details: z.record(z.string(), z.string()),
  message: z.string(),
});

let data: string;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'cli-badges-'));
  const list = join(data, 'list.csv');
  writeFileSync(list, GUESTS);
  expect((await run('import', list)).exitCode).toBe(0);
});
afterEach(() => rmSync(data, { recursive: true }));

const run = (...words: string[]) =>
  runStation(data, ['--json', ...words], { env: { ...process.env, CUPS_SERVER: NO_CUPS } });

async function done<Value>(schema: z.ZodType<Value>, ...words: string[]): Promise<Value> {
  const { exitCode, stdout, stderr } = await run(...words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return schema.parse(JSON.parse(stdout));
}

async function refused(...words: string[]) {
  const { exitCode, stderr } = await run(...words);
  const { code, details, message } = ReasonSchema.parse(JSON.parse(stderr));
  return { exitCode, code, details, message };
}

function badges(): number {
  return readdirSync(join(data, 'badges')).length;
}

test('case 34: a second badge is refused with when and where, made with a reason, and counted', async () => {
  await done(PrintJobSchema, 'print', 'R1');
  expect(await refused('print', 'R1')).toMatchObject({
    exitCode: 1,
    code: 'badge-printed-before',
    details: { registration: 'R1', state: 'printed', printer: 'pdf-folder', generation: '1' },
  });
  expect(await refused('reprint', 'R1')).toMatchObject({ exitCode: 2, code: 'wrong-use' });
  expect(badges()).toBe(1);
  const again = await done(PrintJobSchema, 'reprint', 'R1', '--reason', 'lost');
  expect(again).toMatchObject({ state: 'printed', generation: 2, why: 'reprint', reprintReason: 'lost' });
  expect(badges()).toBe(2);
  expect(await done(CountsSchema, 'counts')).toMatchObject({
    badgesPrinted: 2,
    badgesReprinted: 1,
    badgesVoided: [{ reason: 'lost', count: 1 }],
  });
});

test('a badge that waits is shown with its history, moved, or given up', async () => {
  const stuck = await run('print', 'R1', '--printer', 'QL-820');
  expect(stuck.exitCode).toBe(1);
  const { id } = PrintJobSchema.parse(JSON.parse(stuck.stdout));
  expect(await done(PrintHistorySchema, 'job', id)).toMatchObject({
    state: 'stuck',
    steps: [{ state: 'queued' }, { state: 'rendered' }, { state: 'stuck', reason: 'printer-unreachable' }],
  });
  expect(await refused('move', id, 'no-such-printer')).toMatchObject({ code: 'printer-missing' });
  expect(await refused('came-out', id)).toMatchObject({ code: 'badge-under-way' });
  expect(await done(PrintJobSchema, 'move', id, 'pdf-folder')).toMatchObject({
    ...{ state: 'printed', printer: 'pdf-folder', movedFrom: 'QL-820' },
  });
  expect(await refused('cancel', id)).toMatchObject({ code: 'job-finished' });

  const other = PrintJobSchema.parse(
    JSON.parse((await run('reprint', 'R1', '--reason', 'damaged', '--printer', 'QL-820')).stdout),
  );
  expect(await done(PrintJobSchema, 'cancel', other.id)).toMatchObject({ state: 'cancelled' });
  const jobs = await done(z.array(PrintJobSchema), 'jobs');
  expect(jobs.map(({ state }) => state)).toEqual(['cancelled', 'printed']);
});

test('a badge with characters that no font has is held with their fields, and printed when wanted anyway', async () => {
  const held = await refused('print', 'R2');
  expect(held).toMatchObject({ exitCode: 1, code: 'characters-undrawn' });
  expect(held.message).toContain('ꀀ (name)');
  expect(await refused('retry', held.details.job ?? '')).toMatchObject({ code: 'characters-undrawn' });
  expect(await done(PrintJobSchema, 'retry', held.details.job ?? '', '--anyway')).toMatchObject({
    state: 'printed',
  });
});

test('where and when badges are printed is set without a window', async () => {
  const settings = ['--failover-printer', 'spare', '--layout-printers', 'vip=cards', 'press=QL=820'];
  const set = await done(StationStatusSchema, 'configure', ...settings, '--print-when', 'never');
  expect(set.printing).toEqual({
    ...{ when: 'never', printer: 'pdf-folder', furtherPrinters: [], failoverPrinter: 'spare' },
    layoutPrinters: { vip: 'cards', press: 'QL=820' },
  });
  expect(await refused('print', 'R1')).toMatchObject({ code: 'printing-off' });
  const unset = await done(
    StationStatusSchema,
    ...['configure', '--no-failover-printer', '--no-layout-printers', '--print-when', 'on-request'],
  );
  expect(unset.printing).toMatchObject({ failoverPrinter: null, layoutPrinters: {}, when: 'on-request' });
  expect(await refused('configure', '--layout-printers', 'vip')).toMatchObject({ code: 'wrong-use' });

  const sharing = ['--printer', 'labels-1', '--further-printers', 'labels-2', 'labels-1', 'labels-2'];
  const shared = await done(StationStatusSchema, 'configure', ...sharing);
  expect(shared.printing).toMatchObject({ printer: 'labels-1', furtherPrinters: ['labels-2'] });
  expect(shared.printers.map(({ name }) => name)).toEqual(['labels-1', 'labels-2']);
  const apart = ['configure', '--further-printers', 'labels-2', 'pdf-folder'];
  expect(await refused(...apart)).toMatchObject({ code: 'wrong-use' });
  // The PDF folder shares with none.
  const alone = await done(StationStatusSchema, 'configure', '--printer', 'pdf-folder');
  expect(alone.printing).toMatchObject({ printer: 'pdf-folder', furtherPrinters: [] });
});
