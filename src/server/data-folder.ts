import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Where a server keeps its data when nobody says: the place that each system has for the data of a program. */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const name = 'yanqi-desk-server';
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), name);
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name);
  return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), name);
}

/** The folder is in use by another server. */
export class DataFolderBusy extends Error {}

/** A data folder that this process alone uses, until it is released or the process ends, however it ends. */
export interface DataFolder {
  readonly path: string;
  release(): void;
}

/**
 * Makes the folder if need be and locks it: two servers on one embedded database would destroy it. The lock is an
 * SQLite write transaction, which the operating system takes back even after kill -9.
 */
export function claimDataFolder(path: string): DataFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const lock = new Database(join(path, 'server.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
      throw new DataFolderBusy(`another server uses ${path}`, { cause });
    }
    throw cause;
  }
  return { path, release: () => lock.close() };
}
