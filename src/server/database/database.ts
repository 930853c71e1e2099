import { PGlite } from '@electric-sql/pglite';
import { type Dialect, Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { foldAnewIfOlder } from '../fold-anew.ts';
import { migration0001 } from './migrations/0001-first.ts';
import { migration0002 } from './migrations/0002-one-truth.ts';
import { migration0003 } from './migrations/0003-keys.ts';
import { migration0004 } from './migrations/0004-people.ts';
import { migration0005 } from './migrations/0005-list-count.ts';
import { migration0006 } from './migrations/0006-layouts.ts';
import { migration0007 } from './migrations/0007-staff.ts';
import { type Listen, listenEmbedded, listenPostgres } from './notifications.ts';
import type { Tables } from './tables.ts';

/** Where the server keeps everything: a PostgreSQL by its URL, or one embedded in a folder of its own. */
export type DatabaseSource =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'embedded'; readonly folder: string };

export type ServerDatabase = Kysely<Tables>;

/** One file for each; never changed once released, only added to. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first': migration0001,
  '0002-one-truth': migration0002,
  '0003-keys': migration0003,
  '0004-people': migration0004,
  '0005-list-count': migration0005,
  '0006-layouts': migration0006,
  '0007-staff': migration0007,
};

export interface OpenDatabase {
  readonly database: ServerDatabase;
  /** Hears what the processes on this database tell each other (notifications.ts). */
  readonly listen: Listen;
}

/** Opens the database and brings it to the newest migration. Throws what the database says when it cannot. */
export async function openDatabase(source: DatabaseSource, log: Logger): Promise<OpenDatabase> {
  const { dialect, listen } =
    source.kind === 'postgres' ? postgres(source.url, log) : await embedded(source.folder);
  const database = new Kysely<Tables>({ dialect });
  try {
    await migrate(database);
    await foldAnewIfOlder(database);
  } catch (cause) {
    await database.destroy();
    throw cause;
  }
  return { database, listen };
}

interface Connected {
  readonly dialect: Dialect;
  readonly listen: Listen;
}

function postgres(url: string, log: Logger): Connected {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    // A server that froze, or lost its line to the database, must not hold the log's lock for ever.
    idle_in_transaction_session_timeout: 30_000,
  });
  // An idle connection that PostgreSQL closes (a restart) is replaced at the next query.
  pool.on('error', (cause) => log.warn({ cause: cause.message }, 'a connection to the database was lost'));
  return { dialect: new PostgresDialect({ pool }), listen: listenPostgres(url, log) };
}

async function embedded(folder: string): Promise<Connected> {
  const pglite = await PGlite.create(folder);
  return { dialect: new PGliteDialect({ pglite }), listen: listenEmbedded(pglite) };
}

async function migrate(database: ServerDatabase): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
