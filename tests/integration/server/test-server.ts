/** A server of the tests' own, in this process, and its callers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import sampleEvent from '../../../resources/events/world-sme-conference-2026.json' with { type: 'json' };
import { type Event, EventSchema } from '../../../src/contract/event.ts';
import type { Op } from '../../../src/contract/op.ts';
import { PROTOCOL_VERSION } from '../../../src/contract/protocol.ts';
import { EnrolAnswerSchema, SyncAnswerSchema } from '../../../src/contract/sync.ts';
import { type RunningServer, startServer } from '../../../src/server/start-server.ts';
import { newKey } from '../../fixtures/test-keys.ts';

export const EVENT: Event = EventSchema.parse(sampleEvent);

export interface TestServer extends RunningServer {
  /** Stops the server and starts another on the same folder and database. */
  restart(): Promise<void>;
  /** Moves the server's clock ahead. */
  passTime(milliseconds: number): void;
  /** Enrols a new station with a code made for it. */
  enrol(name?: string): Promise<TestCaller>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A station that speaks plain HTTP. */
export interface TestCaller {
  readonly id: string;
  readonly token: string;
}

/** Starts on an embedded database, or on the PostgreSQL database whose address is given. */
export async function startTestServer(databaseUrl: string | null, event = EVENT): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'yanqi-server-'));
  let aheadMs = 0;
  let server = await start(0);

  function start(port: number): Promise<RunningServer> {
    return startServer({
      folder,
      databaseUrl,
      host: '127.0.0.1',
      port,
      event: null,
      defaultEvent: event,
      environment: {},
      now: () => Date.now() + aheadMs,
      log: pino({ level: 'silent' }),
    });
  }

  async function enrol(name = 'Desk 1'): Promise<TestCaller> {
    const { code } = await server.makeEnrolmentCode({ name, role: 'desk' });
    const id = newId();
    const response = await post(server.url, '/v1/enrol', null, {
      protocol: PROTOCOL_VERSION,
      code,
      station: id,
      publicKey: newKey().publicKey,
    });
    const { token } = EnrolAnswerSchema.parse(await response.json());
    return { id, token };
  }

  return {
    get url() {
      return server.url;
    },
    get consoleKey() {
      return server.consoleKey;
    },
    makeEnrolmentCode: (station) => server.makeEnrolmentCode(station),
    importList: (list) => server.importList(list),
    publishLayouts: (paths) => server.publishLayouts(paths),
    publishStaff: (file) => server.publishStaff(file),
    revokeStation: (station) => server.revokeStation(station),
    exportTickets: (to) => server.exportTickets(to),
    listeners: () => server.listeners(),
    close: () => server.close(),
    passTime: (milliseconds) => {
      aheadMs += milliseconds;
    },
    enrol,
    async restart() {
      const port = Number(new URL(server.url).port);
      await server.close();
      server = await start(port);
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function post(url: string, path: string, token: string | null, body: unknown): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(token) },
    body: JSON.stringify(body),
  });
}

export function get(
  url: string,
  path: string,
  token: string | null,
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(url + path, { headers: bearer(token), ...(signal && { signal }) });
}

function bearer(token: string | null): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/** One sync round, which has to succeed. */
export async function sync(server: { url: string }, station: TestCaller, ops: unknown[], cursor = '0') {
  const body = { protocol: PROTOCOL_VERSION, event: EVENT.id, cursor, ops };
  const response = await post(server.url, '/v1/sync', station.token, body);
  if (!response.ok) throw new Error(`sync answered ${response.status}: ${await response.text()}`);
  return SyncAnswerSchema.parse(await response.json());
}

let stampMs = 1_781_990_400_000;

/** An entry made by a station, each a millisecond later than the one before. */
export function entry(station: string, registration: string): Op {
  stampMs += 1;
  return {
    id: newId(),
    station,
    hlc: `${stampMs}-0000-${station}`,
    at: new Date(stampMs).toISOString(),
    clock: station,
    offsetMs: 0,
    actor: 'desk',
    registration,
    kind: 'entry',
    checkpoint: 'main',
    payload: { via: 'scanner', unlisted: false },
  };
}

/** A list of guests as CSV, `G1`, `G2`, … with the codes `C1`, `C2`, …. */
export function listFile(from: number, to: number, change: (line: string) => string = (line) => line) {
  const lines = ['registration_id,code,family_name,given_name,category'];
  for (let number = from; number <= to; number += 1) {
    lines.push(change(`G${number},C${number},王,小${number},delegate`));
  }
  return { name: 'list.csv', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) };
}
