import { type ListFile, type ListReading, readList } from '../../checkin/list/read-list.ts';
import { done, type Result } from '../../contract/failure.ts';
import type { ImportReport, ListEncoding, RowProblem } from '../../contract/list-import.ts';
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
  const { free, held } = separateHeldCodes(store, reading.registrations);
  const header = reading.columns.find(({ field }) => field === 'code')?.header ?? '';
  const clashes = held.map<RowProblem>(({ id, code }) => ({
    line: reading.lines.get(id) ?? 1,
    column: header,
    reason: 'code-repeated',
    value: code.slice(0, 80),
  }));
  const problems = [...reading.problems, ...clashes].sort((one, other) => one.line - other.line);
  return { ...put(store, free), refused: reading.rows - free.length, problems };
}

/**
 * A code that a guest outside this list has stays with that guest: who would take it is refused. One refusal can
 * bring the next, since the refused guest keeps the old code too.
 */
function separateHeldCodes(reader: Reader, registrations: readonly Registration[]) {
  let free = registrations;
  const held: Registration[] = [];
  for (;;) {
    const ids = new Set(free.map(({ id }) => id));
    const clashing = free.filter(({ id, code }) => {
      const holder = holderOf(reader, code);
      return holder !== null && holder !== id && !ids.has(holder);
    });
    if (clashing.length === 0) return { free, held };
    held.push(...clashing);
    const refused = new Set(clashing);
    free = free.filter((registration) => !refused.has(registration));
  }
}
