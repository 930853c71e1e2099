import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signKeyList } from '../../../src/checkin/ticket/key-list.ts';
import type { StationKey } from '../../../src/contract/key.ts';
import { openStation } from '../../../src/core/station/open-station.ts';
import type { Station } from '../../../src/core/station/station.ts';
import { openDatabase } from '../../../src/core/store/database.ts';
import { putEvent } from '../../../src/core/store/event.ts';
import { forgetGuests } from '../../../src/core/store/forget-guests.ts';
import { readSetting, SETTING, writeSetting } from '../../../src/core/store/settings.ts';
import { newKey } from '../../fixtures/test-keys.ts';
import { type CuttableProxy, startProxy } from '../../services/cuttable-proxy.ts';
import { waitFor } from '../../services/service-process.ts';
import { EVENT, listFile, startTestServer, type TestServer } from '../server/test-server.ts';
import { startStub } from './answering-stub.ts';
import { contentsOf, openSyncStation, type SyncStation } from './sync-station.ts';

/** On the first day of the event, at nine in Beijing. */
const NINE = Date.parse('2026-06-21T01:00:00.000Z');
const NAME = 'Featherstonehaugh';
const GUESTS = 30;
const log = pino({ level: 'silent' });

/** The files below a folder in which the name stands, in whatever case: search words are folded. */
function filesWithName(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => {
    const path = join(folder, file);
    return statSync(path).isFile() && readFileSync(path, 'latin1').toLowerCase().includes(NAME.toLowerCase());
  });
}

