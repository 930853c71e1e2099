import type { Event } from '../../contract/event.ts';
import type { ListField, RowProblem, RowReason } from '../../contract/list-import.ts';
import { type Registration, RegistrationSchema } from '../../contract/registration.ts';
import type { ListColumn } from './columns.ts';
import { countryCode } from './country.ts';
import { readHold } from './hold-words.ts';
import type { ListRow } from './list-row.ts';
import { type NameParts, splitName } from './person-name.ts';
import { readStatus } from './status-words.ts';
import { readValidDays } from './valid-days.ts';

/** A row as a registration, and everything that is wrong with it. */
export interface RowReading {
  /** Null when the cells cannot be told apart. Only to be trusted when there are no problems. */
  readonly registration: Registration | null;
  readonly problems: readonly RowProblem[];
}

/** The fields that are texts as they stand, with their greatest lengths from the schema. */
const TEXT_FIELDS = {
  id: RegistrationSchema.shape.id,
  code: RegistrationSchema.shape.code,
  familyName: RegistrationSchema.shape.familyName,
  givenName: RegistrationSchema.shape.givenName,
  latinName: RegistrationSchema.shape.latinName,
  title: RegistrationSchema.shape.title.unwrap(),
  badgeName: RegistrationSchema.shape.badgeName.unwrap(),
  organization: RegistrationSchema.shape.organization,
  jobTitle: RegistrationSchema.shape.jobTitle,
  phone: RegistrationSchema.shape.phone,
  notes: RegistrationSchema.shape.notes,
} as const;
type TextField = keyof typeof TEXT_FIELDS;

const SHOWN_VALUE_LENGTH = 80;

const LINE_BREAK = /[\n\v\f\u2028\u2029]/u;

/** What Excel makes of a long number when it saves a CSV: the last digits are lost. */
const ROUNDED_NUMBER = /^\d([.,]\d+)?E\+?\d+$/i;

/** What all rows of a list have in common. */
interface Layout {
  readonly columns: readonly ListColumn[];
  readonly indexes: ReadonlyMap<ListField, number>;
  readonly categories: ReadonlyMap<string, string>;
  /** Of days that are written without one. */
  readonly year: string;
}

/** Reads rows of a list with these columns into registrations of the event. */
export function rowReader(columns: readonly ListColumn[], event: Event): (row: ListRow) => RowReading {
  const indexes = new Map<ListField, number>();
  for (const [index, { field }] of columns.entries()) if (field !== null) indexes.set(field, index);
  const layout = { columns, indexes, categories: categoryNames(event), year: event.firstDay.slice(0, 4) };
  return (row) => {
    const shape = shapeProblem(row, columns);
    return shape === null ? readCells(row, layout) : { registration: null, problems: [shape] };
  };
}

/** A row whose cells cannot be told apart, or are fewer or more than the columns: none of them can be trusted. */
function shapeProblem(
  { line, cells, hasBrokenQuotes }: ListRow,
  columns: readonly ListColumn[],
): RowProblem | null {
  const value = () => shown(cells.join(' '));
  if (hasBrokenQuotes) return { line, column: '', reason: 'quotes-broken', value: value() };
  const missing = columns[cells.length];
  if (missing !== undefined) return { line, column: missing.header, reason: 'row-short', value: value() };
  const surplus = cells.slice(columns.length).join(' ').trim();
  return surplus === ''
    ? null
    : { line, column: columns.at(-1)?.header ?? '', reason: 'row-long', value: shown(surplus) };
}

