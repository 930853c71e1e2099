import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Event } from '../contract/event.ts';
import type { Failure, Result } from '../contract/failure.ts';
import type { ImportReport } from '../contract/list-import.ts';
import type { Role } from '../contract/sync.ts';
import { makeApp } from './app.ts';
import { readConsoleKey } from './console-key.ts';
import { claimDataFolder } from './data-folder.ts';
import { lastCursor } from './database/change-log.ts';
import { type DatabaseSource, openDatabase, type ServerDatabase } from './database/database.ts';
import { makeEnrolmentCode, type Revoked, revokeStation } from './enrolment.ts';
import { findEvent, putEvent } from './event.ts';
import { exportTickets } from './export/export-tickets.ts';
import { importList, type ListImport } from './import-list.ts';
import { News } from './news.ts';
import { type PublishedLayouts, publishLayouts } from './publish-layouts.ts';
import { type PublishedStaff, publishStaff } from './publish-staff.ts';
import { makeRouter } from './router.ts';
import { TriesLimit } from './tries-limit.ts';

/** How long requests that are under way may take to end when the server stops. */
const STOP_LIMIT_MS = 5_000;

export interface ServerOptions {
  /** For the console key and the embedded database; used by this server alone. */
  readonly folder: string;
  /** Null: the embedded database in the folder. */
  readonly databaseUrl: string | null;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** The event to serve from now on; null: the one that the database holds. */
  readonly event: Event | null;
  /** For a database that holds no event yet. */
  readonly defaultEvent: Event;
  readonly environment: NodeJS.ProcessEnv;
  now(): number;
  readonly log: Logger;
}

export interface RunningServer {
  /** `http://host:port`. */
  readonly url: string;
  readonly consoleKey: string;
  makeEnrolmentCode(station: {
    readonly name: string;
    readonly role: Role;
  }): Promise<{ code: string; expiresAt: string }>;
  importList(list: ListImport): Promise<Result<ImportReport>>;
  /** Publishes the layouts of files and folders in the place of those published before. */
  publishLayouts(paths: readonly string[]): Promise<Result<PublishedLayouts>>;
  /** Publishes the staff of a file for all stations, in the place of those published before. */
  publishStaff(file: string): Promise<Result<PublishedStaff>>;
  revokeStation(station: string): Promise<Result<Revoked>>;
  /** Writes the tickets of all guests into a folder; returns the files. */
  exportTickets(folder: string): Promise<string[]>;
  /** How many stations and pages listen for news. */
  listeners(): number;
  close(): Promise<void>;
}

/** The server was told to serve what it cannot. */
export class ServerRefused extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Opens the database, puts the event in and listens. Throws ServerRefused, DataFolderBusy or the system's error. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { log, now } = options;
  const closing = new AsyncDisposableStack();
  try {
    const folder = claimDataFolder(options.folder);
    closing.defer(() => folder.release());
    const consoleKey = readConsoleKey(folder.path, options.environment);
    const { database, listen: listenForNews } = await openDatabase(databaseSource(options), log);
    closing.defer(() => database.destroy());
    await settleEvent(database, options);

    const news = new News();
    const stopNews = await listenForNews({
      onPayload: (text) => news.tellText(text),
      onLine: () => void tellEverybody(database, news, log),
    });
    closing.defer(stopNews);
    const stopping = new AbortController();
    const router = makeRouter({
      database,
      news,
      enrolmentTries: new TriesLimit(now),
      host: options.host,
      stopping: stopping.signal,
      now,
    });
    const app = makeApp({ database, router, consoleKey, now, log });
    const http = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
    const url = await listen(http, options.host, options.port);
    closing.defer(() => stopListening(http, stopping));

    return {
      url,
      consoleKey,
      makeEnrolmentCode: (station) => makeEnrolmentCode(database, station, now()),
      importList: (list) => importList(database, list, now()),
      publishLayouts: (paths) => publishLayouts(database, paths, now()),
      publishStaff: (file) => publishStaff(database, file, now()),
      revokeStation: (station) => revokeStation(database, station, now()),
      exportTickets: (to) => exportTickets(database, to, new Date(now())),
      listeners: () => news.listeners,
      close: () => closing.disposeAsync(),
    };
  } catch (cause) {
    await closing.disposeAsync();
    throw cause;
  }
}

/** Nobody knows what was missed while there was no line: everybody looks. */
async function tellEverybody(database: ServerDatabase, news: News, log: Logger): Promise<void> {
  try {
    news.tell({ cursor: await lastCursor(database), from: null });
  } catch (cause) {
    log.warn({ cause: String(cause) }, 'the end of the log cannot be read');
  }
}

function databaseSource(options: ServerOptions): DatabaseSource {
  if (options.databaseUrl !== null) return { kind: 'postgres', url: options.databaseUrl };
  return { kind: 'embedded', folder: join(options.folder, 'database') };
}

async function settleEvent(database: ServerDatabase, options: ServerOptions): Promise<void> {
  const event = options.event ?? (await eventToPut(database, options.defaultEvent));
  if (event === null) return;
  const put = await putEvent(database, event);
  if (!put.ok) throw new ServerRefused(put.failure);
}

/** The default event for a new database, the present one when it has no key yet, else none. */
async function eventToPut(database: ServerDatabase, defaultEvent: Event): Promise<Event | null> {
  const present = await findEvent(database);
  if (present === null) return defaultEvent;
  return present.ticketKey === null ? present : null;
}

function listen(http: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      const address = http.address();
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'));
      else resolve(urlOf(host, address));
    });
  });
}

function urlOf(host: string, { port }: AddressInfo): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Takes no new request, ends the streams, lets the rest end, and cuts what is left after the limit. */
async function stopListening(http: Server, stopping: AbortController): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  stopping.abort();
  // A connection whose last answer has ended would be kept alive for a next request.
  const sweep = setInterval(() => http.closeIdleConnections(), 50);
  const cut = setTimeout(() => http.closeAllConnections(), STOP_LIMIT_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
