import type { PGlite } from '@electric-sql/pglite';
import { type Kysely, sql } from 'kysely';
import { Client } from 'pg';
import type { Logger } from 'pino';
import type { Tables } from './tables.ts';

/** What server processes on one database tell each other: PostgreSQL's NOTIFY, heard once its transaction committed. */
const CHANNEL = 'yanqi_desk_news';

const RECONNECT_MS = 1_000;

export interface NotificationListener {
  onPayload(payload: string): void;
  /** The line stands (again): what was told before may have been missed. */
  onLine(): void;
}

/** Listens until the function that it gives is called. */
export type Listen = (listener: NotificationListener) => Promise<() => Promise<void>>;

/** Tells all processes when the caller's transaction commits, and nobody when it does not. */
export async function notify(transaction: Kysely<Tables>, payload: string): Promise<void> {
  await sql`SELECT pg_notify(${CHANNEL}, ${payload})`.execute(transaction);
}

/** The embedded database has no other process: the line always stands. */
export function listenEmbedded(pglite: PGlite): Listen {
  return async ({ onPayload }) => await pglite.listen(CHANNEL, onPayload);
}

/** On a connection of its own, made anew whenever it is lost. */
export function listenPostgres(url: string, log: Logger): Listen {
  return async (listener) => {
    const line = new PostgresLine(url, listener, log);
    await line.open();
    return () => line.close();
  };
}

class PostgresLine {
  readonly #url: string;
  readonly #listener: NotificationListener;
  readonly #log: Logger;
  #client: Client | null = null;
  #again: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(url: string, listener: NotificationListener, log: Logger) {
    this.#url = url;
    this.#listener = listener;
    this.#log = log;
  }

  async open(): Promise<void> {
    const client = new Client({
      connectionString: this.#url,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    this.#client = client;
    client.on('notification', ({ payload }) => this.#listener.onPayload(payload ?? ''));
    client.on('error', (cause) => this.#lost(client, cause));
    client.on('end', () => this.#lost(client, null));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.#listener.onLine();
    } catch (cause) {
      this.#lost(client, cause);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#again !== null) clearTimeout(this.#again);
    await this.#client?.end().catch(() => undefined);
  }

  #lost(client: Client, cause: unknown): void {
    if (this.#closed || client !== this.#client) return;
    this.#client = null;
    this.#log.warn({ cause: cause instanceof Error ? cause.message : 'ended' }, 'the line for news was lost');
    client.end().catch(() => undefined);
    this.#again = setTimeout(() => void this.open(), RECONNECT_MS);
  }
}
