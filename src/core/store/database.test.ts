import { execFile } from 'node:child_process';
import {
  existsSync,
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
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DatabaseDamaged, DatabaseNewer, openDatabase, openForReading } from './database.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
  file = join(folder, 'station.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

function makeWithRows(rows: number): void {
  const database = openDatabase(file);
  database.write((writer) => {
    for (let row = 0; row < rows; row += 1)
      writer.run('INSERT INTO setting VALUES (?, ?)', `setting-${row}`, JSON.stringify('x'.repeat(200)));
  });
  database.close();
}

test('six processes that open a new folder at once all get the same sound database', async () => {
  const script = `
    import { openDatabase } from ${JSON.stringify(new URL('database.ts', import.meta.url).href)};
    const database = openDatabase(process.argv[1]);
    database.write((writer) => writer.run('INSERT INTO setting VALUES (?, ?)', String(process.pid), '1'));
    database.close();`;
  const run = promisify(execFile);
  await Promise.all(
    Array.from({ length: 6 }, () => run(process.execPath, ['--input-type=module', '-e', script, file])),
  );
  const database = openDatabase(file);
  expect(database.all('SELECT * FROM setting')).toHaveLength(6);
  database.close();
  expect(readdirSync(folder)).toEqual(['station.sqlite']);
});

test.each<[string, () => void]>([
  ['random bytes', () => writeFileSync(file, Buffer.alloc(9_000, 'no database '))],
  ['an empty file', () => writeFileSync(file, '')],
  ['a database cut in half', () => truncateSync(file, statSync(file).size / 2)],
  ['a database overwritten in the middle', () => overwriteMiddle()],
  ["another program's database", () => makeForeign()],
])('%s is said to be damaged and is left byte for byte as it is', (_kind, damage) => {
  makeWithRows(500);
  damage();
  const before = readFileSync(file);
  expect(() => openDatabase(file)).toThrow(DatabaseDamaged);
  expect(() => openForReading(file)).toThrow(DatabaseDamaged);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a database of a newer version is refused and left as it is', () => {
  makeWithRows(1);
  const newer = new Database(file);
  newer.pragma('user_version = 99');
  newer.close();
  expect(() => openDatabase(file)).toThrow(DatabaseNewer);
});

test('a folder that cannot be written to is neither damage nor a new database', () => {
  const missing = join(folder, 'missing', 'station.sqlite');
  expect(() => openDatabase(missing)).toThrow(/directory does not exist/);
  expect(existsSync(missing)).toBe(false);
});

function overwriteMiddle(): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, bytes.length / 2 - 8_192, bytes.length / 2 + 8_192);
  writeFileSync(file, bytes);
}

function makeForeign(): void {
  rmSync(file);
  const foreign = new Database(file);
  foreign.exec('CREATE TABLE song (title TEXT)');
  foreign.close();
}
