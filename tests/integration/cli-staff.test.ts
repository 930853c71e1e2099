import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StaffListSchema } from '../../src/contract/staff.ts';

// Many processes, on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const CLI = fileURLToPath(new URL('../../src/core/cli.ts', import.meta.url));

let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'cli-staff-'));
});
afterEach(() => rmSync(data, { recursive: true }));

/** Runs one command with this on its stdin. */
async function run(stdin: string, ...words: string[]) {
  const child = spawn(process.execPath, [CLI, '--data', data, '--json', ...words]);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.stdin.end(stdin);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: await ended, stdout, stderr };
}

test('staff are added with the PIN on stdin, listed, and removed but for the last manager', async () => {
  const added = await run('2468\n', 'staff', 'add', ' 王芳 ', '--role', 'manager');
  expect(added).toMatchObject({ exitCode: 0, stderr: '' });
  expect(added.stdout).not.toContain('2468');
  await run('1357', 'staff', 'add', 'Anna', '--role', 'desk');
  await run('', 'configure', '--lock-after', '90');
  const listed = await run('', 'staff', 'list');
  expect(StaffListSchema.parse(JSON.parse(listed.stdout))).toEqual({
    members: [
      { name: '王芳', role: 'manager', origin: 'station' },
      { name: 'Anna', role: 'desk', origin: 'station' },
    ],
    lockAfterSeconds: 90,
  });
  expect(await run('', 'staff', 'remove', '王芳')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('manager-needed'),
  });
  expect(await run('', 'staff', 'remove', 'Anna')).toMatchObject({ exitCode: 0 });
  expect(await run('', 'staff', 'remove', '王芳')).toMatchObject({ exitCode: 0 });
});

test.each([
  ['a PIN of three digits', '123\n', ['add', 'Anna', '--role', 'manager']],
  ['no PIN at all', '', ['add', 'Anna', '--role', 'manager']],
  ['a role that there is not', '2468\n', ['add', 'Anna', '--role', 'chief']],
])('%s is wrong use', async (_case, stdin, words) => {
  expect(await run(stdin, 'staff', ...words)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('wrong-use'),
  });
});
