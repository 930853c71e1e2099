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
import { done, type Result, refused } from '../../contract/failure.ts';
import type { Backup } from '../../contract/status.ts';
import { isDamage, openForReading } from '../store/database.ts';
import { checkBackup } from './backup.ts';
import type { StationFolder } from './station-folder.ts';

/**
 * Puts a backup in the place of a damaged (or missing) database. The backup is copied and the copy checked before
 * anything is touched; the damaged file stays, as `station.sqlite.damaged-TIME`, with its journal. A sound database
 * is never replaced. Ends half-way only so that it can be done again. Throws what `openDatabase` throws when the
 * database there is neither sound nor damaged.
 */
export function restore(folder: StationFolder, file: string, nowMs: number, log: Logger): Result<Backup> {
  if (isSound(folder.database))
    return refused('wrong-use', { problem: `${folder.database} is sound; nothing was restored` });
  const backup = checkBackup(file, log);
  if (!backup.ok) return backup;
  const draft = `${folder.database}.restoring-${process.pid}`;
  try {
    copyThrough(resolve(file), draft);
    const copy = checkBackup(draft, log);
    if (!copy.ok) return refused('backup-unusable', { file: resolve(file) });
    putAside(folder.database, new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-'));
    renameSync(draft, folder.database);
  } catch (cause) {
    log.error({ err: cause, file }, 'a backup could not be put back');
    return refused('data-folder-unusable', { folder: folder.path });
  } finally {
    rmSync(draft, { force: true });
  }
  log.warn({ file: backup.value.file, ops: backup.value.ops }, 'a backup was put back');
  return done(backup.value);
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
