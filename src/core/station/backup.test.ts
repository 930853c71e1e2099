import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { BACKUPS_KEPT, backUpInTurn, checkBackup } from './backup.ts';
import { openStation } from './open-station.ts';
import { restore } from './restore.ts';
import type { Station } from './station.ts';
import { prepareFolder, type StationFolder } from './station-folder.ts';
import { keepStation } from './station-keeper.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const NINE = Date.parse('2026-06-21T09:00:00+08:00');
const log = pino({ level: 'silent' });

let root: string;
let folder: StationFolder;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'backup-'));
  const prepared = prepareFolder(join(root, 'data'));
  if (!prepared.ok) throw new Error('no folder');
  folder = prepared.value;
});
afterEach(() => rmSync(root, { recursive: true }));

function openHere(): Station {
  const opened = openStation({ folder: folder.path, background: false, now: () => NINE, log });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}

async function withStation<Value>(work: (station: Station) => Value | Promise<Value>): Promise<Value> {
  const station = openHere();
  try {
    return await work(station);
  } finally {
    await station.close();
  }
}

/** A station with so many guests G1, G2, … who are all in. */
async function letIn(count: number): Promise<void> {
  await withStation(async (station) => {
    const rows = Array.from({ length: count }, (_, index) => `G${index + 1},C${index + 1},王,伟,delegate`);
    const text = ['id,code,family_name,given_name,category', ...rows].join('\n');
    const bytes = new TextEncoder().encode(text);
    await station.importList({ file: { name: 'list.csv', bytes }, encoding: null, dryRun: false });
    for (let guest = 1; guest <= count; guest += 1) station.scan(`C${guest}`, 'scanner');
  });
}

async function backedUp(file = join(folder.backups, 'station-2026-06-21.sqlite')): Promise<string> {
  const backup = await withStation((station) => station.backup(file));
  if (!backup.ok) throw new Error(JSON.stringify(backup.failure));
  return file;
}

const DAMAGES: [string, () => void][] = [
  ['random bytes', () => writeFileSync(folder.database, Buffer.alloc(50_000, 'not a database '))],
  ['an empty file', () => writeFileSync(folder.database, '')],
  ['a file cut in half', () => truncateSync(folder.database, statSync(folder.database).size / 2)],
  ['bytes overwritten in the middle', () => overwriteMiddle()],
];

function overwriteMiddle(): void {
  const bytes = readFileSync(folder.database);
  bytes.fill(0x5a, bytes.length / 2 - 10_000, bytes.length / 2 + 10_000);
  writeFileSync(folder.database, bytes);
}

describe('a damaged database', () => {
  test.each(DAMAGES)(
    '(%s) is said with the last backup, kept, and restored on demand',
    async (_kind, damage) => {
      await letIn(50);
      const backup = await backedUp();
      damage();
      const damaged = readFileSync(folder.database);

      const keeper = keepStation({ folder: folder.path, background: false, log });
      const failure = { code: 'database-damaged', details: { file: folder.database, backup } };
      expect(keeper.current()).toEqual({ ok: false, failure });
      expect(keeper.recovery()).toMatchObject({
        state: 'damaged',
        failure,
        backups: [{ file: backup, ops: 50 }],
      });
      expect(readFileSync(folder.database).equals(damaged)).toBe(true);

      expect(keeper.restore(backup)).toEqual({ ok: true, value: { state: 'sound' } });
      const restored = keeper.current();
      expect(restored.ok && restored.value.ops().length).toBe(50);
      expect(restored.ok && restored.value.status().sync.waiting).toBe(50);
      await keeper.close();
      const [aside = ''] = readdirSync(folder.path).filter((name) => /\.damaged-[^/]*Z$/.test(name));
      expect(readFileSync(join(folder.path, aside)).equals(damaged)).toBe(true);
    },
  );

  test('without a backup is said and kept', async () => {
    await letIn(1);
    writeFileSync(folder.database, '');
    const opened = openStation({ folder: folder.path, background: true, log });
    expect(opened).toMatchObject({ failure: { code: 'database-damaged', details: { backup: '—' } } });
    expect(readdirSync(folder.path).sort()).toEqual(['backups', 'station.sqlite']);
  });

  test('that is gone while its backups are there is not silently begun anew', async () => {
    await letIn(3);
    const backup = await backedUp();
    rmSync(folder.database);
    expect(openStation({ folder: folder.path, background: false, log })).toMatchObject({
      failure: { code: 'database-damaged' },
    });
    expect(restore(folder, backup, NINE, log)).toMatchObject({ value: { ops: 3 } });
    expect(await withStation((station) => station.ops().length)).toBe(3);
  });

  test('is not replaced by a damaged backup, and a window may name only the offered ones', async () => {
    await letIn(3);
    const backup = await backedUp();
    const elsewhere = await backedUp(join(root, 'elsewhere.sqlite'));
    overwriteMiddle();
    truncateSync(backup, 20_000);
    const before = readFileSync(folder.database);
    const keeper = keepStation({ folder: folder.path, background: false, log });
    expect(keeper.recovery()).toMatchObject({ backups: [] });
    for (const file of [backup, elsewhere, folder.database])
      expect(keeper.restore(file)).toMatchObject({ failure: { code: 'backup-unusable' } });
    expect(restore(folder, backup, NINE, log)).toMatchObject({ failure: { code: 'backup-unusable' } });
    expect(readFileSync(folder.database).equals(before)).toBe(true);
    expect(restore(folder, elsewhere, NINE, log)).toMatchObject({ value: { ops: 3 } });
  });

  test('is not what a sound one is: that one is never replaced', async () => {
    await letIn(2);
    const backup = await backedUp();
    expect(restore(folder, backup, NINE, log)).toMatchObject({ failure: { code: 'wrong-use' } });
  });
});

