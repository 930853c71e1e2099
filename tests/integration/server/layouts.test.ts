/** Badge layouts on their way from files to the paper of a station that has lost its server since. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openStation } from '../../../src/core/station/open-station.ts';
import type { Station } from '../../../src/core/station/station.ts';
import { pngOf, svgOf } from '../../fixtures/images.ts';
import { type Postgres, startPostgres } from '../../services/postgres.ts';
import { pageInfo, scannedCodes } from '../pdf-tools.ts';
import { startNode } from '../sync/child-process.ts';
import { listFile, startTestServer, type TestServer } from './test-server.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let postgres: Postgres;
let root: string;
let databaseUrl: string;
let server: TestServer;
const open: Station[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'layouts-'));
  databaseUrl = await postgres.createDatabase();
  server = await startTestServer(databaseUrl);
});
afterEach(async () => {
  for (const station of open.splice(0)) await station.close();
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

/** A layout file of a page of its own width, so that a badge shows which layout it has. */
function layoutFile(
  path: string,
  categories: readonly string[] | null,
  width: number,
  more: object = {},
): string {
  const file = join(root, `${path}.json`);
  const id = basename(path);
  const qr = { x: 10, y: 10, size: 28, quiet: 3 };
  const page = { width, height: 60 };
  const name = { zh: id, en: id };
  writeFileSync(file, JSON.stringify({ format: 2, id, name, categories, page, front: { qr, ...more } }));
  return file;
}

/** An enrolled station with five delegates. */
async function desk(): Promise<Station> {
  const folder = mkdtempSync(join(root, 'desk-'));
  const opened = openStation({ folder, background: false, log: pino({ level: 'silent' }) });
  if (!opened.ok) throw new Error(opened.failure.code);
  open.push(opened.value);
  await server.importList({ file: listFile(1, 5), encoding: null, dryRun: false });
  const { code } = await server.makeEnrolmentCode({ name: 'Desk', role: 'desk' });
  expect(await opened.value.enrol(server.url, code)).toMatchObject({ ok: true });
  await sync(opened.value);
  return opened.value;
}

async function sync(station: Station): Promise<void> {
  expect(await station.sync()).toMatchObject({ ok: true });
}

async function badge(station: Station, registration = 'G1') {
  const preview = await station.previewBadge(registration, null);
  if (!preview.ok) throw new Error(preview.failure.code);
  const file = join(root, 'badge.pdf');
  writeFileSync(file, preview.value.pdf);
  return { file, layout: preview.value.layout, width: (await pageInfo(file)).width };
}

async function publish(...paths: string[]) {
  return server.publishLayouts(paths);
}

test('a layout reaches a station by sync, with its images, and is printed when the server is gone', async () => {
  const station = await desk();
  expect(await badge(station)).toMatchObject({ layout: 'delegate', width: 105 });
  writeFileSync(join(root, 'logo.png'), pngOf(8, 8, [10, 60, 90, 200]));
  writeFileSync(join(root, 'wave.svg'), svgOf('<path fill="currentColor" d="M0 0h10v10z"/>'));
  const images = ['logo.png', 'wave.svg'].map((source, at) => ({
    box: { x: 50 + 12 * at, y: 10, width: 10, height: 10 },
    source,
  }));
  const file = layoutFile('guests', ['delegate'], 77, { images });
  expect(await publish(file)).toMatchObject({ value: { version: 1, isNew: true } });
  await sync(station);
  await server.close();
  const printed = await badge(station);
  expect(printed).toMatchObject({ layout: 'guests', width: 77 });
  expect(await scannedCodes(printed.file)).toEqual([expect.stringMatching(/^YD1/)]);
  await server.restart();
});

test('what is published takes the place of all before it; categories without a layout look as shipped', async () => {
  const station = await desk();
  await publish(layoutFile('guests', ['delegate'], 77));
  await publish(layoutFile('honoured', ['vip'], 80));
  await sync(station);
  expect(await badge(station)).toMatchObject({ layout: 'delegate', width: 105 });
});

