import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../../src/contract/event.ts';
import type { Verdict } from '../../../src/contract/verdict.ts';
import { openStation } from '../../../src/core/station/open-station.ts';
import type { Station } from '../../../src/core/station/station.ts';
import { openDatabase } from '../../../src/server/database/database.ts';
import { findEvent, putEvent } from '../../../src/server/event.ts';
import { type CuttableProxy, startProxy } from '../../services/cuttable-proxy.ts';
import { type Postgres, startPostgres } from '../../services/postgres.ts';
import { waitFor } from '../../services/service-process.ts';
import { EVENT, listFile, startTestServer, type TestServer } from '../server/test-server.ts';

/** On the first day of the event, at nine in Beijing. */
const NINE = Date.parse('2026-06-21T01:00:00.000Z');
const log = pino({ level: 'silent' });

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

let databaseUrl: string;
let server: TestServer;
let proxy: CuttableProxy;
let nowMs: number;
const open: { station: Station; folder: string }[] = [];

beforeEach(async () => {
  databaseUrl = await postgres.createDatabase();
  server = await startTestServer(databaseUrl);
  server.passTime(NINE - Date.now());
  proxy = await startProxy(server.url);
  nowMs = NINE;
});
afterEach(async () => {
  for (const { station, folder } of open.splice(0)) {
    await station.close();
    rmSync(folder, { recursive: true });
  }
  await proxy[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function enrolled(background = false): Promise<Station> {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-case-'));
  const opened = openStation({ folder, background, now: () => nowMs, log });
  if (!opened.ok) throw new Error(opened.failure.code);
  open.push({ station: opened.value, folder });
  const { code } = await server.makeEnrolmentCode({ name: 'Desk', role: 'desk' });
  const done = await opened.value.enrol(proxy.url, code);
  if (!done.ok) throw new Error(done.failure.code);
  await synced(opened.value);
  return opened.value;
}

async function synced(station: Station): Promise<void> {
  const outcome = await station.sync();
  if (!outcome.ok) throw new Error(outcome.failure.code);
}

function later(milliseconds: number): void {
  nowMs += milliseconds;
  server.passTime(milliseconds);
}

async function importList(file: ReturnType<typeof listFile>): Promise<void> {
  const report = await server.importList({ file, encoding: null, dryRun: false });
  if (!report.ok) throw new Error(report.failure.code);
}

function verdictOf(station: Station, code: string, checkpoint = 'main'): Verdict {
  const result = station.scan(code, 'scanner', { checkpoint });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value.verdict;
}

/** The event with a forum beside the main entrance: other categories, more than once. */
async function addForum(): Promise<void> {
  const opened = await openDatabase({ kind: 'postgres', url: databaseUrl }, log);
  const present: Event = (await findEvent(opened.database)) ?? EVENT;
  const [main] = present.checkpoints;
  if (main === undefined) throw new Error('the event has no checkpoint');
  const forum = { ...main, id: 'forum', categories: ['vip'], admission: 'many' as const };
  await putEvent(opened.database, { ...present, checkpoints: [main, forum] });
  await opened.database.destroy();
}

describe('case 13: cancelled centrally after the download, scanned offline', () => {
  it('is kept as admitted, and every desk is asked about it', async () => {
    await importList(listFile(1, 2));
    const [offline, other] = [await enrolled(), await enrolled()];
    later(60_000);
    const cancelled = listFile(1, 1, (line) => line.replace('delegate', 'delegate,cancelled'));
    const header = new TextDecoder().decode(cancelled.bytes).replace('category', 'category,status');
    await importList({ name: 'list.csv', bytes: new TextEncoder().encode(header) });
    later(60_000);

    expect(verdictOf(offline, 'C1')).toBe('admit');
    await synced(offline);
    await synced(other);
    for (const station of [offline, other]) {
      expect(station.conflicts()).toMatchObject([
        { kind: 'admitted-while-offline', guest: 'G1', registration: { status: 'cancelled' }, first: null },
      ]);
      expect(verdictOf(station, 'C1')).toBe('cancelled');
    }
    expect(offline.ops().filter(({ kind }) => kind === 'entry')).toHaveLength(1);
  });
});

describe('case 15: two checkpoints of different rules, two tickets', () => {
  const SCANS = [
    ['C1', 'main', 'admit'],
    ['C1', 'forum', 'wrong-category'],
    ['C2', 'main', 'admit'],
    ['C2', 'forum', 'admit'],
    ['C1', 'main', 'already-in'],
    ['C2', 'forum', 'admit'],
    ['C2', 'main', 'already-in'],
  ] as const;

  it.each(['online', 'offline'])('give the same verdicts %s', async (line) => {
    await addForum();
    await importList(listFile(1, 2, (text) => text.replace('小2,delegate', '小2,vip')));
    const station = await enrolled();
    if (line === 'offline') proxy.cut();
    for (const [code, checkpoint, verdict] of SCANS) {
      later(1_000);
      expect([code, checkpoint, verdictOf(station, code, checkpoint)]).toEqual([code, checkpoint, verdict]);
      if (line === 'online') await synced(station);
    }
  });
});

describe('a station that is renamed', () => {
  it('is called so by the others once they have heard, and its check-ins do not wait for a name that no database keeps', async () => {
    await importList(listFile(1, 3));
    const [door, desk] = [await enrolled(), await enrolled()];
    expect(verdictOf(door, 'C1')).toBe('admit');
    await synced(door);
    await synced(desk);
    expect(placeOfFirst(desk)).toBe('Desk');

    door.configure({ name: '东门 East door' });
    await synced(door);
    await synced(desk);
    expect(placeOfFirst(desk)).toBe('东门 East door');

    door.configure({ name: 'East\u0000' });
    expect(verdictOf(door, 'C2')).toBe('admit');
    await synced(door);
    await synced(desk);
    expect(placeOfFirst(desk)).toBe('东门 East door');
  });

  /** What a desk calls the station that let the first guest in. */
  function placeOfFirst(desk: Station): string | undefined {
    const again = desk.scan('C1', 'scanner');
    if (!again.ok) throw new Error(again.failure.code);
    return again.value.previous?.stationName;
  }
});

describe('a clock that is more than 12 hours wrong', () => {
  it('lets guests in all the same, by the right time, and asks about each', async () => {
    await importList(listFile(1, 2));
    const station = await enrolled();
    server.passTime(20 * 3_600_000);
    await synced(station);
    expect(verdictOf(station, 'C1')).toBe('admit');
    expect(station.conflicts()).toMatchObject([{ kind: 'skewed-clock', guest: 'G1', first: null }]);
    const [{ second } = { second: null }] = station.conflicts();
    expect(second?.at.slice(0, 13)).toBe(new Date(NINE + 20 * 3_600_000).toISOString().slice(0, 13));
    expect(station.settle({ entry: second?.op ?? '', decision: 'let-stand', other: null }).ok).toBe(true);
    expect(station.conflicts()).toEqual([]);
  });
});

describe('case 16: the network is cut while the station works', () => {
  it('answers at once all the same, says that it is offline, and recovers by itself', async () => {
    await importList(listFile(1, 3));
    const station = await enrolled(true);
    await waitFor('online', () => station.status().sync.state === 'online');
    proxy.cut();
    const started = performance.now();
    expect(verdictOf(station, 'C1')).toBe('admit');
    // The case itself: a verdict within a second.
    expect(performance.now() - started).toBeLessThan(1_000);
    await waitFor('offline', () => station.status().sync.state === 'offline');
    expect(station.status().sync).toMatchObject({ waiting: 1, failure: { code: 'server-unreachable' } });

    proxy.restore();
    await waitFor('online again', () => station.status().sync.state === 'online', 60_000);
    expect(station.status().sync).toMatchObject({ parked: 0, failure: null });
  });
});
