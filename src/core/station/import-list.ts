import { setImmediate } from 'node:timers/promises';
import { freeRows } from '../../checkin/list/held-codes.ts';
import { readList } from '../../checkin/list/read-list.ts';
import type { ListFile } from '../../checkin/list/read-table.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { ImportReport, ListEncoding } from '../../contract/list-import.ts';
import type { Registration } from '../../contract/registration.ts';
import type { StationStatus } from '../../contract/status.ts';
import type { StationDatabase, Writer } from '../store/database.ts';
import { countChanges, holderOf, type PutCounts, putRegistrations } from '../store/registrations.ts';
import { readSetting, removeSetting, SETTING, writeSetting } from '../store/settings.ts';
import { currentEvent } from './event-store.ts';

/** Guests that are taken in at once: a scan waits for no more than these. */
const CHUNK = 100;

export interface ListImport {
  readonly file: ListFile;
  /** Null: found out from the file. */
  readonly encoding: ListEncoding | null;
  /** True: says what would happen and changes nothing. */
  readonly dryRun: boolean;
}

/** Takes lists in, one at a time. */
export interface ListImports {
  /**
   * Takes in all sound rows, a hundred at a time, so that scans come between. Refused when the file is no list, and
   * with `import-running` while another one is taken in. One that is stopped, or cut off by the end of the program,
   * leaves what was taken in, and is told by `partList` until the file, or another, is imported to its end.
   */
  importList(list: ListImport): Promise<Result<ImportReport>>;
  /** Stops the import that runs, if any, after the guests that are being taken in. */
  stopImport(): void;
  partList(): StationStatus['partList'];
}

/** `onProgress` hears of each hundred guests that were taken in. */
export function listImports(database: StationDatabase, onProgress: () => void): ListImports {
  let running: { isStopped: boolean } | null = null;

  async function putAll(file: string, registrations: readonly Registration[]): Promise<PutCounts> {
    const run = { isStopped: false };
    running = run;
    const counts = { added: 0, changed: 0, unchanged: 0 };
    try {
      for (let next = 0; next < registrations.length && !run.isStopped; next += CHUNK) {
        const chunk = registrations.slice(next, next + CHUNK);
        const put = database.write((writer) => {
          keepProgress(writer, { file, done: next + chunk.length, total: registrations.length });
          return putRegistrations(writer, chunk);
        });
        counts.added += put.added;
        counts.changed += put.changed;
        counts.unchanged += put.unchanged;
        onProgress();
        await setImmediate();
      }
    } finally {
      running = null;
      onProgress();
    }
    return counts;
  }

  return {
    async importList({ file, encoding, dryRun }) {
      const reading = await readList(file, { encoding, event: currentEvent(database) });
      if (!reading.ok) return reading;
      if (!dryRun && running !== null) return refused('import-running');
      const { free, ...refusals } = freeRows(reading.value, (code) => holderOf(database, code));
      const counts = dryRun ? countChanges(database, free) : await putAll(file.name, free);
      const { format, encoding: found, delimiter, columns, rows } = reading.value;
      return done({
        file: file.name,
        format,
        encoding: found,
        delimiter,
        columns: [...columns],
        rows,
        ...counts,
        ...refusals,
        dryRun,
      });
    },
    stopImport() {
      if (running !== null) running.isStopped = true;
    },
    partList() {
      const part = readSetting(database, SETTING.partList);
      return part === null ? null : { ...part, isRunning: running !== null };
    },
  };
}

function keepProgress(writer: Writer, part: { file: string; done: number; total: number }): void {
  if (part.done === part.total) removeSetting(writer, SETTING.partList);
  else writeSetting(writer, SETTING.partList, part);
}
