import Database from 'better-sqlite3';
import { migration0001 } from './migrations/0001-first.ts';

/**
 * Policy of the station's database: WAL and synchronous=FULL, so that a committed op survives a power cut; a short
 * busy time-out, since the window's core and the command line may share a data folder. One file, `station.sqlite`;
 * copies are made with SQLite's online backup, never by copying files.
 */
const MIGRATIONS: readonly string[] = [migration0001];

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
  close(): void;
}

/** The file holds no sound SQLite database; it is left as it is. */
export class DatabaseDamaged extends Error {}

/** The file was written by a newer version of this software; it is left as it is. */
export class DatabaseNewer extends Error {}

/**
 * Opens (or makes) the database at `file` and brings it to the newest migration.
 * Throws DatabaseDamaged, DatabaseNewer, or SQLite's own error when the file cannot be used at all.
 */
export function openDatabase(file: string): StationDatabase {
  const connection = openSound(file);
  try {
    migrate(connection);
  } catch (cause) {
    connection.close();
    throw cause;
  }
  return wrap(connection);
}

function openSound(file: string): Database.Database {
  const connection = new Database(file);
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma('busy_timeout = 5000');
    const check = connection.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') throw new DatabaseDamaged(String(check));
    return connection;
  } catch (cause) {
    connection.close();
    if (isDamage(cause)) throw new DatabaseDamaged(`${file} is damaged`, { cause });
    throw cause;
  }
}

function isDamage(cause: unknown): boolean {
  return (
    cause instanceof Database.SqliteError &&
    (cause.code.startsWith('SQLITE_CORRUPT') || cause.code === 'SQLITE_NOTADB')
  );
}

function migrate(connection: Database.Database): void {
  const version = Number(connection.pragma('user_version', { simple: true }));
  if (version > MIGRATIONS.length) throw new DatabaseNewer(`schema ${version}, known ${MIGRATIONS.length}`);
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    connection.transaction(() => {
      connection.exec(sql);
      connection.pragma(`user_version = ${index + 1}`);
    })();
  }
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
    close: () => connection.close(),
  };
}
