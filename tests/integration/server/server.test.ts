import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseStationKeys, readKeyList } from '../../../src/checkin/ticket/key-list.ts';
import type { StationKey } from '../../../src/contract/key.ts';
import { PROTOCOL_VERSION } from '../../../src/contract/protocol.ts';
import { ArrivalsSchema } from '../../../src/contract/server-contract.ts';
import { RevocationSchema } from '../../../src/contract/sync.ts';
import { verifySignature } from '../../../src/node/ed25519.ts';
import { newKey } from '../../fixtures/test-keys.ts';
import { type Postgres, startPostgres } from '../../services/postgres.ts';
import { waitFor } from '../../services/service-process.ts';
import { EVENT, entry, get, listFile, post, startTestServer, sync, type TestServer } from './test-server.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe.each(['embedded PGlite', 'PostgreSQL'])('the server on %s', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind === 'PostgreSQL' ? await postgres.createDatabase() : null);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const enrolment = (code: string, station = newId(), { publicKey } = newKey()) =>
    post(server.url, '/v1/enrol', null, { protocol: PROTOCOL_VERSION, code, station, publicKey });
  const newCode = async () => (await server.makeEnrolmentCode({ name: 'Desk 1', role: 'desk' })).code;

  /** The list of keys as a new station gets it, its signature checked. */
  async function keyList() {
    const { changes } = await sync(server, await server.enrol(), []);
    const event = changes.find((change) => change.kind === 'event')?.event;
    const list = changes.find((change) => change.kind === 'keys')?.keys;
    if (list === undefined) throw new Error('no list of keys came');
    const keys = readKeyList(list, event?.ticketKey ?? '', verifySignature);
    if (keys === null) throw new Error('the event has not signed the list of keys');
    return { version: list.version, keys };
  }

  describe('enrolment', () => {
    it('takes a code once, however it is typed', async () => {
      const code = await newCode();
      expect((await enrolment(code.toLowerCase().replace('-', ''))).status).toBe(200);
      const again = await enrolment(code);
      expect(again.status).toBe(422);
      expect(await again.json()).toMatchObject({ code: 'REFUSED', data: { code: 'enrolment-code-refused' } });
    });

    it('gives one of ten who use a code at once a token', async () => {
      const code = await newCode();
      const answers = await Promise.all(Array.from({ length: 10 }, () => enrolment(code)));
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      server.passTime(61_000);
    });

    it('refuses a code after 24 hours', async () => {
      const code = await newCode();
      server.passTime(24 * 3600_000 + 1);
      expect((await enrolment(code)).status).toBe(422);
    });

    it('refuses even a right code after ten wrong ones in a minute, and takes it a minute later', async () => {
      server.passTime(61_000);
      const code = await newCode();
      for (let number = 0; number < 10; number += 1) expect((await enrolment('0000-0000')).status).toBe(422);
      const held = await enrolment(code);
      expect(held.status).toBe(429);
      expect(await held.json()).toMatchObject({ data: { code: 'enrolment-code-refused' } });
      server.passTime(61_000);
      expect((await enrolment(code)).status).toBe(200);
    });

    it('replaces the token of a station that enrols again', async () => {
      const station = newId();
      const first = await (await enrolment(await newCode(), station)).json();
      const second = await (await enrolment(await newCode(), station)).json();
      await expect(sync(server, { id: station, token: first.token }, [])).rejects.toThrow('401');
      await expect(sync(server, { id: station, token: second.token }, [])).resolves.toBeDefined();
    });

    it('lists the key of each station, signed by the key of the event; another enrolment ends the key before', async () => {
      const [station, other] = [newId(), newId()];
      const [first, second, others] = [newKey(), newKey(), newKey()];
      await enrolment(await newCode(), station, first);
      await enrolment(await newCode(), other, others);
      const before = await keyList();
      await enrolment(await newCode(), station, second);
      const after = await keyList();
      const ofBoth = (keys: readonly StationKey[]) =>
        keys
          .filter((key) => [station, other].includes(key.station))
          .map((key) => [key.publicKey, key.revokedAt]);
      expect(ofBoth(before.keys)).toEqual([
        [first.publicKey, null],
        [others.publicKey, null],
      ]);
      expect(ofBoth(after.keys)).toEqual([
        [first.publicKey, expect.any(String)],
        [second.publicKey, null],
        [others.publicKey, null],
      ]);
      expect(after.version).toBeGreaterThan(before.version);
    });

    it('refuses a key that was revoked; the code stays good for another', async () => {
      const [station, key, code] = [newId(), newKey(), await newCode()];
      await enrolment(await newCode(), station, key);
      expect(await server.revokeStation(station)).toMatchObject({ ok: true });
      const answer = await enrolment(code, station, key);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ data: { code: 'key-revoked' } });
      expect((await enrolment(code, station)).status).toBe(200);
    });

    it('names both versions to a station of another protocol', async () => {
      const code = await newCode();
      const body = { protocol: 99, code, station: newId(), newer: true };
      const answer = await post(server.url, '/v1/enrol', null, body);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({
        data: { code: 'protocol-mismatch', details: { station: '99', server: String(PROTOCOL_VERSION) } },
      });
    });
  });

  describe('a sync round', () => {
    it('judges each op by itself and answers in the order sent', async () => {
      const station = await server.enrol();
      const good = entry(station.id, 'G1');
      const { results } = await sync(server, station, [
        good,
        { ...entry(station.id, 'G2'), kind: 'levitation' },
        { ...entry(station.id, 'G2'), checkpoint: 7 },
        entry(newId(), 'G3'),
        { ...good, registration: 'G4' },
        { ...entry(station.id, 'G5'), actor: 'a\u0000b' },
        { ...entry(station.id, 'G5'), actor: '\ud800' },
        'not an op',
        good,
        entry(station.id, 'G6'),
      ]);
      expect(results.map((result) => (result.result === 'parked' ? result.reason : result.result))).toEqual([
        'accepted',
        // A kind of a newer version is kept.
        'accepted',
        'op-invalid',
        'station-differs',
        'id-reused',
        'op-invalid',
        'op-invalid',
        'op-invalid',
        'accepted',
        'accepted',
      ]);
    });

    it('accepts a known op again, without another change', async () => {
      const station = await server.enrol();
      const op = entry(station.id, 'G1');
      const first = await sync(server, station, [op]);
      const again = await sync(server, station, [op], first.cursor);
      expect(again.results).toEqual([{ result: 'accepted' }]);
      expect(again.changes).toEqual([]);
    });

    it('gives a restored station its own ops back', async () => {
      const station = await server.enrol();
      const op = entry(station.id, 'G1');
      await sync(server, station, [op]);
      const { changes } = await readAll(server, station);
      expect(changes).toContainEqual({ kind: 'op', op });
    });

    it('starts over for a cursor from beyond the end of the log', async () => {
      const station = await server.enrol();
      const { changes } = await sync(server, station, [], '999999999');
      const event = { ...EVENT, ticketKey: expect.stringMatching(/^[\w-]{43}$/) };
      expect(changes).toContainEqual({ kind: 'event', event });
    });

    it('refuses who has no token, a wrong one or a revoked one', async () => {
      const station = await server.enrol();
      const body = { protocol: PROTOCOL_VERSION, event: EVENT.id, cursor: '0', ops: [] };
      expect((await post(server.url, '/v1/sync', null, body)).status).toBe(401);
      expect((await post(server.url, '/v1/sync', 'wrong', body)).status).toBe(401);
      await server.revokeStation(station.id);
      const revoked = await post(server.url, '/v1/sync', station.token, {
        ...body,
        ops: [' '.repeat(5_000)],
      });
      expect(revoked.status).toBe(401);
      // The proof for the station: no other 401 has one.
      const { data } = z.object({ data: RevocationSchema }).parse(await revoked.json());
      expect(parseStationKeys(data.keys)).toContainEqual({
        station: station.id,
        publicKey: expect.any(String),
        revokedAt: expect.any(String),
      });
      const stranger = await post(server.url, '/v1/sync', 'wrong', body);
      expect(await stranger.json()).not.toHaveProperty('data');
    });

    it('refuses a station of another event', async () => {
      const station = await server.enrol();
      const body = {
        protocol: PROTOCOL_VERSION,
        event: 'another',
        cursor: '0',
        ops: [entry(station.id, 'G1')],
      };
      const answer = await post(server.url, '/v1/sync', station.token, body);
      expect(await answer.json()).toMatchObject({ data: { code: 'enrolment-refused' } });
    });

    it('refuses a body that is too large, and that of a stranger sooner', async () => {
      const station = await server.enrol();
      const body = { ops: 'x'.repeat(4_000_001) };
      expect((await post(server.url, '/v1/sync', station.token, body)).status).toBe(413);
      expect((await post(server.url, '/v1/enrol', null, { code: 'x'.repeat(5_000) })).status).toBe(413);
    });

    it('keeps the earlier of two admissions, whichever arrives first', async () => {
      const [one, other] = [await server.enrol('One'), await server.enrol('Other')];
      await server.importList({ file: listFile(700, 700), encoding: null, dryRun: false });
      const early = entry(one.id, 'G700');
      await sync(server, other, [entry(other.id, 'G700')]);
      await sync(server, one, [early]);
      const { recent } = await arrivals(server);
      const shown = recent.filter((arrival) => arrival.registration.id === 'G700');
      expect(shown).toMatchObject([{ at: early.at, stationName: 'One', displayName: '王小700' }]);
    });
  });

  describe('news', () => {
    it('reach every station but the one that made them, and the line is forgotten when it ends', async () => {
      const [one, other] = [await server.enrol(), await server.enrol()];
      const before = server.listeners();
      const ending = new AbortController();
      const [ownLine, otherLine] = [await listen(one, ending.signal), await listen(other, ending.signal)];
      await waitFor('both listen', () => server.listeners() === before + 2);

      await sync(server, one, [entry(one.id, 'G1')]);
      await waitFor('the other hears', () => otherLine.text().includes('event: message'));
      await sync(server, other, [entry(other.id, 'G1')]);
      await waitFor('the one hears', () => ownLine.text().includes('event: message'));
      expect(messages(ownLine.text())).toBe(1);
      expect(messages(otherLine.text())).toBe(1);

      ending.abort();
      await waitFor('nobody listens', () => server.listeners() === before);
    });

    async function listen(station: { token: string }, signal: AbortSignal) {
      const response = await get(server.url, '/v1/news', station.token, signal);
      expect(response.headers.get('content-type')).toBe('text/event-stream');
      let heard = '';
      const decoder = new TextDecoder();
      const reading = response.body?.pipeTo(
        new WritableStream({
          write(chunk: Uint8Array) {
            heard += decoder.decode(chunk, { stream: true });
          },
        }),
      );
      reading?.catch(() => undefined);
      return { text: () => heard };
    }
    const messages = (text: string) => text.split('event: message').length - 1;
  });

  describe('the console', () => {
    it('is closed to strangers and stations', async () => {
      const station = await server.enrol();
      for (const token of [null, 'wrong', station.token]) {
        expect((await get(server.url, '/v1/console/arrivals', token)).status).toBe(401);
        expect((await get(server.url, '/v1/console/arrivals/live', token)).status).toBe(401);
        const code = { name: 'Desk', role: 'desk' };
        expect((await post(server.url, '/v1/console/enrolment-codes', token, code)).status).toBe(401);
      }
    });

    it('makes a code with which a station enrols under the name given', async () => {
      const asked = { name: '3号台', role: 'kiosk' };
      const answer = await post(server.url, '/v1/console/enrolment-codes', server.consoleKey, {
        ...asked,
        address: server.url,
      });
      const { code } = await answer.json();
      expect(await (await enrolment(code)).json()).toMatchObject(asked);
    });

    it('says what a dry run would do and changes nothing, then imports, then finds nothing new', async () => {
      const before = (await arrivals(server)).registrations;
      expect(await upload(listFile(801, 810), true)).toMatchObject({ added: 10, dryRun: true });
      expect((await arrivals(server)).registrations).toBe(before);
      expect(await upload(listFile(801, 810), false)).toMatchObject({ added: 10, unchanged: 0 });
      expect((await arrivals(server)).registrations).toBe(before + 10);
      const changed = listFile(801, 810, (line) => line.replace('小805', '小五'));
      expect(await upload(changed, false)).toMatchObject({ added: 0, changed: 1, unchanged: 9 });
      expect((await sync(server, await server.enrol(), [])).registrations).toBe(before + 10);
    });

    it('sends the stations what an import added and changed, in one order', async () => {
      const station = await server.enrol();
      const { cursor } = await readAll(server, station);
      await upload(listFile(901, 903), false);
      await upload(
        listFile(902, 902, (line) => line.replace('小902', '小二')),
        false,
      );
      const { changes } = await sync(server, station, [], cursor);
      expect(changes).toMatchObject([
        { kind: 'registration', registration: { id: 'G901' } },
        { kind: 'registration', registration: { id: 'G903' } },
        { kind: 'registration', registration: { id: 'G902', givenName: '小二' } },
      ]);
    });

    it('names the line, the column and the reason of each row that it refuses', async () => {
      const list = listFile(911, 912, (line) =>
        line.replace('delegate', line.startsWith('G911') ? 'yeti' : 'vip'),
      );
      expect(await upload(list, false)).toMatchObject({
        added: 1,
        refused: 1,
        problems: [{ line: 2, column: 'category', reason: 'category-unknown', value: 'yeti' }],
      });
    });

    it('refuses a file that is no list', async () => {
      const file = { name: 'photo.jpg', bytes: new Uint8Array([0xff, 0xd8, 0xff, 0, 1, 2, 3]) };
      expect(await upload(file, false)).toMatchObject({ data: { code: 'file-not-a-list' } });
    });

    it('shows arrivals live: the standing at once, then after each check-in', async () => {
      const station = await server.enrol();
      await upload(listFile(921, 922), false);
      const ending = new AbortController();
      const path = '/v1/console/arrivals/live';
      const response = await get(server.url, path, server.consoleKey, ending.signal);
      let heard = '';
      const reading = (async () => {
        for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) heard += text;
      })();
      reading.catch(() => undefined);
      await waitFor('the standing', () => heard.includes('event: message'));
      expect(heard).not.toContain('G921');
      await sync(server, station, [entry(station.id, 'G921')]);
      await waitFor('the arrival', () => heard.includes('G921'));
      ending.abort();
    });

    async function upload(file: { name: string; bytes: Uint8Array }, dryRun: boolean): Promise<unknown> {
      const form = new FormData();
      form.set('file', new File([new Uint8Array(file.bytes)], file.name));
      form.set('dryRun', String(dryRun));
      const headers = { authorization: `Bearer ${server.consoleKey}` };
      const response = await fetch(`${server.url}/v1/console/lists`, { method: 'POST', headers, body: form });
      return response.json();
    }
  });

  it('serves its page under a policy that runs no script but its own', async () => {
    const page = await get(server.url, '/', null);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(await page.text()).not.toMatch(/<script(?! type="module" src="\/console.js">)|style=| on\w+=/);
    for (const path of ['/console.css', '/console.js', '/event-stream.js']) {
      expect((await get(server.url, path, null)).status).toBe(200);
    }
  });

  it('describes its interface and says that it is well', async () => {
    expect(await (await get(server.url, '/openapi.json', null)).json()).toMatchObject({
      openapi: expect.stringMatching(/^3\./),
      paths: { '/v1/sync': { post: {} }, '/v1/enrol': { post: {} }, '/v1/news': { get: {} } },
    });
    expect(await (await get(server.url, '/healthz', null)).json()).toEqual({ ok: true });
  });

  it('knows everything again after a restart', async () => {
    const station = await server.enrol();
    const op = entry(station.id, 'G1');
    const before = await sync(server, station, [op]);
    await server.restart();
    const after = await sync(server, station, [op], before.cursor);
    expect(after).toMatchObject({ results: [{ result: 'accepted' }], changes: [], cursor: before.cursor });
  });
});

async function arrivals(server: TestServer) {
  const response = await get(server.url, '/v1/console/arrivals', server.consoleKey);
  return ArrivalsSchema.parse(await response.json());
}

async function readAll(server: TestServer, station: { id: string; token: string }) {
  const changes = [];
  let cursor = '0';
  for (;;) {
    const page = await sync(server, station, [], cursor);
    changes.push(...page.changes);
    cursor = page.cursor;
    if (!page.more) return { changes, cursor };
  }
}
