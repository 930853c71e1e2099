import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { Backup } from '../../contract/status.ts';
import { asSingleFile, openForReading, type StationDatabase } from '../store/database.ts';
import { countOps } from '../store/op-rows.ts';
import type { StationFolder } from './station-folder.ts';

const NAME = /^station-.+\.sqlite$/;

/** How many of the automatic backups are kept: two hours of them. */
export const BACKUPS_KEPT = 8;
export const BACKUP_EVERY_MS = 15 * 60_000;

/** A station that is started again and again must not push its older backups out. */
const STILL_NEW_MS = 10 * 60_000;

/**
 * Copies the database, while it is in use, to `file`: written beside it, checked, then renamed, so that `file` is a
 * whole backup or what it was before. An older backup there is replaced, any other file is not.
 */
export async function backUp(database: StationDatabase, folder: StationFolder, file: string, log: Logger) {
  const target = resolve(file);
  const draft = `${target}.part-${process.pid}`;
  try {
    if (!isFree(target, folder)) throw new Error(`${target} is not a backup and is kept`);
    await database.backup(draft);
    asSingleFile(draft);
    const backup = { ...readBackup(draft), file: target };
    renameSync(draft, target);
    return done(backup);
  } catch (cause) {
    log.error({ err: cause, file: target }, 'a backup failed');
    if (existsSync(draft)) rmSync(draft);
    return refused<Backup>('backup-failed', { file: target });
  }
}

/** The next automatic backup, unless the last is quite new; the oldest of too many go. */
export async function backUpInTurn(
  database: StationDatabase,
  folder: StationFolder,
  nowMs: number,
  log: Logger,
): Promise<void> {
  const newest = backupFiles(folder)[0];
  if (newest !== undefined && Math.abs(nowMs - newest.atMs) < STILL_NEW_MS) return;
  mkdirSync(folder.backups, { recursive: true, mode: 0o700 });
  const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
  const made = await backUp(database, folder, join(folder.backups, `station-${stamp}.sqlite`), log);
  if (!made.ok) return;
  utimesSync(made.value.file, nowMs / 1000, nowMs / 1000);
  for (const old of backupFiles(folder).slice(BACKUPS_KEPT)) rmSync(old.file);
}

/** The automatic backups that can be put back, the newest first. */
export function soundBackups(folder: StationFolder, log: Logger): Backup[] {
  return backupFiles(folder).flatMap(({ file }) => {
    const backup = checkBackup(file, log);
    return backup.ok ? [backup.value] : [];
  });
}

/** When the last automatic backup was made; null where there is none. */
export function newestBackupMs(folder: StationFolder): number | null {
  return backupFiles(folder)[0]?.atMs ?? null;
}

/** The file of the last automatic backup that can be put back, or null. */
export function newestSoundBackup(folder: StationFolder, log: Logger): string | null {
  return backupFiles(folder).find(({ file }) => checkBackup(file, log).ok)?.file ?? null;
}

/** Whether `file` is a sound backup, and what is in it. */
export function checkBackup(file: string, log: Logger): Result<Backup> {
  try {
    return done(readBackup(file));
  } catch (cause) {
    log.warn({ err: cause, file }, 'not a usable backup');
    return refused('backup-unusable', { file });
  }
}

function readBackup(file: string): Backup {
  const reader = openForReading(file);
  try {
    return { file: resolve(file), at: statSync(file).mtime.toISOString(), ops: countOps(reader) };
  } finally {
    reader.close();
  }
}

function isFree(target: string, folder: StationFolder): boolean {
  if (target === folder.database) return false;
  if (!existsSync(target)) return existsSync(dirname(target));
  openForReading(target).close();
  return true;
}

function backupFiles(folder: StationFolder): { file: string; atMs: number }[] {
  if (!existsSync(folder.backups)) return [];
  return readdirSync(folder.backups)
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .map((name) => {
      const file = join(folder.backups, name);
      return { file, atMs: statSync(file).mtimeMs };
    });
}
