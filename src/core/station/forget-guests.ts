import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Logger } from 'pino';
import type { StationDatabase } from '../store/database.ts';
import { forgetGuests as forgetRows } from '../store/forget-guests.ts';
import { readSetting, SETTING, writeSetting } from '../store/settings.ts';
import type { StationFolder } from './station-folder.ts';

/**
 * Removes the guest data of a station that was revoked: rows, badges as PDF, backups, a damaged database that was put
 * aside, and the token. Own ops that no server has yet stay (store/forget-guests.ts). Once the rows are gone the
 * station knows that it was revoked; should it be killed after that, its next start ends the work.
 */
export function forgetGuests(
  database: StationDatabase,
  folder: StationFolder,
  nowMs: number,
  log: Logger,
): void {
  database.write((writer) => forgetRows(writer, new Date(nowMs).toISOString()));
  log.warn('the station was revoked: its guest data is being removed');
  endForgetting(database, folder, log);
}

/** Ends what `forgetGuests` began, if there is anything left of it. */
export function endForgetting(database: StationDatabase, folder: StationFolder, log: Logger): void {
  const revoked = readSetting(database, SETTING.revoked);
  if (revoked === null || revoked.isGone) return;
  for (const copy of copies(folder)) rmSync(copy, { recursive: true, force: true });
  if (!database.compact()) {
    log.warn('another process uses the database: its journal is emptied at the next start');
    return;
  }
  database.write((writer) => writeSetting(writer, SETTING.revoked, { ...revoked, isGone: true }));
}

/** Whatever holds guests beside the database: its drafts and damaged ones begin with its name. */
function copies({ path, database, backups, badges, spool, token }: StationFolder): string[] {
  const name = basename(database);
  const own = ['', '-wal', '-shm'].map((suffix) => name + suffix);
  const asides = readdirSync(path).filter((file) => file.startsWith(name) && !own.includes(file));
  const kept = readdirSync(backups).map((file) => join(backups, file));
  return [...asides.map((file) => join(path, file)), ...kept, badges, spool, token];
}
