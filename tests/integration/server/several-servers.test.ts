import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../../src/contract/protocol.ts';
import { type Postgres, startPostgres } from '../../services/postgres.ts';
import { waitFor } from '../../services/service-process.ts';
import { EVENT, entry, get, listFile, post, startTestServer, sync, type TestServer } from './test-server.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe('two servers on one PostgreSQL', () => {
  let databaseUrl: string;
  let one: TestServer;
  let other: TestServer;
  beforeEach(async () => {
    databaseUrl = await postgres.createDatabase();
    one = await startTestServer(databaseUrl);
    other = await startTestServer(databaseUrl);
  });
  afterEach(async () => {
    await one[Symbol.asyncDispose]();
    await other[Symbol.asyncDispose]();
  });

  async function listen(server: TestServer, token: string) {
    const ends = new AbortController();
    const response = await get(server.url, '/v1/news', token, ends.signal);
    let heard = '';
    const reading = (async () => {
      for await (const bytes of response.body ?? []) heard += Buffer.from(bytes).toString();
    })().catch(() => undefined);
    return {
      count: () => heard.match(/event: message/g)?.length ?? 0,
      end: async () => {
        ends.abort();
        await reading;
      },
    };
  }

  it('tell a station at one what another did at the other, and go on after the database ended their lines', async () => {
    const [here, there] = [await one.enrol(), await one.enrol()];
    const news = await listen(one, here.token);
    await waitFor('the station listens', () => one.listeners() === 1);
    await sync(other, there, [entry(there.id, 'G1')]);
    await waitFor('it hears', () => news.count() === 1);

    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await client.end();
    // Once the line stands again everybody is told to look.
    await waitFor('it hears again', () => news.count() >= 2);
    const before = news.count();
    await sync(other, there, [entry(there.id, 'G2')]);
    await waitFor('it hears of the next', () => news.count() > before);
    await news.end();
  });

  /** Keeps everybody who writes from the end of the log; `waiting` counts who waits for whatever lock. */
  async function holdLog() {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT * FROM event FOR UPDATE');
    return {
      waiting: async () => {
        const { rows } = await client.query('SELECT DISTINCT pid FROM pg_locks WHERE NOT granted');
        return rows.length;
      },
      release: async () => {
        await client.query('COMMIT');
        await client.end();
      },
    };
  }

  it('give a code to one guest only, when two lists at once want it for two', async () => {
    const log = await holdLog();
    const wants = (from: number) => listFile(from, from, (line) => line.replace(`C${from}`, 'SHARED'));
    const imports = [one, other].map((server, place) =>
      server.importList({ file: wants(place + 1), encoding: null, dryRun: false }),
    );
    await waitFor('both wait', async () => (await log.waiting()) === 2);
    await log.release();
    const reports = await Promise.all(imports);
    const added = reports.map((report) => (report.ok ? report.value.added : -1));
    expect(added.sort()).toEqual([0, 1]);
    expect(reports).toContainEqual(
      expect.objectContaining({
        value: expect.objectContaining({
          refused: 1,
          problems: [expect.objectContaining({ reason: 'code-repeated', value: 'SHARED' })],
        }),
      }),
    );
  });

  it('try a list out while another is taken in and the log is held', async () => {
    const log = await holdLog();
    const taken = one.importList({ file: listFile(1, 3), encoding: null, dryRun: false });
    await waitFor('the import waits', async () => (await log.waiting()) === 1);
    expect(await other.importList({ file: listFile(4, 6), encoding: null, dryRun: true })).toMatchObject({
      value: { added: 3, refused: 0, dryRun: true },
    });
    await log.release();
    expect(await taken).toMatchObject({ value: { added: 3 } });
    expect(await one.importList({ file: listFile(4, 6), encoding: null, dryRun: true })).toMatchObject({
      value: { added: 3 },
    });
  });

  it('let no row slip past a cursor while both are written to', async () => {
    const stations = await Promise.all([one, other, one, other].map((server) => server.enrol()));
    const sent: string[] = [];
    const seen: string[] = [];
    let writing = true;
    const writers = stations.map(async (station, place) => {
      for (let round = 0; round < 15; round += 1) {
        const ops = [entry(station.id, `G${round}`), entry(station.id, `G${round + place}`)];
        sent.push(...ops.map(({ id }) => id));
        await sync(place % 2 === 0 ? one : other, station, ops);
      }
    });
    const [reader] = stations;
    async function readOn(): Promise<void> {
      let cursor = '0';
      for (let round = 0; ; round += 1) {
        const wasWriting = writing;
        if (reader === undefined) return;
        const answer = await sync(round % 2 === 0 ? one : other, reader, [], cursor);
        cursor = answer.cursor;
        for (const change of answer.changes) if (change.kind === 'op') seen.push(change.op.id);
        if (!wasWriting && !answer.more) return;
      }
    }
    const reading = readOn();
    await Promise.all(writers);
    writing = false;
    await reading;
    expect([...seen].sort()).toEqual([...sent].sort());
  });
});

describe('what a server refuses', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(await postgres.createDatabase());
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const packed = (body: Uint8Array<ArrayBuffer>, token: string, encoding = 'gzip') =>
    fetch(`${server.url}/v1/sync`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-encoding': encoding,
        authorization: `Bearer ${token}`,
      },
      body,
    });

  it('a packed body by its unpacked size, one that is broken, and a packing that it does not know', async () => {
    const { id, token } = await server.enrol();
    const body = { protocol: PROTOCOL_VERSION, event: EVENT.id, cursor: '0', ops: [entry(id, 'G1')] };
    const good = new Uint8Array(gzipSync(JSON.stringify(body)));
    expect((await packed(good, token)).status).toBe(200);
    expect((await packed(good.slice(0, 50), token)).status).toBe(400);
    expect((await packed(new TextEncoder().encode('nonsense'), token)).status).toBe(400);
    expect((await packed(new Uint8Array(gzipSync('x'.repeat(5_000_000))), token)).status).toBe(413);
    expect((await packed(good, token, 'br')).status).toBe(415);
  });

  it('a code that belongs to a guest outside of the list', async () => {
    await server.importList({ file: listFile(1, 2), encoding: null, dryRun: false });
    const clash = listFile(3, 4, (line) => line.replace('C3', 'C1'));
    for (const dryRun of [true, false]) {
      expect(await server.importList({ file: clash, encoding: null, dryRun })).toMatchObject({
        value: { added: 1, refused: 1, problems: [{ line: 2, reason: 'code-repeated', value: 'C1' }] },
      });
    }
  });

  it.each([
    [1, 'station'],
    [99, 'server'],
  ])('protocol %i, and says that the %s is to be upgraded', async (protocol, olderEn) => {
    const { token } = await server.enrol();
    const body = { protocol, event: EVENT.id, cursor: '0', ops: [] };
    const answer = await post(server.url, '/v1/sync', token, body);
    expect(await answer.json()).toMatchObject({ data: { code: 'protocol-mismatch', details: { olderEn } } });
  });
});
