import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../../src/contract/status.ts';
import { opsOf } from '../../../src/core/store/op-rows.ts';
import { findRegistration } from '../../../src/core/store/registrations.ts';
import { enrol } from '../../../src/core/sync/enrol.ts';
import { type SyncLoop, startSyncLoop } from '../../../src/core/sync/sync-loop.ts';
import type { Timers } from '../../../src/core/sync/timers.ts';
import { type CuttableProxy, startProxy } from '../../services/cuttable-proxy.ts';
import { type Postgres, startPostgres } from '../../services/postgres.ts';
import { waitFor } from '../../services/service-process.ts';
import { listFile, startTestServer, type TestServer } from '../server/test-server.ts';
import { startStub } from './answering-stub.ts';
import { startDeafProxy } from './deaf-proxy.ts';
import { openSyncStation, type SyncStation } from './sync-station.ts';

/** Time that passes only when the test says so. */
class HeldTimers implements Timers {
  readonly #waiting = new Set<{ readonly milliseconds: number; readonly work: () => void }>();

  after(milliseconds: number, work: () => void): () => void {
    const entry = { milliseconds, work };
    this.#waiting.add(entry);
    return () => this.#waiting.delete(entry);
  }

  /** How long each wait is that is under way. */
  get waits(): number[] {
    return [...this.#waiting].map(({ milliseconds }) => milliseconds);
  }

  /** Ends the waits of that length. */
  pass(milliseconds: number): void {
    for (const entry of [...this.#waiting].filter((waiting) => waiting.milliseconds === milliseconds)) {
      this.#waiting.delete(entry);
      entry.work();
    }
  }
}

describe('the background sync', () => {
  let postgres: Postgres;
  let server: TestServer;
  let proxy: CuttableProxy;
  const running: { loop: SyncLoop; station: SyncStation }[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
    server = await startTestServer(await postgres.createDatabase());
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await postgres.stop();
  });
  beforeEach(async () => {
    proxy = await startProxy(server.url);
  });
  afterEach(async () => {
    for (const { loop, station } of running.splice(0)) {
      await loop.close();
      station[Symbol.dispose]();
    }
    await proxy[Symbol.asyncDispose]();
  });

  async function startStation(options: { timers?: Timers; enrolled?: boolean } = {}) {
    const station = openSyncStation(options.timers ? { timers: options.timers } : {});
    if (options.enrolled !== false) await station.enrol(server, proxy.url);
    // The upper end of the jitter: the whole back-off.
    const told: SyncStatus['state'][] = [];
    const onChange = ({ state }: SyncStatus) => void told.push(state);
    const loop = startSyncLoop(station.parts, { onChange, random: () => 1 });
    running.push({ loop, station });
    return {
      station,
      loop,
      told,
      inState: (state: SyncStatus['state']) => () => loop.status().state === state,
    };
  }

  it('carries a check-in at one desk to another as soon as it is made', async () => {
    const [one, other] = [await startStation(), await startStation()];
    await waitFor('both are online', () => one.inState('online')() && other.inState('online')());

    const op = one.station.admit('G1');
    one.loop.wake();
    await waitFor('the other knows', () => opsOf(other.station.parts.database, 'G1').length === 1);
    expect(opsOf(other.station.parts.database, 'G1')).toEqual([op]);
    await waitFor('the one has its answer', () => one.loop.status().waiting === 0);
    expect(one.loop.status()).toMatchObject({ waitingSince: null, parked: 0, failure: null });
  });

  it('brings a late import of the server to a station that does nothing', async () => {
    const { station, inState } = await startStation();
    await waitFor('online', inState('online'));
    await server.importList({ file: listFile(501, 503), encoding: null, dryRun: false });
    await waitFor('the list', () => findRegistration(station.parts.database, 'G503') !== null);
  });

  it('case 16: says that it is offline when the line is cut, and recovers by itself', async () => {
    const timers = new HeldTimers();
    const { station, loop, told, inState } = await startStation({ timers });
    await waitFor('its line for news stands', () => timers.waits.includes(20_000));
    await waitFor('online', inState('online'));

    proxy.cut();
    await waitFor('offline', inState('offline'));
    const op = station.admit('G2');
    loop.wake();
    expect(loop.status()).toMatchObject({ waiting: 1, failure: { code: 'server-unreachable' } });

    proxy.restore();
    await waitFor('online again', () => {
      for (const wait of timers.waits.filter((milliseconds) => milliseconds <= 8_000)) timers.pass(wait);
      return inState('online')() && loop.status().waiting === 0;
    });
    expect(opsOf(station.parts.database, 'G2')).toEqual([op]);
    const changes = told.filter((state, place) => state !== told[place - 1]);
    expect(changes).toEqual(['offline', 'online', 'offline', 'online']);
  });

  it('backs off further with each failure while offline, to half a minute at most', async () => {
    const timers = new HeldTimers();
    const { inState } = await startStation({ timers });
    await waitFor('its line for news stands', () => timers.waits.includes(20_000));
    proxy.cut();
    await waitFor('offline', inState('offline'));
    // The waits for news are woken by the same steps; what counts is that each next step is waited for.
    for (const wait of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      await waitFor(`a wait of ${wait} ms`, () => {
        for (const shorter of timers.waits.filter((milliseconds) => milliseconds < wait))
          timers.pass(shorter);
        return timers.waits.includes(wait);
      });
      timers.pass(wait);
    }
  });

  it('asks every 15 seconds while the server cannot tell its news', async () => {
    const timers = new HeldTimers();
    const { station, inState } = await startStation({ timers });
    await waitFor('its line for news stands', () => timers.waits.includes(20_000));
    await waitFor('online', inState('online'));
    // Silence for too long: the line is taken for dead.
    timers.pass(20_000);
    await waitFor('it polls', () => timers.waits.includes(15_000));
    await server.importList({ file: listFile(601, 601), encoding: null, dryRun: false });
    timers.pass(15_000);
    await waitFor('the list', () => findRegistration(station.parts.database, 'G601') !== null);
  });

  it('asks every 15 seconds where no line for news can be had at all', async () => {
    const timers = new HeldTimers();
    await using deaf = await startDeafProxy(server.url);
    const station = openSyncStation({ timers });
    await station.enrol(server, deaf.url);
    const loop = startSyncLoop(station.parts, { onChange() {}, random: () => 1 });
    running.push({ loop, station });
    await waitFor('it asked for news', () => deaf.newsAsked() > 0);
    await waitFor('it polls', () => timers.waits.includes(15_000));
    expect(loop.status()).toMatchObject({ state: 'online', failure: null });
    await server.importList({ file: listFile(701, 701), encoding: null, dryRun: false });
    timers.pass(15_000);
    await waitFor('the list', () => findRegistration(station.parts.database, 'G701') !== null);
  });

  it('stops at 401, keeps all, and goes on after a new enrolment', async () => {
    const { station, loop, inState } = await startStation();
    await waitFor('online', inState('online'));
    await using stranger = await startStub({ status: 401, type: 'application/json', body: '{}' });
    proxy.connectTo(stranger.port);
    const op = station.admit('G3');
    loop.wake();
    await waitFor('enrolment needed', inState('enrolment-needed'));
    expect(loop.status()).toMatchObject({ waiting: 1, failure: { code: 'enrolment-refused' } });

    proxy.connectTo(Number(new URL(server.url).port));
    await station.enrol(server, proxy.url);
    loop.enrolled();
    await waitFor('online', inState('online'));
    expect(loop.status()).toMatchObject({ waiting: 0, failure: null });
    expect(opsOf(station.parts.database, 'G3')).toEqual([op]);
  });

  it('does nothing alone, and begins when the station is enrolled', async () => {
    const { station, loop, inState } = await startStation({ enrolled: false });
    const op = station.admit('G4');
    loop.wake();
    expect(loop.status()).toMatchObject({ state: 'alone', server: null, waiting: 1 });
    const { code } = await server.makeEnrolmentCode({ name: 'Desk 4', role: 'desk' });
    expect(await enrol(station.parts, { url: `${server.url}/`, code })).toMatchObject({
      ok: true,
      value: { name: 'Desk 4' },
    });
    loop.enrolled();
    await waitFor('online', inState('online'));
    expect(loop.status()).toMatchObject({ server: server.url, waiting: 0 });
    expect(opsOf(station.parts.database, 'G4')).toEqual([op]);
  });

  it('sends everything again to a server that it is new to', async () => {
    await using second = await startTestServer(await postgres.createDatabase());
    const { station, loop } = await startStation();
    station.admit('G5');
    loop.wake();
    await waitFor('sent', () => loop.status().waiting === 0);
    await station.enrol(second);
    expect(await station.sync()).toMatchObject({ ok: true, value: { sent: 1 } });
  });
});

describe('enrolment', () => {
  it('refuses an address that is none and a code that cannot be one, without asking', async () => {
    using station = openSyncStation();
    const refusals = [
      [{ url: 'ftp://server', code: '0000-0000' }, 'wrong-use'],
      [{ url: 'nonsense', code: '0000-0000' }, 'wrong-use'],
      [{ url: 'http://127.0.0.1:1', code: 'short' }, 'enrolment-code-refused'],
      [{ url: 'http://127.0.0.1:1', code: '0000-0000' }, 'enrolment-unreachable'],
    ] as const;
    for (const [given, code] of refusals) {
      expect(await enrol(station.parts, given)).toMatchObject({ ok: false, failure: { code } });
    }
    expect(await station.sync()).toMatchObject({ ok: false, failure: { code: 'not-enrolled' } });
  });
});