describe('a station that the server revoked', () => {
  let server: TestServer;
  let proxy: CuttableProxy;
  let folder: string;
  let station: Station;
  beforeAll(async () => {
    server = await startTestServer(null);
    server.passTime(NINE - Date.now());
    const named = listFile(1, GUESTS, (line) => line.replace('王', NAME));
    await server.importList({ file: named, encoding: null, dryRun: false });
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    proxy = await startProxy(server.url);
    folder = mkdtempSync(join(tmpdir(), 'yanqi-revoked-'));
    station = openHere();
    await enrol();
    expect(await station.sync()).toMatchObject({ ok: true });
  });
  afterEach(async () => {
    await station.close();
    await proxy[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  function openHere(background = false): Station {
    const opened = openStation({ folder, background, now: () => NINE, log });
    if (!opened.ok) throw new Error(opened.failure.code);
    return opened.value;
  }

  async function enrol(): Promise<void> {
    const { code } = await server.makeEnrolmentCode({ name: 'Desk', role: 'desk' });
    expect(await station.enrol(proxy.url, code)).toMatchObject({ ok: true });
  }

  function admit(code: string): string {
    const result = station.scan(code, 'scanner');
    if (!result.ok || result.value.op === null) throw new Error(`${code} was not admitted`);
    return result.value.op.id;
  }

  it('removes its guest data at the next contact, keeps what the server does not have, and gets all back when it is enrolled again', async () => {
    const sent = admit('C1');
    await station.printed(station.openJobs()[0]?.id ?? '', 20_000);
    expect(await station.sync()).toMatchObject({ ok: true });
    const backup = join(folder, 'backups', 'station-of-this-morning.sqlite');
    await station.backup(backup);
    copyFileSync(backup, join(folder, 'station.sqlite.damaged-yesterday'));
    expect(filesWithName(folder).length).toBeGreaterThanOrEqual(3);
    expect(readdirSync(join(folder, 'badges'))).not.toEqual([]);

    proxy.cut();
    const waiting = Array.from({ length: 20 }, (_, place) => admit(`C${place + 3}`));
    const { id } = station.status().station;
    await server.revokeStation(id);
    proxy.restore();
    expect(await station.sync()).toMatchObject({ ok: false, failure: { code: 'station-revoked' } });

    expect(filesWithName(folder)).toEqual([]);
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
    expect([existsSync(join(folder, 'badges')), existsSync(join(folder, 'token.json'))]).toEqual([
      false,
      false,
    ]);
    const revoked = {
      state: 'enrolment-needed',
      failure: { code: 'station-revoked' },
      waiting: 20,
      parked: 0,
    };
    expect(station.status()).toMatchObject({ registrations: 0, sync: revoked });
    expect(station.ops().map((op) => op.id)).toEqual(waiting);
    expect(station.verify()).toMatchObject({ differences: [] });
    expect(station.scan('C25', 'scanner')).toMatchObject({ value: { verdict: 'unknown' } });

    await station.close();
    station = openHere();
    expect(station.status().sync).toMatchObject(revoked);
    expect(await station.sync()).toMatchObject({ ok: false, failure: { code: 'station-revoked' } });

    await enrol();
    expect(await station.sync()).toMatchObject({ ok: true, value: { waiting: 0, parked: 0 } });
    expect(station.status()).toMatchObject({
      registrations: GUESTS,
      sync: { state: 'online', failure: null },
    });
    expect(station.ops().map((op) => op.id)).toEqual(expect.arrayContaining([sent, ...waiting]));
    expect(station.verify()).toMatchObject({ differences: [] });
    expect(await station.badgeToken('G1')).toMatchObject({ ok: true });
  });

  it('ends at its next start what it was killed in, and its log stays closed', async () => {
    await station.close();
    const database = openDatabase(join(folder, 'station.sqlite'));
    database.write((writer) => forgetGuests(writer, new Date(NINE).toISOString()));
    copyFileSync(join(folder, 'station.sqlite-wal'), join(folder, 'station.sqlite.damaged-yesterday-wal'));
    expect(filesWithName(folder)).not.toEqual([]);
    database.close();

    station = openHere();
    expect(filesWithName(folder)).toEqual([]);
    admit((await signedTicket()) ?? '');
    const again = openDatabase(join(folder, 'station.sqlite'));
    expect(readSetting(again, SETTING.revoked)).toMatchObject({ isGone: true });
    expect(() => again.write((writer) => writer.run('DELETE FROM op'))).toThrow('ops are immutable');
    again.close();
  });

  async function signedTicket(): Promise<string | undefined> {
    const to = join(folder, 'tickets');
    const [csv = ''] = await server.exportTickets(to);
    const code = /^G1,.*,(\S+)\r$/m.exec(readFileSync(csv, 'utf8'))?.[1];
    rmSync(to, { recursive: true });
    return code;
  }

  it('hears of it while it runs, and says so', async () => {
    await station.close();
    station = openHere(true);
    await waitFor('online', () => station.status().sync.state === 'online');
    await server.revokeStation(station.status().station.id);
    await waitFor('it says so', () => station.status().sync.failure?.code === 'station-revoked', 30_000);
    expect(filesWithName(folder)).toEqual([]);
  });
});

describe('a 401 makes a station remove its data', () => {
  const event = newKey();
  let station: SyncStation;
  let own: StationKey;
  beforeEach(async () => {
    station = openSyncStation();
    const { database, stamper, keys } = station.parts;
    const publicKey = await keys.forEnrolment();
    own = { station: stamper.station, publicKey, revokedAt: '2026-06-21T01:00:00.000Z' };
    database.write((writer) => putEvent(writer, { ...EVENT, ticketKey: event.publicKey }));
    station.admit('G1');
  });
  afterEach(() => station[Symbol.dispose]());

  /** A round against something that answers 401 with this. */
  async function roundAgainst(body: unknown) {
    await using stub = await startStub({ status: 401, type: 'application/json', body: JSON.stringify(body) });
    const server = `http://127.0.0.1:${stub.port}`;
    await station.parts.tokens.write({ server, token: 'a token of this station' });
    station.parts.database.write((writer) => writeSetting(writer, SETTING.serverUrl, server));
    const before = contentsOf(station.parts.database);
    const outcome = await station.sync();
    return { outcome, before, after: contentsOf(station.parts.database) };
  }

  const proof = (keys: unknown) => ({ code: 'UNAUTHORIZED', status: 401, data: { keys } });

  it('when the event has signed that its key is revoked', async () => {
    const { outcome } = await roundAgainst(proof(signKeyList(7, [own], event)));
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'station-revoked' } });
    expect(readSetting(station.parts.database, SETTING.revoked)).toMatchObject({ isGone: true });
  });

  it.each<[string, () => unknown]>([
    ['there is no proof', () => ({ code: 'UNAUTHORIZED', status: 401 })],
    ['it is no answer of ours', () => ({ error: 'who are you?' })],
    [
      'nobody has signed the list',
      () => proof({ ...signKeyList(7, [own], event), signature: 'A'.repeat(86) }),
    ],
    [
      'the list was changed after it was signed',
      () => {
        const signed = signKeyList(7, [{ ...own, revokedAt: null }], event);
        return proof({ ...signed, keys: JSON.stringify([own]) });
      },
    ],
    ['another event has signed the list', () => proof(signKeyList(7, [own], newKey()))],
    [
      'the list revokes another station',
      () =>
        proof(
          signKeyList(
            7,
            [
              { ...own, revokedAt: null },
              { ...own, station: newStation() },
            ],
            event,
          ),
        ),
    ],
    [
      'the list revokes a key that the station had before',
      () =>
        proof(
          signKeyList(
            7,
            [
              { ...own, publicKey: newKey().publicKey },
              { ...own, revokedAt: null },
            ],
            event,
          ),
        ),
    ],
  ])('not when %s', async (_case, body) => {
    const { outcome, before, after } = await roundAgainst(body());
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'enrolment-refused' } });
    expect(after).toEqual(before);
    expect(existsSync(join(station.folder, 'token.json'))).toBe(true);
  });
});

function newStation(): string {
  return '01890a5d-ac96-774b-bcce-b302099a8001';
}
