import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from './built-app.ts';

// It loads what the benches measure.
const TIME_LIMIT_MS = 60_000;

test('a bench that is not there is refused, with what there is to measure', {
  timeout: TIME_LIMIT_MS,
}, () => {
  const bench = join(projectFolder, 'scripts/bench.ts');
  const { status, stderr, stdout } = spawnSync(process.execPath, [bench, '--only', 'nonsense'], {
    encoding: 'utf8',
  });

  expect(stderr).toContain('usage: npm run bench -- [--only NAME]');
  expect(stderr).toMatch(/^ {2}download +a new station takes/m);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});
