import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { CountsSchema, VerificationSchema } from '../../src/contract/counts.ts';
import { OpSchema } from '../../src/contract/op.ts';
import { RegistrationSchema } from '../../src/contract/registration.ts';
import { ParkedOpSchema, StationStatusSchema } from '../../src/contract/status.ts';
import { ConflictSchema, ScanResultSchema } from '../../src/contract/verdict.ts';
import { openDatabase } from '../../src/core/store/database.ts';
import { takeOps } from '../../src/core/store/op-log.ts';
import { uncorrectedClock } from '../../src/core/store/station-clock.ts';
import { runStation } from '../services/station-cli.ts';

// Many processes, on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const NINE = ['--at', '2026-06-21T09:00:00+08:00'];
const LIST = `id,code,family_name,given_name,category,hold
R1,AAA,欧阳,小明,delegate,
R2,BBB,李,娜,vip,是
`;

let root: string;
let data: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cli-desk-'));
  data = join(root, 'data');
});
afterEach(() => rmSync(root, { recursive: true }));

const run = (...words: string[]) => runStation(data, words);

async function done<Value>(schema: z.ZodType<Value>, ...words: string[]): Promise<Value> {
  const { exitCode, stdout, stderr } = await run('--json', ...words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return schema.parse(JSON.parse(stdout));
}

async function refused(...words: string[]) {
  const { exitCode, stdout, stderr } = await run('--json', ...words);
  const { code } = z.looseObject({ code: z.string() }).parse(JSON.parse(stderr));
  return { exitCode, stdout, code };
}

/** The sample event with its one checkpoint scanning out too, and two guests. */
async function setUp(): Promise<void> {
  const { event } = await done(StationStatusSchema, 'status');
  const checkpoints = event.checkpoints.map((place) => ({ ...place, tracksExit: true }));
  const file = join(root, 'event.json');
  writeFileSync(file, JSON.stringify({ ...event, checkpoints }));
  await done(StationStatusSchema, 'init', file);
  writeFileSync(join(root, 'list.csv'), LIST);
  await run('import', join(root, 'list.csv'));
}

test('a desk takes guests down, puts right, lets out, takes back and answers for it', async () => {
  await setUp();
  const walkIn = ['walk-in', '--family', 'Nguyễn', '--given', 'Ánh', '--title', 'Dr.', '--category', 'press'];
  const guest = await done(RegistrationSchema, ...walkIn, '--country', 'VN', '--organization', 'VTV');
  expect(guest).toMatchObject({ familyName: 'Nguyễn', title: 'Dr.', organization: 'VTV', code: guest.id });
  expect(await done(ScanResultSchema, 'scan', guest.id, ...NINE)).toMatchObject({ verdict: 'admit' });

  const out = await run('scan', guest.id, '--out', ...NINE);
  expect(out).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^out {2}W-/) });
  const corrected = await done(
    RegistrationSchema,
    'correct',
    'R1',
    '--badge-name',
    '小明',
    '--category',
    'vip',
  );
  expect(corrected).toMatchObject({ givenName: '小明', badgeName: '小明', category: 'vip' });
  expect(await done(OpSchema, 'note', 'R1', ' 需要轮椅 ')).toMatchObject({ payload: { text: '需要轮椅' } });

  expect(await refused('scan', 'BBB', ...NINE)).toMatchObject({ exitCode: 1, code: 'hold' });
  expect(await done(OpSchema, 'confirm-hold', 'R2')).toMatchObject({ kind: 'hold-confirmed' });
  const { op } = await done(ScanResultSchema, 'scan', 'BBB', ...NINE);
  const counts = await done(CountsSchema, 'counts');
  expect(counts).toMatchObject({ registrations: 3, checkpoints: [{ admitted: 2, inside: 1 }] });
  expect(await done(OpSchema, 'undo', op?.id ?? '')).toMatchObject({ payload: { op: op?.id } });
  expect(await done(ScanResultSchema, 'scan', 'BBB', ...NINE)).toMatchObject({ verdict: 'admit' });

  expect(await done(z.array(ConflictSchema), 'conflicts')).toEqual([]);
  expect(await done(z.array(ParkedOpSchema), 'parked')).toEqual([]);
  expect(await done(VerificationSchema, 'verify')).toMatchObject({ differences: [] });

  const database = openDatabase(join(data, 'station.sqlite'));
  database.write((writer) => writer.run("UPDATE attendance SET inside = 0 WHERE registration = 'R2'"));
  database.close();
  const found = await refused('verify');
  expect(found).toMatchObject({ exitCode: 1, code: 'state-differs' });
  expect(VerificationSchema.parse(JSON.parse(found.stdout)).differences).toMatchObject([
    { table: 'attendance', key: expect.stringContaining('R2') },
  ]);
  const words = await run('verify');
  expect(words.stdout).toMatch(
    /^\d+ ops, 1 differences\nattendance .*R2\n {2}stored: +\{.*\n {2}expected: +\{/,
  );
});

