import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failureSentence } from '../../../src/contract/failure-sentences.ts';
import { guestOf } from '../../../src/contract/op.ts';
import { outboxCounts, waitingOps } from '../../../src/core/store/outbox.ts';
import { type CuttableProxy, startProxy } from '../../services/cuttable-proxy.ts';
import { type Postgres, startPostgres } from '../../services/postgres.ts';
import { freePort, waitFor } from '../../services/service-process.ts';
import { startTestServer, type TestServer } from '../server/test-server.ts';
import { startStub } from './answering-stub.ts';
import { type Child, startNode } from './child-process.ts';
import { contentsOf, openSyncStation, type SyncStation } from './sync-station.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

let databaseUrl: string;
let client: pg.Client;
beforeEach(async () => {
  databaseUrl = await postgres.createDatabase();
  client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
});
afterEach(() => client.end());

async function opsAtServer(): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM op ORDER BY id');
  return rows.map((row) => row.id);
}

describe('when the line breaks', () => {
  let server: TestServer;
  let proxy: CuttableProxy;
  let station: SyncStation;
  beforeEach(async () => {
    server = await startTestServer(databaseUrl);
    proxy = await startProxy(server.url);
    station = openSyncStation();
    await station.enrol(server, proxy.url);
    await station.sync();
  });
  afterEach(async () => {
    station[Symbol.dispose]();
    await proxy[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  it('within a request, nothing is lost and each check-in arrives once', async () => {
    const made = Array.from({ length: 300 }, (_, place) => station.admit(`G${place}`).id);
    proxy.cutAfter(8_000);
    expect(await station.sync()).toMatchObject({ ok: false, failure: { code: 'server-unreachable' } });
    expect(await opsAtServer()).toEqual([]);
    expect(outboxCounts(station.parts.database).waiting).toBe(300);

    proxy.restore();
    expect(await station.sync()).toMatchObject({ ok: true, value: { sent: 300 } });
    expect(await opsAtServer()).toEqual(made.sort());
    expect(outboxCounts(station.parts.database).waiting).toBe(0);
  });

  it('after the commit and before the answer, the check-in is sent again and counted once', async () => {
    const { id } = station.admit('G1');
    proxy.holdAnswers();
    const sync = station.sync();
    await waitFor('the answer is on its way', () => proxy.heldBytes > 0);
    proxy.cut();
    expect(await sync).toMatchObject({ ok: false, failure: { code: 'server-unreachable' } });
    expect(await opsAtServer()).toEqual([id]);
    expect(outboxCounts(station.parts.database).waiting).toBe(1);

    proxy.restore();
    expect(await station.sync()).toMatchObject({ ok: true });
    expect(await opsAtServer()).toEqual([id]);
    expect(outboxCounts(station.parts.database).waiting).toBe(0);
  });

  it('case 18: four answers in a row are lost, there is one check-in', async () => {
    const { id } = station.admit('G1');
    for (let press = 0; press < 4; press += 1) {
      proxy.holdAnswers();
      const sync = station.sync();
      await waitFor('the answer is on its way', () => proxy.heldBytes > 0);
      proxy.cut();
      expect(await sync).toMatchObject({ ok: false });
      proxy.restore();
    }
    expect(await station.sync()).toMatchObject({ ok: true });
    expect(await opsAtServer()).toEqual([id]);
    const { rows } = await client.query('SELECT op, open_conflicts FROM attendance');
    expect(rows).toEqual([{ op: id, open_conflicts: 0 }]);
  });

  it('case 12: of five ops the second is parked visibly, 401 and 503 lose nothing, four land', async () => {
    const made = [
      station.admit('G1'),
      station.admit('G2\u0000'),
      station.admit('G3'),
      station.admit('G4'),
      station.admit('G5'),
    ];
    await using stranger = await startStub({ status: 401, type: 'application/json', body: '{}' });
    proxy.connectTo(stranger.port);
    // A kept connection to the server breaks once.
    await waitFor('the stranger answers', async () => isAnswered(await station.sync()));
    expect(await station.sync()).toMatchObject({ ok: false, failure: { code: 'enrolment-refused' } });
    expect(waitingOps(station.parts.database, 10)).toEqual(made);

    await using gateway = await startStub({ status: 503, type: 'text/html', body: '<h1>Bad Gateway</h1>' });
    proxy.connectTo(gateway.port);
    expect(await station.sync()).toMatchObject({ ok: false, failure: { code: 'server-unreachable' } });
    expect(waitingOps(station.parts.database, 10)).toEqual(made);

    proxy.connectTo(Number(new URL(server.url).port));
    expect(await station.sync()).toMatchObject({ ok: true });
    const landed = made.filter((op) => guestOf(op) !== 'G2\u0000').map((op) => op.id);
    expect(await opsAtServer()).toEqual(landed.sort());
    expect(outboxCounts(station.parts.database)).toMatchObject({ waiting: 0, parked: 1 });
    const kept = station.parts.database.all(
      'SELECT op.id, parked_reason FROM op LEFT JOIN outbox ON op = id',
    );
    expect(kept).toHaveLength(5);
    expect(kept).toContainEqual({ id: made[1]?.id, parked_reason: 'op-invalid' });
  });

  it.each([
    ['a captive portal with its page', { status: 200, type: 'text/html', body: '<form>Log in</form>' }],
    [
      'a captive portal with its redirection',
      { status: 302, type: 'text/plain', body: '', headers: { location: '/' } },
    ],
    ['a portal that wants a password', { status: 401, type: 'text/html', body: 'Who are you?' }],
    ['a gateway that gives up', { status: 504, type: 'application/json', body: '{}' }],
  ])('%s counts as offline and changes nothing', async (_name, answer) => {
    station.admit('G1');
    const before = contentsOf(station.parts.database);
    await using stub = await startStub(answer);
    proxy.connectTo(stub.port);
    expect(await station.sync()).toMatchObject({ ok: false, failure: { code: 'server-unreachable' } });
    expect(contentsOf(station.parts.database)).toEqual(before);
  });

  it('an older server says that it is the server that is to be upgraded; nothing is lost', async () => {
    station.admit('G1');
    const details = { station: '2', server: '1', olderZh: '服务器', olderEn: 'server' };
    const body = JSON.stringify({ code: 'REFUSED', data: { code: 'protocol-mismatch', details } });
    await using stub = await startStub({ status: 422, type: 'application/json', body });
    proxy.connectTo(stub.port);
    await waitFor('the stub answers', async () => isAnswered(await station.sync()));
    const outcome = await station.sync();
    if (outcome.ok) throw new Error('the round went well');
    expect(failureSentence(outcome.failure, 'en')).toContain('Upgrade the server.');
    expect(failureSentence(outcome.failure, 'zh')).toContain('请升级服务器');
    expect(outboxCounts(station.parts.database)).toMatchObject({ waiting: 1, parked: 0 });
  });

  const SOUND = {
    results: [{ result: 'accepted' }],
    changes: [],
    cursor: '7',
    more: false,
    registrations: 0,
    serverTime: '2026-06-21T01:00:00.000Z',
  };
  it.each([
    ['no answer at all', {}],
    ['a result too few', { ...SOUND, results: [] }],
    ['an unknown kind of change', { ...SOUND, changes: [{ kind: 'weather', rain: true }] }],
    ['a field that nobody knows', { ...SOUND, extra: 1 }],
    ['more to come for ever', { ...SOUND, more: true }],
  ])('an answer that holds %s changes nothing and is named', async (_name, answer) => {
    station.admit('G1');
    const before = contentsOf(station.parts.database);
    await using stub = await startStub({
      status: 200,
      type: 'application/json',
      body: JSON.stringify(answer),
    });
    proxy.connectTo(stub.port);
    // A kept connection to the server breaks once.
    await waitFor('the stub answers', async () => isAnswered(await station.sync()));
    expect(await station.sync()).toMatchObject({ ok: false, failure: { code: 'server-answer-invalid' } });
    expect(contentsOf(station.parts.database)).toEqual(before);
  });
});

function isAnswered(outcome: Awaited<ReturnType<SyncStation['sync']>>): boolean {
  return outcome.ok || outcome.failure.code !== 'server-unreachable';
}

describe('when the server is killed with -9', () => {
  let child: Child;
  let port: number;
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-server-'));
  beforeEach(async () => {
    port = await freePort();
    child = await startServerProcess();
  });
  afterEach(() => child[Symbol.asyncDispose]());

  async function startServerProcess(): Promise<Child> {
    const args = ['--data', folder, '--database-url', databaseUrl, '--port', String(port)];
    const server = startNode(['src/server/server.ts', ...args]);
    await server.said('enrolment code:');
    return server;
  }

  async function enrolled(url: string): Promise<SyncStation> {
    const code = /enrolment code: (\S+)/.exec(child.output())?.[1] ?? '';
    const station = openSyncStation();
    const makeEnrolmentCode = () => Promise.resolve({ code, expiresAt: '' });
    await station.enrol({ makeEnrolmentCode, url }, url);
    await station.sync();
    return station;
  }

  it('before its commit, the check-in is there once after the restart', async () => {
    using station = await enrolled(`http://127.0.0.1:${port}`);
    const { id } = station.admit('G1');
    // Holding the log's lock keeps the server's transaction from its last statements.
    await client.query('BEGIN');
    await client.query('SELECT * FROM event FOR UPDATE');
    const sync = station.sync();
    await waitFor('the server waits in its transaction', async () => {
      const { rows } = await client.query('SELECT 1 FROM pg_locks WHERE NOT granted');
      return rows.length > 0;
    });
    await child.kill();
    expect(await sync).toMatchObject({ ok: false, failure: { code: 'server-unreachable' } });
    await client.query('COMMIT');
    expect(await opsAtServer()).toEqual([]);

    child = await startServerProcess();
    expect(await station.sync()).toMatchObject({ ok: true });
    expect(await opsAtServer()).toEqual([id]);
  });

  it('after its commit and before its answer, the check-in is there once after the restart', async () => {
    await using proxy = await startProxy(`http://127.0.0.1:${port}`);
    using station = await enrolled(proxy.url);
    const { id } = station.admit('G1');
    proxy.holdAnswers();
    const sync = station.sync();
    await waitFor('the op is committed', async () => (await opsAtServer()).length === 1);
    await child.kill();
    expect(await sync).toMatchObject({ ok: false, failure: { code: 'server-unreachable' } });
    expect(outboxCounts(station.parts.database).waiting).toBe(1);

    proxy.restore();
    child = await startServerProcess();
    expect(await station.sync()).toMatchObject({ ok: true });
    expect(await opsAtServer()).toEqual([id]);
    expect(outboxCounts(station.parts.database).waiting).toBe(0);
  });
});

describe('when the station is killed with -9', () => {
  it('case 11: three check-ins made offline survive and arrive once after the restart', async () => {
    await using server = await startTestServer(databaseUrl);
    let station = openSyncStation();
    await station.enrol(server);
    const { folder } = station;
    station.parts.database.close();

    const child = startNode(['tests/integration/sync/admit-and-stay.ts', folder, 'A', 'B', 'C']);
    await child.said('committed');
    await child.kill();

    station = openSyncStation({ folder });
    using _ = station;
    const waiting = waitingOps(station.parts.database, 10);
    expect(waiting.map(guestOf)).toEqual(['A', 'B', 'C']);
    expect(await station.sync()).toMatchObject({ ok: true, value: { sent: 3 } });
    expect(await opsAtServer()).toEqual(waiting.map((op) => op.id).sort());
    expect(await station.sync()).toMatchObject({ ok: true, value: { sent: 0 } });
  });
});
