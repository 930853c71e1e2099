import { freeRows } from '../../checkin/list/held-codes.ts';
import { type ListReading, readList } from '../../checkin/list/read-list.ts';
import type { ListFile } from '../../checkin/list/read-table.ts';
import { done, type Result } from '../../contract/failure.ts';
import type { ImportReport, ListEncoding } from '../../contract/list-import.ts';
import type { Registration } from '../../contract/registration.ts';
import type { Reader, StationDatabase } from '../store/database.ts';
import { countChanges, holderOf, putRegistrations } from '../store/registrations.ts';
import { currentEvent } from './event-store.ts';

export interface ListImport {
  readonly file: ListFile;
  /** Null: found out from the file. */
  readonly encoding: ListEncoding | null;
  /** True: says what would happen and changes nothing. */
  readonly dryRun: boolean;
}

/** Takes a list in: all sound rows in one transaction. Refused when the file is no list. */
export async function importList(
  database: StationDatabase,
  { file, encoding, dryRun }: ListImport,
): Promise<Result<ImportReport>> {
  const reading = await readList(file, { encoding, event: currentEvent(database) });
  if (!reading.ok) return reading;
  const outcome = dryRun
    ? take(database, reading.value, countChanges)
    : database.write((writer) => take(writer, reading.value, putRegistrations));
  const { format, encoding: found, delimiter, columns, rows } = reading.value;
  return done({
    file: file.name,
    format,
    encoding: found,
    delimiter,
    columns: [...columns],
    rows,
    ...outcome,
    dryRun,
  });
}

function take<Store extends Reader>(
  store: Store,
  reading: ListReading,
  put: (
    store: Store,
    registrations: readonly Registration[],
  ) => Pick<ImportReport, 'added' | 'changed' | 'unchanged'>,
) {
  const { free, ...refusals } = freeRows(reading, (code) => holderOf(store, code));
  return { ...put(store, free), ...refusals };
}
