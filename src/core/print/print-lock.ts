import Database from 'better-sqlite3';

/**
 * Held by the one process that works off the ledger of a data folder. It is an exclusive transaction on a SQLite
 * file of its own, so the operating system lets go of it however the process ends.
 */
export interface PrintLock {
  /** Takes the lock where it is free; true while this process holds it. */
  take(): boolean;
  release(): void;
}

export function printLock(file: string): PrintLock {
  let held: Database.Database | null = null;
  return {
    take() {
      held ??= lockExclusively(file);
      return held !== null;
    },
    release() {
      held?.close();
      held = null;
    },
  };
}

function lockExclusively(file: string): Database.Database | null {
  const connection = new Database(file, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
    return connection;
  } catch (cause) {
    connection.close();
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) return null;
    throw cause;
  }
}
