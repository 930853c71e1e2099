import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHANGES_PER_ROUND } from '../../../src/contract/sync.ts';
import { settleOp } from '../../../src/core/store/outbox.ts';
import { countListed, findRegistration } from '../../../src/core/store/registrations.ts';
import { storedSyncStatus } from '../../../src/core/sync/stored-sync-status.ts';
import { syncUntilDone } from '../../../src/core/sync/sync-until-done.ts';
import { type CuttableProxy, startProxy } from '../../services/cuttable-proxy.ts';
import { type Postgres, startPostgres } from '../../services/postgres.ts';
import { listFile, post, startTestServer, sync, type TestServer } from '../server/test-server.ts';
import { startNode } from './child-process.ts';
import { openSyncStation, type SyncStation } from './sync-station.ts';

const GUESTS = CHANGES_PER_ROUND * 5;

describe('the first download of a long list', () => {
  let postgres: Postgres;
  let server: TestServer;
  let proxy: CuttableProxy;
  let station: SyncStation;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());
  beforeEach(async () => {
    server = await startTestServer(await postgres.createDatabase());
    await server.importList({ file: listFile(1, GUESTS), encoding: null, dryRun: false });
    proxy = await startProxy(server.url);
    station = openSyncStation();
    await station.enrol(server, proxy.url);
  });
  afterEach(async () => {
    station[Symbol.dispose]();
    await proxy[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  const download = () => storedSyncStatus(station.parts.database, Date.now()).download;

  it('goes on where the line broke, tells how far it is, and then tells nothing more', async () => {
    let rounds = 0;
    const cut = await syncUntilDone(station.parts, {
      onRound: () => {
        rounds += 1;
        if (rounds === 2) proxy.cut();
      },
    });
    expect(cut).toMatchObject({ ok: false, failure: { code: 'server-unreachable' } });
    const received = countListed(station.parts.database);
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThan(GUESTS);
    expect(download()).toEqual({ received, expected: GUESTS });

    proxy.restore();
    const rest = await station.sync();
    expect(countListed(station.parts.database)).toBe(GUESTS);
    expect(rest).toMatchObject({ ok: true });
    if (rest.ok) expect(rest.value.received).toBeLessThan(GUESTS);
    expect(download()).toBeNull();
  });

  it('goes on from its cursor after a kill -9 in the middle', async () => {
    const { folder } = station;
    station.parts.database.close();
    const child = startNode(['tests/integration/sync/download-and-stay.ts', folder]);
    await child.said('two rounds');
    await child.kill();

    station = openSyncStation({ folder });
    const received = countListed(station.parts.database);
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThan(GUESTS);
    expect(download()).toEqual({ received, expected: GUESTS });
    const rest = await station.sync();
    expect(rest.ok && rest.value.received).toBeLessThanOrEqual(GUESTS - received + CHANGES_PER_ROUND / 2);
    expect(countListed(station.parts.database)).toBe(GUESTS);
    expect(download()).toBeNull();
  });

  it('takes a guest off the list whom the console removed, and keeps the others', async () => {
    await station.sync();
    const path = '/v1/console/registrations/G7/remove';
    expect((await post(server.url, path, server.consoleKey, {})).status).toBe(200);
    const again = await post(server.url, path, server.consoleKey, {});
    expect([again.status, await again.json()]).toMatchObject([
      422,
      { data: { code: 'registration-unknown' } },
    ]);
    await station.sync();
    expect(findRegistration(station.parts.database, 'G7')).toBeNull();
    expect(countListed(station.parts.database)).toBe(GUESTS - 1);

    using late = openSyncStation();
    await late.enrol(server);
    await late.sync();
    expect(countListed(late.parts.database)).toBe(GUESTS - 1);
    expect((await sync(server, await server.enrol(), [])).registrations).toBe(GUESTS - 1);
  });

  it('sends a parked op again at the next enrolment only', async () => {
    const op = station.admit('G1');
    station.parts.database.write((writer) =>
      settleOp(writer, op.id, { result: 'parked', reason: 'op-invalid' }),
    );
    expect(await station.sync()).toMatchObject({ ok: true, value: { sent: 0 } });
    await station.enrol(server, proxy.url);
    expect(await station.sync()).toMatchObject({ ok: true, value: { sent: 1 } });
  });
});
