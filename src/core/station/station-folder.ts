import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { done, type Result, refused } from '../../contract/failure.ts';

/** The places in a station's data folder. */
export interface StationFolder {
  readonly path: string;
  readonly database: string;
  readonly backups: string;
  /** Where the pdf-folder printer puts badges. */
  readonly badges: string;
  /** Where documents for the print queues of Windows wait. */
  readonly spool: string;
  readonly token: string;
  /** The keys with which this station signs; of the event's key only what a station alone made. */
  readonly stationKey: string;
  readonly eventKey: string;
  readonly log: string;
  readonly printLock: string;
}

/** Makes the folder where it is missing, for its owner alone, and checks that it can be used. */
export function prepareFolder(path: string): Result<StationFolder> {
  const folder = folderAt(resolve(path));
  try {
    mkdirSync(folder.path, { recursive: true, mode: 0o700 });
    accessSync(folder.path, constants.R_OK | constants.W_OK | constants.X_OK);
    mkdirSync(folder.backups, { recursive: true, mode: 0o700 });
    return done(folder);
  } catch {
    return refused('data-folder-unusable', { folder: folder.path });
  }
}

function folderAt(path: string): StationFolder {
  return {
    path,
    database: join(path, 'station.sqlite'),
    backups: join(path, 'backups'),
    badges: join(path, 'badges'),
    spool: join(path, 'spool'),
    token: join(path, 'token.json'),
    stationKey: join(path, 'station-key.json'),
    eventKey: join(path, 'event-key.json'),
    log: join(path, 'station.log'),
    printLock: join(path, 'print.lock'),
  };
}
