/** The first download of a long list, by a server process on PostgreSQL and the station's own sync. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { CHANGES_PER_ROUND } from '../../src/contract/sync.ts';
import { countListed } from '../../src/core/store/registrations.ts';
import { syncUntilDone } from '../../src/core/sync/sync-until-done.ts';
import type { SyncStation } from '../../tests/integration/sync/sync-station.ts';
import { type Figure, median } from '../bench-figure.ts';
import { startBenchVenue } from '../bench-venue.ts';

const GUESTS = 100_000;

export const name = 'download';
export const describe = `a new station takes ${GUESTS.toLocaleString('en')} registrations from the server`;

export async function run(): Promise<readonly Figure[]> {
  await using venue = await startBenchVenue(GUESTS);
  const station = await venue.enrolStation('Desk');
  const downloaded = await timeDownload(station);
  const rows = station.parts.database.all('SELECT listed FROM registration').map((row) => String(row.listed));
  const plainMs = await timePlainly(`[${rows.join(',')}]`);
  return [
    {
      what: 'all of it',
      value: downloaded.totalMs,
      unit: 'ms',
      against: { what: 'one JSON of the same rows, fetched and put into a bare table', value: plainMs },
    },
    { what: `a round of ${CHANGES_PER_ROUND}, the middle one`, value: downloaded.roundMs, unit: 'ms' },
    { what: 'the longest that a scan would have waited meanwhile', value: downloaded.stalledMs, unit: 'ms' },
  ];
}

async function timeDownload({ parts }: SyncStation) {
  const stalls = monitorEventLoopDelay({ resolution: 1 });
  const rounds: number[] = [];
  const startedMs = performance.now();
  let roundMs = startedMs;
  stalls.enable();
  const synced = await syncUntilDone(parts, {
    onRound: () => {
      rounds.push(performance.now() - roundMs);
      roundMs = performance.now();
    },
  });
  stalls.disable();
  const totalMs = performance.now() - startedMs;
  const received = countListed(parts.database);
  if (!synced.ok || received !== GUESTS) throw new Error(`only ${received} came`);
  return { totalMs, roundMs: median(rounds), stalledMs: stalls.max / 1e6 };
}

/** The least that moving these rows takes: no pages, no schemas, no words to find guests by, nothing to resume. */
async function timePlainly(json: string): Promise<number> {
  const packed = await promisify(gzip)(json);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(packed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.int() }).parse(server.address());
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-bench-'));
  const database = new Database(join(folder, 'plain.sqlite'));
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec('CREATE TABLE registration (id TEXT PRIMARY KEY, code TEXT UNIQUE, data TEXT)');
    const insert = database.prepare('INSERT INTO registration VALUES (?, ?, ?)');
    const startedMs = performance.now();
    const rows: { id: string; code: string }[] = await (await fetch(`http://127.0.0.1:${port}`)).json();
    database.transaction(() => {
      for (const row of rows) insert.run(row.id, row.code, JSON.stringify(row));
    })();
    return performance.now() - startedMs;
  } finally {
    database.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
