/** Layouts from the station's command line, as a child process. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runStation } from '../services/station-cli.ts';
import { pageInfo, scannedCodes } from './pdf-tools.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const EXAMPLES = fileURLToPath(new URL('../../resources/layouts/examples', import.meta.url));

let root: string;
let out: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'cli layouts '));
  out = join(root, 'badge.pdf');
  const list = join(root, 'list.csv');
  writeFileSync(list, 'registration_id,family_name,given_name,category\nG1,欧阳,小明,vip\nG2,王,ꀀ,vip\n');
  expect(await run('import', list)).toMatchObject({ exitCode: 0 });
});
afterEach(() => rmSync(root, { recursive: true }));

const run = (...words: string[]) => runStation(join(root, 'data'), ['--json', ...words]);

test('badge --layout draws a guest with the layout of a file', async () => {
  const layout = join(EXAMPLES, 'card-86x54.json');
  const made = await run('badge', 'G1', '--out', out, '--layout', layout);
  expect(made).toMatchObject({ exitCode: 0, stderr: '' });
  expect(JSON.parse(made.stdout)).toEqual({
    registration: 'G1',
    file: out,
    layout: 'card-86x54',
    undrawn: [],
  });
  expect(await pageInfo(out)).toEqual({ pages: 1, width: 86, height: 54 });
  expect(await scannedCodes(out)).toEqual([expect.stringMatching(/^YD1/)]);
});

test('badge --sheet draws the test sheet of a layout, or of that for all others', async () => {
  expect(await run('badge', '--sheet', '--out', out)).toMatchObject({ exitCode: 0 });
  expect(await pageInfo(out)).toEqual({ pages: 1, width: 105, height: 148 });
  const layout = join(EXAMPLES, 'small-90x54.json');
  expect(await run('badge', '--sheet', '--out', out, '--layout', layout)).toMatchObject({ exitCode: 0 });
  expect(await pageInfo(out)).toEqual({ pages: 1, width: 102, height: 66 });
  expect(await scannedCodes(out)).toEqual([expect.stringMatching(/^YANQI DESK TEST BADGE/)]);
});

test('a character that no font draws is told, beside the file', async () => {
  const made = await run('badge', 'G2', '--out', out);
  expect(made.exitCode).toBe(1);
  expect(JSON.parse(made.stderr)).toMatchObject({
    code: 'characters-undrawn',
    message: expect.stringContaining('ꀀ (name)'),
  });
  expect(existsSync(out)).toBe(true);
});

test('a bad layout file is refused with its name and the place of the fault; nothing is written', async () => {
  const bad = join(root, 'bad.json');
  const front = { bands: [{ box: { x: 0, y: 0, width: 5, height: 5 }, colour: 'red' }] };
  const name = { zh: '版', en: 'Layout' };
  const page = { width: 105, height: 148 };
  writeFileSync(bad, JSON.stringify({ format: 2, id: 'bad', name, categories: null, page, front }));
  const refused = await run('badge', 'G1', '--out', out, '--layout', bad);
  expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
  expect(JSON.parse(refused.stderr)).toMatchObject({
    code: 'file-not-a-layout',
    details: { file: bad, problemEn: expect.stringContaining('front.bands[0].colour') },
  });
  expect(existsSync(out)).toBe(false);
  expect(await run('badge', 'G1', '--out', out, '--layout', join(root, 'none.json'))).toMatchObject({
    exitCode: 1,
  });
});

test.each([[['badge', '--out', 'x.pdf']], [['badge', 'G1', '--sheet', '--out', 'x.pdf']]])(
  '%j is wrong use',
  async (words) => {
    expect(await run(...words)).toMatchObject({ exitCode: 2 });
  },
);
