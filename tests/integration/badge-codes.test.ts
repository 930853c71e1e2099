/** What stands on printed badges, read as a scanner reads it: a real station, the PDF folder, no server. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { readToken } from '../../src/checkin/ticket/token.ts';
import type { PrintJob } from '../../src/contract/print.ts';
import { openStation } from '../../src/core/station/open-station.ts';
import type { PrintOptions, Station } from '../../src/core/station/station.ts';
import { verifySignature } from '../../src/node/ed25519.ts';
import { pageInfo, scannedCodes } from './pdf-tools.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const run = promisify(execFile);
const NINE = Date.parse('2026-06-21T09:00:00+08:00');
const LONG_NAME = '王'.repeat(200);
const GUESTS = `registration_id,code,family_name,given_name,category,valid_days
G1,AAA,欧阳,小明,delegate,
G2,BBB,Smith,Anna,vip,2026-06-22
G3,CCC,Новикова,Жанна,press,
G4,DDD,王,ꀀ,staff,
G5,EEE,${LONG_NAME},,delegate,
`;

let root: string;
let station: Station;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'badge-codes-'));
  const opened = openStation({
    folder: root,
    now: () => NINE,
    background: false,
    log: pino({ level: 'silent' }),
  });
  if (!opened.ok) throw new Error(opened.failure.code);
  station = opened.value;
  const file = { name: 'guests.csv', bytes: new TextEncoder().encode(GUESTS) };
  expect(await station.importList({ file, encoding: null, dryRun: false })).toMatchObject({ ok: true });
});
afterEach(async () => {
  await station.close();
  rmSync(root, { recursive: true });
});

function ask(registration: string, options?: PrintOptions): PrintJob {
  const job = station.printBadge(registration, options);
  if (!job.ok) throw new Error(job.failure.code);
  return job.value;
}

async function settled({ id }: PrintJob): Promise<PrintJob> {
  return station.printed(id, 120_000);
}

/** The PDF that the printer received. */
function paperOf({ id }: PrintJob): string {
  const files = readdirSync(join(root, 'badges')).filter((name) => name.endsWith(`${id}.pdf`));
  expect(files).toHaveLength(1);
  return join(root, 'badges', files[0] ?? '');
}

/** The code on a badge, its signature checked with the station's own key. */
async function badgeCode(job: PrintJob) {
  const [code = '', ...others] = await scannedCodes(paperOf(job));
  expect(others).toEqual([]);
  const token = readToken(code);
  if (token?.kind !== 'badge') throw new Error(`not the code of a badge: ${code}`);
  const key = z.object({ publicKey: z.string() });
  const { publicKey } = key.parse(JSON.parse(readFileSync(join(root, 'station-key.json'), 'utf8')));
  expect(verifySignature(publicKey, token.bytes, token.signature)).toBe(true);
  return { code, registration: token.guest.registration, generation: token.generation };
}

async function textOn(job: PrintJob): Promise<string> {
  const { stdout } = await run('pdftotext', [paperOf(job), '-']);
  return stdout;
}

function scan(code: string) {
  const result = station.scan(code, 'scanner', { atMs: NINE });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

test('case 29: three attendees printed at once give three badges, each with its own name and code', async () => {
  const names = { G1: '欧阳小明', G2: 'Anna Smith', G3: 'Жанна Новикова' };
  const jobs = Object.keys(names).map((registration) => ask(registration));
  for (const job of jobs) expect(await settled(job)).toMatchObject({ state: 'printed' });
  expect(readdirSync(join(root, 'badges'))).toHaveLength(3);
  for (const [at, [registration, name]] of Object.entries(names).entries()) {
    const job = jobs[at];
    if (job === undefined) throw new Error('a job is missing');
    expect(await badgeCode(job)).toMatchObject({ registration, generation: 1 });
    const text = await textOn(job);
    for (const other of Object.values(names))
      expect([other, text.includes(other)]).toEqual([other, other === name]);
  }
});

test('badges have the layout of their category', async () => {
  for (const [registration, layout] of [
    ['G1', 'delegate'],
    ['G2', 'vip'],
    ['G3', 'press'],
  ] as const)
    expect(await settled(ask(registration))).toMatchObject({ state: 'printed', layout });
});

test("a scan takes the code of the badge as well as the guest's own; that of a replaced badge no more", async () => {
  const first = await settled(ask('G1'));
  const second = await settled(ask('G1', { reprint: { reason: 'lost' } }));
  const [lost, kept] = [await badgeCode(first), await badgeCode(second)];
  expect([lost.generation, kept.generation]).toEqual([1, 2]);
  expect(scan(lost.code)).toMatchObject({ verdict: 'revoked-badge', registration: { id: 'G1' } });
  expect(scan(kept.code)).toMatchObject({ verdict: 'admit', registration: { id: 'G1' } });
  expect(scan('AAA')).toMatchObject({ verdict: 'already-in', registration: { id: 'G1' } });
});

test('a badge with a character that no font draws waits and says which; wanted anyway it comes out', async () => {
  const job = ask('G4');
  expect(await settled(job)).toMatchObject({
    state: 'stuck',
    reason: 'characters-undrawn',
    undrawn: [{ field: 'name', character: 'ꀀ' }],
  });
  expect(station.retryBadge(job.id, true)).toMatchObject({ ok: true });
  await vi.waitUntil(async () => (await settled(job)).state === 'printed', { timeout: 60_000 });
  expect(await badgeCode(job)).toMatchObject({ registration: 'G4' });
});

test('the longest name of a list gives a badge of one page', async () => {
  const job = ask('G5');
  expect(await settled(job)).toMatchObject({ state: 'printed' });
  expect(await pageInfo(paperOf(job))).toEqual({ pages: 1, width: 105, height: 148 });
});

test("a test badge is the test sheet, whose code is nobody's", async () => {
  const job = station.printTestBadge('pdf-folder');
  expect(await settled(job)).toMatchObject({ state: 'printed' });
  const [code = ''] = await scannedCodes(paperOf(job));
  expect(code).toMatch(/^YANQI DESK TEST BADGE/);
  expect(scan(code)).toMatchObject({ verdict: 'unknown' });
});
