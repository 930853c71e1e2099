import { refreshRuns } from './clock-runs.ts';
import type { StationDatabase, Writer } from './database.ts';
import { refreshAliases } from './people.ts';
import { refoldAll } from './refold.ts';
import { refreshFindable } from './registrations.ts';
import { readSetting, SETTING, writeSetting } from './settings.ts';

/** Raise it when the tables are to hold more, or something else, of the same log. */
const FOLD_VERSION = 3;

/** Makes all that follows from the log and the list anew, once, where an older version of the program did it. */
export function foldAnewIfOlder(database: StationDatabase): void {
  if ((readSetting(database, SETTING.foldVersion) ?? 0) >= FOLD_VERSION) return;
  database.write((writer) => {
    foldAnew(writer);
    writeSetting(writer, SETTING.foldVersion, FOLD_VERSION);
  });
}

function foldAnew(writer: Writer): void {
  refreshRuns(writer);
  refreshAliases(writer);
  refoldAll(writer);
  refreshFindable(writer);
}