test('nothing is put back under a station that is open, or over a newer database', async () => {
  await letIn(2);
  const backup = await backedUp();
  const opened = openStation({ folder: folder.path, background: true, log });
  const station = opened.ok ? opened.value : null;
  await vi.waitFor(() => expect(statSync(folder.printLock)).toBeDefined());
  overwriteMiddle();
  expect(restore(folder, backup, NINE, log)).toMatchObject({ failure: { code: 'wrong-use' } });
  await station?.close();
  expect(restore(folder, backup, NINE, log)).toMatchObject({ value: { ops: 2 } });

  const newer = new Database(folder.database);
  newer.pragma('user_version = 99');
  newer.close();
  expect(restore(folder, backup, NINE, log)).toMatchObject({ failure: { code: 'database-newer' } });
});

describe('a backup', () => {
  test('case 40: 50 offline, backup, kill -9: 50 in both', async () => {
    await letIn(0);
    const copy = join(root, 'copy.sqlite');
    const killed = await runUntilItKillsItself(`
      import { pino } from 'pino';
      const { openStation } = await import(${JSON.stringify(new URL('open-station.ts', import.meta.url).href)});
      const opened = openStation({ folder: ${JSON.stringify(folder.path)}, background: false,
        now: () => ${NINE}, log: pino({ level: 'silent' }) });
      const rows = Array.from({ length: 50 }, (_, index) => \`G\${index},C\${index},王,伟,delegate\`);
      const bytes = new TextEncoder().encode(['id,code,family_name,given_name,category', ...rows].join('\\n'));
      await opened.value.importList({ file: { name: 'list.csv', bytes }, encoding: null, dryRun: false });
      for (let guest = 0; guest < 50; guest += 1) opened.value.scan(\`C\${guest}\`, 'scanner');
      await opened.value.backup(${JSON.stringify(copy)});
      process.kill(process.pid, 'SIGKILL');`);
    expect(killed).toBe('SIGKILL');
    expect(checkBackup(copy, log)).toMatchObject({ value: { ops: 50 } });
    const status = await withStation((station) => station.status());
    expect(status).toMatchObject({ arrived: 50, arrivedHere: 50, sync: { waiting: 50 } });
  });

  test('is one file that opens by itself, and replaces an older backup but nothing else', async () => {
    await letIn(1);
    const file = await backedUp(join(root, 'b.sqlite'));
    await letIn(2);
    await backedUp(file);
    expect(checkBackup(file, log)).toMatchObject({ value: { ops: 2 } });
    expect(readdirSync(root).sort()).toEqual(['b.sqlite', 'data']);

    const precious = join(root, 'precious.txt');
    writeFileSync(precious, 'not a backup');
    await withStation(async (station) => {
      for (const target of [precious, folder.database, root, join(root, 'missing', 'b.sqlite')])
        expect(await station.backup(target)).toMatchObject({ failure: { code: 'backup-failed' } });
    });
    expect(readFileSync(precious, 'utf8')).toBe('not a backup');
    expect(existsSync(join(root, 'missing'))).toBe(false);
  });

  test(`of the automatic ones the last ${BACKUPS_KEPT} are kept, and a young one is not pushed out`, async () => {
    const database = openDatabase(folder.database);
    for (let quarter = 0; quarter < BACKUPS_KEPT + 2; quarter += 1) {
      const nowMs = NINE + quarter * 15 * 60_000;
      await backUpInTurn(database, folder, nowMs, log);
      await backUpInTurn(database, folder, nowMs + 1_000, log);
    }
    database.close();
    const kept = readdirSync(folder.backups).sort();
    expect(kept).toHaveLength(BACKUPS_KEPT);
    expect(kept[0]).toBe('station-2026-06-21T01-30-00-000Z.sqlite');
  });

  test('does not stop the station when its folder cannot be written', async () => {
    await letIn(1);
    rmSync(folder.backups, { recursive: true });
    writeFileSync(folder.backups, 'in the way');
    const opened = openStation({ folder: folder.path, background: true, log });
    expect(opened).toMatchObject({ failure: { code: 'data-folder-unusable' } });
    rmSync(folder.backups);
    mkdirSync(folder.backups);
    copyFileSync(folder.database, join(folder.backups, 'station-broken.sqlite'));
    truncateSync(join(folder.backups, 'station-broken.sqlite'), 5_000);
    await withStation((station) => expect(station.ops()).toHaveLength(1));
  });
});

/** Runs a module in another process and gives the signal that ended it. */
function runUntilItKillsItself(script: string): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: new URL('../../..', import.meta.url),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (_code, signal) => resolve(signal));
  });
}
