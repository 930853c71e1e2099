import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStationLog } from './station-log.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'station-log-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('lines are in the file at once, which only its owner reads', () => {
  const file = join(root, 'new folder', 'station.log');
  openStationLog(file).error({ err: new Error('no paper') }, 'a badge failed');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    msg: 'a badge failed',
    err: { message: 'no paper' },
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a long log is put aside in the place of the one before', () => {
  const file = join(root, 'station.log');
  writeFileSync(`${file}.1`, 'older');
  writeFileSync(file, 'x'.repeat(5_000_001));
  openStationLog(file).info('anew');
  expect(readFileSync(file, 'utf8')).toContain('anew');
  expect(statSync(`${file}.1`).size).toBe(5_000_001);
});

test('without a folder that can be used the log goes to stderr, and nothing is thrown', () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  writeFileSync(join(root, 'in the way'), '');
  openStationLog(join(root, 'in the way', 'station.log'));
  expect(told).toHaveBeenCalledWith(expect.stringContaining('cannot be written'));
  told.mockRestore();
});
