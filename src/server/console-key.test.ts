import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConsoleKey } from './console-key.ts';

describe('the console key', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yanqi-key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once, in a file for its owner only', () => {
    const key = readConsoleKey(folder, {});
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(readConsoleKey(folder, {})).toBe(key);
    expect(statSync(join(folder, 'console-key')).mode & 0o777).toBe(0o600);
  });

  it('is that of the environment when one is given, if it is long enough', () => {
    expect(readConsoleKey(folder, { YANQI_CONSOLE_KEY: 'a-key-of-the-organiser' })).toBe(
      'a-key-of-the-organiser',
    );
    expect(() => readConsoleKey(folder, { YANQI_CONSOLE_KEY: 'short' })).toThrow('at least 20 characters');
  });
});
