import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { type Result, refused } from '../../contract/failure.ts';
import type { Backup } from '../../contract/status.ts';
import { printLock } from '../print/print-lock.ts';
import { DatabaseNewer, isDamage, openForReading } from '../store/database.ts';
import { checkBackup } from './backup.ts';
import type { StationFolder } from './station-folder.ts';

/**
 * Puts a backup in the place of a damaged (or missing) database. The backup is copied and the copy checked before
 * anything is touched; the damaged file stays, as `station.sqlite.damaged-TIME`, with its journal. Ends half-way only
 * so that it can be done again.
 *
 * `wrong-use` when the database is sound or another process works with it, `database-newer`, `backup-unusable`, or
 * `data-folder-unusable`; nothing is changed then.
 */
export function restore(folder: StationFolder, file: string, nowMs: number, log: Logger): Result<Backup> {
  // A running station holds this lock: its connection would go on writing into the file that is put aside.
  const lock = printLock(folder.printLock);
  try {
    if (!lock.take()) return refused('wrong-use', { problem: 'the station is open; close it first' });
    if (isSound(folder.database))
      return refused('wrong-use', { problem: `${folder.database} is sound; nothing was restored` });
    return putInPlace(folder, file, nowMs, log);
  } catch (cause) {
    log.error({ err: cause, file }, 'a backup could not be put back');
    if (cause instanceof DatabaseNewer) return refused('database-newer', { file: folder.database });
    return refused('data-folder-unusable', { folder: folder.path });
  } finally {
    lock.release();
  }
}

function putInPlace(folder: StationFolder, file: string, nowMs: number, log: Logger): Result<Backup> {
  const backup = checkBackup(file, log);
  if (!backup.ok) return backup;
  const draft = `${folder.database}.restoring-${process.pid}`;
  try {
    copyThrough(resolve(file), draft);
    if (!checkBackup(draft, log).ok) return refused('backup-unusable', { file: resolve(file) });
    putAside(folder.database, new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-'));
    renameSync(draft, folder.database);
  } finally {
    if (existsSync(draft)) rmSync(draft);
  }
  log.warn({ file: backup.value.file, ops: backup.value.ops }, 'a backup was put back');
  return backup;
}

function isSound(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    openForReading(file).close();
    return true;
  } catch (cause) {
    if (isDamage(cause)) return false;
    throw cause;
  }
}

/** Copies and makes sure that the copy is on the disk. */
function copyThrough(from: string, to: string): void {
  copyFileSync(from, to);
  const handle = openSync(to, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Gives the damaged database a second name before the first is taken over; there is a file at `file` all the time,
 * so that nobody starts a new one. The journal moves: it belongs to the damaged file.
 */
function putAside(file: string, time: string): void {
  const aside = `${file}.damaged-${time}`;
  if (existsSync(file)) linkSync(file, aside);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
}