test('two desks that were apart: the conflict is listed and settled, in words for people too', async () => {
  await setUp();
  const { op } = await done(ScanResultSchema, 'scan', 'AAA', ...NINE);
  const other = '01890a5d-ac96-774b-bcce-b302099a8002';
  const later = {
    at: '2026-06-21T01:05:00.000Z',
    hlc: `${Date.parse('2026-06-21T01:05:00Z')}-0000-${other}`,
  };
  const theirs = { ...op, ...later, id: '01890a5d-ac96-774b-bcce-b302099a8003', station: other };
  takeIn(theirs);
  expect(await done(z.array(ConflictSchema), 'conflicts')).toMatchObject([
    { kind: 'double-admission', guest: 'R1', first: { op: op?.id }, second: { op: theirs.id } },
  ]);
  const listed = await run('conflicts');
  expect(listed.stdout).toMatch(
    /^\S+8003 {2}double-admission {2}R1 {2}欧阳小明 .*2026-06-21 09:00:00 at main .*, then 2026-06-21 09:05:00 at main\n$/,
  );
  expect(await done(OpSchema, 'settle', theirs.id, 'same-person')).toMatchObject({
    payload: { entry: theirs.id, decision: 'same-person' },
  });
  expect(await run('conflicts')).toMatchObject({ exitCode: 0, stdout: 'Nothing to settle.\n' });
  expect(await refused('settle', theirs.id, 'same-person')).toMatchObject({
    exitCode: 1,
    code: 'nothing-to-settle',
  });
});

/** As a round of sync would. */
function takeIn(op: unknown): void {
  const database = openDatabase(join(data, 'station.sqlite'));
  const stamper = { station: '01890a5d-ac96-774b-bcce-b302099a8009', ...uncorrectedClock(Date.now) };
  database.write((writer) => takeOps(writer, [OpSchema.parse(op)], stamper));
  database.close();
}

test('what cannot be done is refused with its code, and nothing is written', async () => {
  await setUp();
  const cases: readonly [number, string, ...string[]][] = [
    [1, 'op-unknown', 'undo', 'nonsense'],
    [1, 'registration-unknown', 'note', 'R9', 'text'],
    [1, 'registration-unknown', 'correct', 'R9', '--given', 'x'],
    [1, 'nothing-to-correct', 'correct', 'R1'],
    [1, 'category-unknown', 'correct', 'R1', '--category', 'astronaut'],
    [1, 'name-missing', 'walk-in', '--category', 'vip'],
    [1, 'nothing-to-confirm', 'confirm-hold', 'R1'],
    [1, 'op-unknown', 'settle', 'nonsense', 'let-stand'],
    [2, 'wrong-use', 'settle', 'nonsense', 'shrug'],
    [2, 'wrong-use', 'walk-in', '--family', 'Li'],
    [2, 'wrong-use', 'walk-in', '--family', 'Li', '--category', 'vip', '--country', 'China'],
    [2, 'wrong-use', 'note', 'R1', '   '],
    [2, 'wrong-use', 'configure', '--direction', 'up'],
  ];
  for (const [exitCode, code, ...words] of cases)
    expect([words, await refused(...words)]).toEqual([words, { exitCode, code, stdout: '' }]);
  expect(await done(z.array(OpSchema), 'ops')).toEqual([]);
});
