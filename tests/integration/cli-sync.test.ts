import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { StationStatusSchema, SyncStatusSchema } from '../../src/contract/status.ts';
import { ScanResultSchema } from '../../src/contract/verdict.ts';
import { listFile, startTestServer, type TestServer } from './server/test-server.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const CLI = fileURLToPath(new URL('../../src/core/cli.ts', import.meta.url));
const NINE = '2026-06-21T09:00:00+08:00';
const EIGHT = '2026-06-21T08:00:00+08:00';

let root: string;
let server: TestServer;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'cli-sync-'));
  server = await startTestServer(null);
  await server.importList({ file: listFile(1, 30), encoding: null, dryRun: false });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

/** What a command of a desk prints, whatever its exit code. */
function desk<Value>(name: string, schema: z.ZodType<Value>, ...words: string[]): Promise<Value> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [CLI, '--data', join(root, name), '--json', ...words],
      (_error, stdout, stderr) => {
        try {
          resolve(schema.parse(JSON.parse(stdout)));
        } catch {
          reject(new Error(`${words.join(' ')}: ${stdout}${stderr}`));
        }
      },
    );
  });
}

async function enrol(name: string): Promise<void> {
  const { code } = await server.makeEnrolmentCode({ name, role: 'desk' });
  const status = await desk(name, StationStatusSchema, 'enrol', server.url, code);
  expect(status).toMatchObject({ station: { name }, sync: { state: 'online', server: server.url } });
  const synced = await desk(name, SyncStatusSchema, 'sync');
  expect(synced).toMatchObject({ state: 'online', waiting: 0, parked: 0 });
}

test('two desks that were apart agree after a sync: the earlier entry is the admission', async () => {
  await enrol('Desk 1');
  await enrol('Desk 2');
  expect(await desk('Desk 1', StationStatusSchema, 'status')).toMatchObject({ registrations: 30 });

  const late = await desk('Desk 1', ScanResultSchema, 'scan', 'C7', '--at', NINE);
  const early = await desk('Desk 2', ScanResultSchema, 'scan', 'C7', '--at', EIGHT);
  expect([late.verdict, early.verdict]).toEqual(['admit', 'admit']);
  expect((await desk('Desk 1', StationStatusSchema, 'status')).sync.waiting).toBe(2);
  for (const name of ['Desk 1', 'Desk 2', 'Desk 1']) await desk(name, SyncStatusSchema, 'sync');

  for (const name of ['Desk 1', 'Desk 2']) {
    expect(
      await desk(name, ScanResultSchema, 'scan', 'C7', '--at', '2026-06-21T10:00:00+08:00'),
    ).toMatchObject({
      verdict: 'already-in',
      previous: { op: early.op?.id, at: '2026-06-21T00:00:00.000Z', stationName: 'Desk 2' },
    });
    const status = await desk(name, StationStatusSchema, 'status');
    expect(status).toMatchObject({
      arrived: 1,
      arrivedHere: name === 'Desk 2' ? 1 : 0,
      sync: { waiting: 0 },
    });
  }
});
