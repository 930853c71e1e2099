import type { Event } from '../../contract/event.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { ListEncoding, ListField, RowProblem } from '../../contract/list-import.ts';
import type { Registration } from '../../contract/registration.ts';
import { countKnownHeaders, guessColumns, type ListColumn } from './columns.ts';
import { isBlank, type ListRow } from './list-row.ts';
import { HEADER_SEARCH_ROWS } from './parse-delimited.ts';
import { rowReader } from './read-row.ts';
import { type ListFile, readTable, type Table } from './read-table.ts';

export interface ListOptions {
  /** The encoding of a text file when a person chose it; null to find it out. */
  readonly encoding: ListEncoding | null;
  readonly event: Event;
}

/** A list that was read: the registrations that can be taken, and why the other rows cannot. */
export interface ListReading extends Pick<Table, 'format' | 'encoding' | 'delimiter'> {
  /** In the order of the file. A column that serves as code too, for want of one, stands there twice. */
  readonly columns: readonly ListColumn[];
  /** Rows below the headers, blank ones not counted: as many as registrations and refused rows together. */
  readonly rows: number;
  readonly registrations: readonly Registration[];
  /** The line of the file where each of the registrations starts, by its id. */
  readonly lines: ReadonlyMap<string, number>;
  readonly problems: readonly RowProblem[];
}

/**
 * Reads a list of registrations, CSV of any common delimiter and encoding or XLSX. The headers are the row of the
 * first ten that names most fields, so that a title may stand above them.
 * Refused whole: `file-not-a-list` when the bytes are something else, `columns-missing` when there is no column for
 * the id, the name or (where the event has several) the category.
 */
export async function readList(file: ListFile, options: ListOptions): Promise<Result<ListReading>> {
  const table = await readTable(file, options.encoding);
  if (!table.ok) return table;
  const { sheets, ...origin } = table.value;
  const sheet = mostTelling(sheets);
  const header = headerRow(sheet);
  if (header === null) return refused('file-not-a-list', { file: file.name });
  const columns = guessColumns(header.cells);
  const missing = missingColumns(columns, options.event);
  if (missing.length > 0) return refused('columns-missing', { file: file.name, columns: missing.join(', ') });
  const rows = sheet.slice(sheet.indexOf(header) + 1).filter((row) => !isBlank(row));
  return done({
    ...origin,
    columns: reported(columns),
    rows: rows.length,
    ...readRows(rows, columns, options.event),
  });
}

/** The sheet whose headers name most fields, the first of equals. */
function mostTelling(sheets: readonly (readonly ListRow[])[]): readonly ListRow[] {
  let best: readonly ListRow[] = [];
  let most = -1;
  for (const sheet of sheets) {
    const known = countKnownHeaders(headerRow(sheet)?.cells ?? []);
    if (known > most) [best, most] = [sheet, known];
  }
  return best;
}

/** The headers; null where nothing is named and no row has a second cell. */
function headerRow(sheet: readonly ListRow[]): ListRow | null {
  const candidates = sheet.filter((row) => !isBlank(row)).slice(0, HEADER_SEARCH_ROWS);
  const known = candidates.map((row) => countKnownHeaders(row.cells));
  const most = Math.max(0, ...known);
  if (most === 0 && !candidates.some((row) => row.cells.length > 1)) return null;
  return candidates[known.indexOf(most)] ?? null;
}

/** The columns without which no row can be read, in words that both languages understand. */
function missingColumns(columns: readonly ListColumn[], event: Event): string[] {
  const has = (field: ListField) => columns.some((column) => column.field === field);
  const missing = [];
  if (!has('id')) missing.push('registration_id / 编号');
  if (!has('familyName') && !has('givenName') && !has('name') && !has('latinName'))
    missing.push('name / 姓名');
  if (!has('category') && event.categories.length > 1) missing.push('category / 类别');
  return missing;
}

function reported(columns: readonly ListColumn[]): ListColumn[] {
  if (columns.some(({ field }) => field === 'code')) return [...columns];
  return columns.flatMap((column) =>
    column.field === 'id' ? [column, { ...column, field: 'code' }] : [column],
  );
}

/** Takes each row that has no problem; of rows with the same id or code the first that was taken stands. */
function readRows(rows: readonly ListRow[], columns: readonly ListColumn[], event: Event) {
  const read = rowReader(columns, event);
  const taken = { byId: new Map<string, Registration>(), byCode: new Map<string, Registration>() };
  const lines = new Map<string, number>();
  const problems: RowProblem[] = [];
  for (const row of rows) {
    const { registration, problems: ofCells } = read(row);
    const ofRow = [...ofCells, ...repetitions(registration, taken, row.line, columns)];
    problems.push(...ofRow);
    if (registration === null || ofRow.length > 0) continue;
    taken.byId.set(registration.id, registration);
    taken.byCode.set(registration.code, registration);
    lines.set(registration.id, row.line);
  }
  return { registrations: [...taken.byId.values()], lines, problems };
}

function repetitions(
  registration: Registration | null,
  taken: { byId: ReadonlyMap<string, Registration>; byCode: ReadonlyMap<string, Registration> },
  line: number,
  columns: readonly ListColumn[],
): RowProblem[] {
  if (registration === null) return [];
  const { id, code } = registration;
  const header = (field: ListField) => columns.find((column) => column.field === field)?.header ?? '';
  const problems: RowProblem[] = [];
  if (taken.byId.has(id)) problems.push({ line, column: header('id'), reason: 'id-repeated', value: id });
  const owner = taken.byCode.get(code);
  if (owner !== undefined && owner.id !== id) {
    problems.push({ line, column: header('code'), reason: 'code-repeated', value: code });
  }
  return problems;
}