test('a layout for all others is for those, too, whom a shipped one names', async () => {
  const station = await desk();
  await publish(layoutFile('everybody', null, 79));
  await sync(station);
  expect(await badge(station)).toMatchObject({ layout: 'everybody', width: 79 });
});

test('a station that enrols later has the last version; publishing the same again changes nothing', async () => {
  const file = layoutFile('guests', ['delegate'], 77);
  await publish(file);
  layoutFile('guests', ['delegate'], 78);
  expect(await publish(file)).toMatchObject({ value: { version: 2, isNew: true } });
  expect(await publish(file)).toMatchObject({ value: { version: 2, isNew: false } });
  expect(await badge(await desk())).toMatchObject({ width: 78 });
});

test('all layouts of a folder are published, or with a bad one among them none', async () => {
  const station = await desk();
  const folder = join(root, 'set');
  mkdirSync(folder);
  layoutFile('set/a', ['delegate'], 81);
  layoutFile('set/b', ['vip'], 81);
  writeFileSync(join(folder, 'c.json'), '{"format":2,"shoes":1}');
  expect(await publish(folder)).toMatchObject({
    failure: { code: 'file-not-a-layout', details: { file: join(folder, 'c.json') } },
  });
  await sync(station);
  expect(await badge(station)).toMatchObject({ layout: 'delegate' });
  rmSync(join(folder, 'c.json'));
  expect(await publish(folder)).toMatchObject({ value: { layouts: [{ id: 'a' }, { id: 'b' }] } });
  await sync(station);
  expect(await badge(station)).toMatchObject({ layout: 'a' });
});

test.each([
  ['for a category that the event does not have', ['a', ['ghosts']], 'no category ghosts'],
  [
    'for a category that another one is for',
    ['b', ['vip']],
    'the layout first is for the category vip already',
  ],
  ['of the same id', ['first', ['press']], 'another layout has the id first'],
] as const)('a layout %s is refused', async (_fault, [id, categories], words) => {
  const first = layoutFile('first', ['vip'], 77);
  mkdirSync(join(root, 'other'));
  const other = layoutFile(`other/${id}`, categories, 77);
  expect(await publish(first, other)).toMatchObject({
    failure: {
      code: 'file-not-a-layout',
      details: { file: other, problemEn: expect.stringContaining(words) },
    },
  });
});

test('a layout with a text that the database cannot keep is refused', async () => {
  const size = { max: 20, floor: 10 };
  const look = { weight: 'bold', size, lines: 1, height: 8, colour: '#10222e', align: 'left' };
  const columns = [
    { box: { x: 45, y: 10, width: 30, height: 20 }, fields: [{ text: 'words', words: 'A\ud800', ...look }] },
  ];
  expect(await publish(layoutFile('half', ['vip'], 77, { columns }))).toMatchObject({
    failure: {
      code: 'file-not-a-layout',
      details: { problemEn: expect.stringContaining('half a character') },
    },
  });
});

test('the server program publishes layouts and says so; a bad file it refuses with its name and place', async () => {
  const start = (folder: string, ...paths: string[]) => {
    const layouts = paths.flatMap((path) => ['--layout', path]);
    const data = join(root, folder);
    return startNode([
      'src/server/server.ts',
      '--data',
      data,
      '--database-url',
      databaseUrl,
      '--port',
      '0',
      ...layouts,
    ]);
  };
  await using good = start('data', layoutFile('guests', ['delegate'], 77), layoutFile('everybody', null, 90));
  await good.said('layouts: version 1 published');
  expect(good.output()).toContain('layout: everybody for all other categories');
  const bad = layoutFile('bad', ['vip'], 77, {
    bands: [{ box: { x: 0, y: 0, width: 5, height: 5 }, colour: 'red' }],
  });
  await using refused = start('other-data', bad);
  expect(await refused.ended()).toBe(1);
  expect(refused.errors()).toContain(`file-not-a-layout: ${bad}`);
  expect(refused.errors()).toContain('front.bands[0].colour');
});