function readCells(row: ListRow, layout: Layout): RowReading {
  const { problems, cell, report, known, fitting, number } = cellReader(row, layout);
  const id = number('id', 'number-mangled');
  if (id === '') report('id', 'id-missing');
  const code = layout.indexes.has('code') ? number('code', 'number-mangled') : id;
  if (code === '' && layout.indexes.has('code')) report('code', 'code-missing');
  const { familyName, givenName, column } = readName(cell);
  const registration: Registration = {
    id,
    code,
    familyName: fitting('familyName', familyName, column ?? 'familyName'),
    givenName: fitting('givenName', givenName, column ?? 'givenName'),
    latinName: fitting('latinName', cell('latinName')),
    title: fitting('title', cell('title')),
    badgeName: fitting('badgeName', cell('badgeName')),
    organization: fitting('organization', cell('organization')),
    jobTitle: fitting('jobTitle', cell('jobTitle')),
    country: known('country', countryCode(cell('country')), 'country-unknown', ''),
    category: known('category', layout.categories.get(nameKey(cell('category'))), 'category-unknown', ''),
    validDays: known('validDays', readValidDays(cell('validDays'), layout.year), 'date-impossible', []),
    status: known('status', readStatus(cell('status')), 'status-unknown', 'confirmed'),
    statusSince: null,
    hold: known('hold', readHold(cell('hold')), 'hold-unknown', false),
    phone: number('phone', 'phone-mangled'),
    notes: fitting('notes', cell('notes')),
  };
  return { registration, problems };
}

/** The ways to take a cell of one row; what is wrong with it is added to `problems`. */
function cellReader({ line, cells }: ListRow, { columns, indexes }: Layout) {
  const problems: RowProblem[] = [];
  function cell(field: ListField): string {
    return tidy(cells[indexes.get(field) ?? -1] ?? '', field === 'notes');
  }
  function report(field: ListField, reason: RowReason): void {
    const column = columns[indexes.get(field) ?? -1]?.header ?? '';
    problems.push({ line, column, reason, value: shown(cell(field)) });
  }
  function known<Value>(
    field: ListField,
    value: Value | null | undefined,
    reason: RowReason,
    otherwise: Value,
  ): Value {
    if (value === null || value === undefined) report(field, reason);
    return value ?? otherwise;
  }
  function fitting(field: TextField, text: string, column: ListField = field): string {
    const longest = TEXT_FIELDS[field].maxLength ?? Number.POSITIVE_INFINITY;
    if (text.length > longest) report(column, 'text-too-long');
    return text;
  }
  function number(field: 'id' | 'code' | 'phone', roundedReason: RowReason): string {
    const text = plainNumber(cell(field));
    if (ROUNDED_NUMBER.test(text)) report(field, roundedReason);
    return fitting(field, text);
  }
  return { problems, cell, report, known, fitting, number };
}

/** Separate name columns, or a column of whole names where those are empty: then `column` is that one. */
function readName(cell: (field: ListField) => string): NameParts & { column: 'name' | null } {
  const parts = { familyName: cell('familyName'), givenName: cell('givenName') };
  if (parts.familyName !== '' || parts.givenName !== '') return { ...parts, column: null };
  return { ...splitName(cell('name')), column: 'name' };
}

/** The categories by their ids and names; in an event of one category an empty cell is that one. */
function categoryNames(event: Event): Map<string, string> {
  const names = new Map<string, string>();
  const [first] = event.categories;
  if (event.categories.length === 1 && first !== undefined) names.set('', first.id);
  for (const { id, name } of event.categories)
    for (const word of [name.zh, name.en]) names.set(nameKey(word), id);
  for (const { id } of event.categories) names.set(nameKey(id), id);
  return names;
}

function nameKey(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** NFC, without white space at the ends; line breaks only where `keepsLines`. */
function tidy(text: string, keepsLines: boolean): string {
  const unguarded = /^="(.*)"$/su.exec(text)?.[1] ?? text; // ="0138…" keeps Excel from reading a number
  const trimmed = unguarded.normalize('NFC').trim();
  return keepsLines || !LINE_BREAK.test(trimmed)
    ? trimmed
    : trimmed
        .split(LINE_BREAK)
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join(' ');
}

/** An id, code or phone as a scanner or keyboard gives it: ASCII digits, no invisible characters. */
function plainNumber(text: string): string {
  const visible = text.replace(/[\u200B-\u200F\u2060\uFEFF]/gu, '').trim();
  return visible.replace(/[０-９]/gu, (digit) => digit.normalize('NFKC'));
}

function shown(value: string): string {
  const characters = [...value];
  return characters.length <= SHOWN_VALUE_LENGTH
    ? value
    : `${characters.slice(0, SHOWN_VALUE_LENGTH - 1).join('')}…`;
}
