import type { Logger } from 'pino';
import type { StationDatabase } from '../store/database.ts';
import { BACKUP_EVERY_MS, backUpInTurn } from './backup.ts';
import type { StationFolder } from './station-folder.ts';

/** How often it is looked whether another process (the command line) changed the database. */
const LOOK_EVERY_MS = 1_000;

/** What goes on without being asked: automatic backups, and news of what others do to the database and the clock. */
export interface Background {
  /** Resolves when a backup that is being written is finished. */
  stop(): Promise<void>;
}

export function startBackground(options: {
  readonly database: StationDatabase;
  readonly folder: StationFolder;
  readonly now: () => number;
  readonly log: Logger;
  /** The run of the clock: another one once somebody set the clock. */
  readonly clockRun: () => string;
  readonly onForeignChange: () => void;
}): Background {
  const { database, folder, now, log } = options;
  let known = present();
  let backup = Promise.resolve();

  function backUpNow(): void {
    backup = backup
      .then(() => backUpInTurn(database, folder, now(), log))
      .catch((cause: unknown) => log.error({ err: cause }, 'an automatic backup failed'));
  }

  function present(): string {
    return `${dataVersion(database)} ${options.clockRun()}`;
  }

  function look(): void {
    const newest = present();
    if (newest === known) return;
    known = newest;
    options.onForeignChange();
  }

  backUpNow();
  const timers = [setInterval(backUpNow, BACKUP_EVERY_MS), setInterval(look, LOOK_EVERY_MS)];
  return {
    stop() {
      for (const timer of timers) clearInterval(timer);
      return backup;
    },
  };
}

/** Changes when another connection commits; see SQLite's `PRAGMA data_version`. */
function dataVersion(database: StationDatabase): unknown {
  return database.get('PRAGMA data_version')?.data_version;
}
