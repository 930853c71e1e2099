import { existsSync } from 'node:fs';
import type { Logger } from 'pino';
import { done, type Failure, type Result } from '../../contract/failure.ts';
import { steadyClockSources, systemClockSources } from '../clock/clock-sources.ts';
import { PROGRAM } from '../program.ts';
import { DatabaseDamaged, openDatabase } from '../store/database.ts';
import { foldAnewIfOlder } from '../store/fold-anew.ts';
import type { TokenSeal } from '../sync/token-store.ts';
import { newestSoundBackup } from './backup.ts';
import { failureOf } from './failure-of.ts';
import { endForgetting } from './forget-guests.ts';
import { noticeUpgrade, settleIn } from './identity.ts';
import { runStation } from './running-station.ts';
import type { Station } from './station.ts';
import { prepareFolder, type StationFolder } from './station-folder.ts';

export interface OpenOptions {
  /** The data folder; made when it is missing. */
  readonly folder: string;
  /** Milliseconds since 1970; absent: the clocks of this computer. */
  readonly now?: () => number;
  /** Locks the server's token with the keyring; null or absent where there is none. */
  readonly seal?: TokenSeal | null;
  /** Work without being asked: print, sync, back up. False for the command line, which asks. */
  readonly background: boolean;
  readonly log: Logger;
}

/**
 * Opens the station in a data folder. Refused with `data-folder-unusable`, `database-damaged` (also when the database
 * is gone and a backup of it is there) or `database-newer`; what is there is left as it is then.
 */
export function openStation(options: OpenOptions): Result<Station> {
  const folder = prepareFolder(options.folder);
  if (!folder.ok) return folder;
  try {
    return done(openInFolder(folder.value, options));
  } catch (cause) {
    options.log.error({ err: cause, folder: folder.value.path }, 'the station cannot be opened');
    return { ok: false, failure: explained(cause, folder.value, options.log) };
  }
}

function explained(cause: unknown, folder: StationFolder, log: Logger): Failure {
  return failureOf(cause, folder, () => newestSoundBackup(folder, log));
}

function openInFolder(folder: StationFolder, options: OpenOptions): Station {
  const { log, background, now, seal = null } = options;
  const clocks = now === undefined ? systemClockSources() : steadyClockSources(now);
  if (!existsSync(folder.database) && newestSoundBackup(folder, log) !== null)
    throw new DatabaseDamaged(`${folder.database} is gone`);
  const database = openDatabase(folder.database);
  try {
    const id = database.write(settleIn);
    database.write((writer) => noticeUpgrade(writer, PROGRAM));
    endForgetting(database, folder, log);
    foldAnewIfOlder(database);
    return runStation({ id, database, folder, clocks, seal, log, background });
  } catch (cause) {
    database.close();
    throw cause;
  }
}
