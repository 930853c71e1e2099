import { done, type Result, refused } from '../../contract/failure.ts';
import { guessColumns } from './columns.ts';
import { isBlank, type ListRow } from './list-row.ts';
import { type ListFile, readTable } from './read-table.ts';

/** An id or a code, with the line of the file that has it. */
export interface ListedId {
  readonly line: number;
  readonly id: string;
}

/**
 * Reads a file that names guests: the column of ids, else that of codes, by the header that the first row is; the
 * first column, from the first row on, where it is none. Blank cells are passed over. Refused with
 * `file-not-a-list` when the bytes are something else or name nobody.
 */
export async function readIds(file: ListFile): Promise<Result<ListedId[]>> {
  const table = await readTable(file, null);
  if (!table.ok) return table;
  const rows = (table.value.sheets[0] ?? []).filter((row) => !isBlank(row));
  const { column, below } = idColumn(rows);
  const ids = below.map(({ line, cells }) => ({ line, id: (cells[column] ?? '').trim() }));
  const named = ids.filter(({ id }) => id !== '');
  return named.length === 0 ? refused('file-not-a-list', { file: file.name }) : done(named);
}

function idColumn(rows: readonly ListRow[]): { column: number; below: readonly ListRow[] } {
  const fields = guessColumns(rows[0]?.cells ?? []).map(({ field }) => field);
  if (fields.every((field) => field === null)) return { column: 0, below: rows };
  const column = (['id', 'code'] as const).map((field) => fields.indexOf(field));
  return { column: column.find((index) => index !== -1) ?? 0, below: rows.slice(1) };
}
