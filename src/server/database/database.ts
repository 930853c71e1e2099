import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { migration0001 } from './migrations/0001-first.ts';
import { migration0002 } from './migrations/0002-one-truth.ts';
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
};

/** Opens the database and brings it to the newest migration. Throws what the database says when it cannot. */
export async function openDatabase(source: DatabaseSource, log: Logger): Promise<ServerDatabase> {
  const database = new Kysely<Tables>({
    dialect: source.kind === 'postgres' ? postgres(source.url, log) : embedded(source.folder),
  });
  try {
    await migrate(database);
  } catch (cause) {
    await database.destroy();
    throw cause;
  }
  return database;
}

function postgres(url: string, log: Logger): PostgresDialect {
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
  return new PostgresDialect({ pool });
}

function embedded(folder: string): PGliteDialect {
  return new PGliteDialect({ pglite: () => PGlite.create(folder) });
}

async function migrate(database: ServerDatabase): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
