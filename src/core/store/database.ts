import { existsSync, linkSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { migration0001 } from './migrations/0001-first.ts';
import { migration0002 } from './migrations/0002-one-truth.ts';
import { migration0003 } from './migrations/0003-badge-generation.ts';
import { migration0004 } from './migrations/0004-clocks.ts';
import { migration0005 } from './migrations/0005-people.ts';
import { migration0006 } from './migrations/0006-print-ledger.ts';
import { migration0007 } from './migrations/0007-batches.ts';
import { migration0008 } from './migrations/0008-shared-queue.ts';
import { migration0009 } from './migrations/0009-who-asked.ts';
import { migration0010 } from './migrations/0010-several-words.ts';
import { migration0011 } from './migrations/0011-organizations.ts';

/**
 * Policy of the station's database: WAL and synchronous=FULL, so that a committed op survives a power cut; a short
 * busy time-out, since the window's core and the command line may share a data folder. One file, `station.sqlite`;
 * copies are made with SQLite's online backup, never by copying files.
 */
const MIGRATIONS: readonly string[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0011,
];

/** What a read path gets: it cannot write. */
export interface Reader {
  /** Rows as SQLite gives them; the caller parses what it takes out of JSON columns. */
  all(sql: string, ...parameters: SqlValue[]): Row[];
  get(sql: string, ...parameters: SqlValue[]): Row | undefined;
}

/** What a write path gets, only inside `write`. */
export interface Writer extends Reader {
  run(sql: string, ...parameters: SqlValue[]): void;
}

export type SqlValue = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

/** The open database of a station. */
export interface StationDatabase extends Reader {
  /** Runs `work` in one immediate transaction: all of it is committed, or nothing when it throws. */
  write<Value>(work: (writer: Writer) => Value): Value;
  /** Copies the database as of now into a new file, while it is in use. */
  backup(file: string): Promise<void>;
  /**
   * Rebuilds the file without what was deleted, of which SQLite keeps pieces otherwise, and empties the journal. False
   * when another process is in the way: its journal still holds them.
   */
  compact(): boolean;
  close(): void;
}

/** The file holds no sound SQLite database; it is left as it is. */
export class DatabaseDamaged extends Error {}

/** The file was written by a newer version of this software; it is left as it is. */
export class DatabaseNewer extends Error {}

/** Marks a SQLite file as a station's ("YANQ"): another program's database is never migrated. */
const APPLICATION_ID = 0x59414e51;

/** What SQLite answers to `PRAGMA wal_checkpoint`. */
const CheckpointSchema = z.tuple([z.looseObject({ busy: z.int() })]);

const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the database at `file`, made anew only where there is no file, and brings it to the newest migration.
 * Throws DatabaseDamaged, DatabaseNewer, or SQLite's own error when the file cannot be used at all.
 */
export function openDatabase(file: string): StationDatabase {
  if (!existsSync(file)) makeDatabase(file);
  const connection = openSound(file);
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    migrate(connection);
    return wrap(connection);
  } catch (cause) {
    connection.close();
    throw namedDamage(file, cause);
  }
}

/** Opens a copy of a station's database to look at it; throws as `openDatabase` does and changes nothing. */
export function openForReading(file: string): Reader & { close(): void } {
  return wrap(openSound(file, { readonly: true }));
}

/** Folds the journal of a copy that nobody else uses into its one file, which then can be moved and read anywhere. */
export function asSingleFile(file: string): void {
  const connection = new Database(file, { fileMustExist: true });
  try {
    connection.pragma('journal_mode = DELETE');
  } finally {
    connection.close();
  }
}

/**
 * Makes the whole database under another name and then links it into place: no process ever sees half of one, an
 * empty file is always damage, and of two processes that come at once the second takes the file of the first.
 */
function makeDatabase(file: string): void {
  const draft = `${file}.new-${process.pid}`;
  rmSync(draft, { force: true });
  const connection = new Database(draft);
  try {
    connection.pragma(`application_id = ${APPLICATION_ID}`);
    connection.pragma('journal_mode = WAL');
    migrate(connection);
  } finally {
    connection.close();
  }
  try {
    linkSync(draft, file);
  } catch (cause) {
    if (!existsSync(file)) throw cause;
  } finally {
    rmSync(draft);
  }
}

function openSound(file: string, options: { readonly?: boolean } = {}): Database.Database {
  const connection = new Database(file, { ...options, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    const check = connection.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') throw new DatabaseDamaged(`${file}: ${String(check)}`);
    if (connection.pragma('application_id', { simple: true }) !== APPLICATION_ID)
      throw new DatabaseDamaged(`${file} is not the database of a station`);
    refuseNewer(schemaVersion(connection));
    return connection;
  } catch (cause) {
    connection.close();
    throw namedDamage(file, cause);
  }
}

function namedDamage(file: string, cause: unknown): unknown {
  if (cause instanceof DatabaseDamaged) return cause;
  return isDamage(cause) ? new DatabaseDamaged(`${file} is damaged`, { cause }) : cause;
}

/** Whether something failed because the database file is broken. */
export function isDamage(cause: unknown): boolean {
  if (cause instanceof DatabaseDamaged) return true;
  return hasCode(cause, ['SQLITE_CORRUPT', 'SQLITE_NOTADB']);
}

/** Whether something failed because of the folder or the disk: full, read-only, gone. */
export function isUnusable(cause: unknown): boolean {
  return hasCode(cause, ['SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_IOERR', 'SQLITE_PERM']);
}

function hasCode(cause: unknown, codes: readonly string[]): boolean {
  return cause instanceof Database.SqliteError && codes.some((code) => cause.code.startsWith(code));
}

function schemaVersion(connection: Database.Database): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

function refuseNewer(version: number): void {
  if (version > MIGRATIONS.length) throw new DatabaseNewer(`schema ${version}, known ${MIGRATIONS.length}`);
}

/** One immediate transaction for all steps: whoever comes second waits, then finds nothing left to do. */
function migrate(connection: Database.Database): void {
  if (schemaVersion(connection) === MIGRATIONS.length) return;
  const toNewest = connection.transaction(() => {
    const version = schemaVersion(connection);
    refuseNewer(version);
    for (const sql of MIGRATIONS.slice(version)) connection.exec(sql);
    connection.pragma(`user_version = ${MIGRATIONS.length}`);
  });
  toNewest.immediate();
}

function wrap(connection: Database.Database): StationDatabase {
  const statements = new Map<string, Database.Statement<SqlValue[], Row>>();
  function prepared(sql: string): Database.Statement<SqlValue[], Row> {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = connection.prepare<SqlValue[], Row>(sql);
    statements.set(sql, statement);
    return statement;
  }
  const writer: Writer = {
    all: (sql, ...parameters) => prepared(sql).all(...parameters),
    get: (sql, ...parameters) => prepared(sql).get(...parameters),
    run: (sql, ...parameters) => void prepared(sql).run(...parameters),
  };
  return {
    all: writer.all,
    get: writer.get,
    write: (work) => connection.transaction(() => work(writer)).immediate(),
    backup: async (file) => void (await connection.backup(file)),
    compact() {
      connection.exec('VACUUM');
      const [outcome] = CheckpointSchema.parse(connection.pragma('wal_checkpoint(TRUNCATE)'));
      return outcome.busy === 0;
    },
    close: () => connection.close(),
  };
}
