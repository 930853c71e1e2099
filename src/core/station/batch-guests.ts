import { displayName } from '../../checkin/display-name.ts';
import { readIds } from '../../checkin/list/read-ids.ts';
import type { ListFile } from '../../checkin/list/read-table.ts';
import type { BatchGuests, BatchOrder, UnknownId } from '../../contract/batch.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { Organizations } from '../../contract/guest.ts';
import type { Registration } from '../../contract/registration.ts';
import type { Reader } from '../store/database.ts';
import { findByCode, findRegistration, parseRegistration } from '../store/registrations.ts';
import { currentEvent } from './event-store.ts';

/** Whose badges somebody wants in one go; a file is given itself. */
export type WantedGuests =
  | Exclude<BatchGuests, { by: 'ids' }>
  | { readonly by: 'ids'; readonly file: ListFile };

/** Whom a batch is for, in the order of the list or the file; and lines of the file that name nobody. */
export interface FoundGuests {
  readonly guests: readonly Registration[];
  readonly unknown: readonly UnknownId[];
}

/**
 * Finds the guests of a batch. `category-unknown`, `organization-unknown`, `file-not-a-list`, or `batch-empty` when
 * the list has nobody of the category, or the file names nobody who is on it.
 */
export async function findGuests(reader: Reader, wanted: WantedGuests): Promise<Result<FoundGuests>> {
  switch (wanted.by) {
    case 'category':
      return ofCategory(reader, wanted.category);
    case 'organization':
      return ofOrganization(reader, wanted.organization);
    case 'ids':
      return named(reader, wanted.file);
  }
}

function ofCategory(reader: Reader, category: string): Result<FoundGuests> {
  if (currentEvent(reader).categories.every(({ id }) => id !== category))
    return refused('category-unknown', { category });
  const guests = listed(reader, "data ->> '$.category' = ?", category);
  return guests.length === 0 ? refused('batch-empty') : done({ guests, unknown: [] });
}

/** However it was typed: case and spaces do not tell one delegation from another. */
export function ofOrganization(reader: Reader, organization: string): Result<FoundGuests> {
  const wanted = folded(organization);
  const names = organizations(reader).filter(({ name }) => folded(name) === wanted);
  if (names.length === 0) return refused('organization-unknown', { organization });
  const isOneOf = `data ->> '$.organization' IN (SELECT value FROM json_each(?))`;
  return done({
    guests: listed(reader, isOneOf, JSON.stringify(names.map(({ name }) => name))),
    unknown: [],
  });
}

async function named(reader: Reader, file: ListFile): Promise<Result<FoundGuests>> {
  const ids = await readIds(file);
  if (!ids.ok) return ids;
  const guests = new Map<string, Registration>();
  const unknown: UnknownId[] = [];
  for (const { line, id } of ids.value) {
    const guest = findRegistration(reader, id) ?? findByCode(reader, id);
    if (guest === null) unknown.push({ line, id });
    else guests.set(guest.id, guest);
  }
  const [first] = unknown;
  return guests.size === 0 && first !== undefined
    ? refused('registration-unknown', { registration: first.id, line: String(first.line) })
    : done({ guests: [...guests.values()], unknown });
}

/** Each person once: a walk-in who is somebody else has a row for the code only. */
const IS_PERSON = 'id NOT IN (SELECT registration FROM alias)';

function listed(reader: Reader, condition: string, value: string): Registration[] {
  return reader
    .all(`SELECT data FROM registration WHERE ${condition} AND ${IS_PERSON} ORDER BY rowid`, value)
    .map(parseRegistration);
}

/** All delegations on the list, by name. */
export function organizations(reader: Reader): Organizations {
  const rows = reader.all(
    `SELECT data ->> '$.organization' AS name, count(*) AS guests FROM registration
     WHERE data ->> '$.organization' <> '' AND ${IS_PERSON} GROUP BY name`,
  );
  const found = rows.map(({ name, guests }) => ({ name: String(name), guests: Number(guests) }));
  return found.sort((one, other) => COLLATOR.compare(one.name, other.name));
}

/** Chinese by its reading, others by their letters. */
const COLLATOR = new Intl.Collator('zh-CN', { sensitivity: 'base', numeric: true });

export function inOrder(guests: readonly Registration[], order: BatchOrder): readonly Registration[] {
  if (order === 'list') return guests;
  const keyed = guests.map((guest) => ({ guest, name: displayName(guest, guest.country) }));
  return keyed.sort((one, other) => COLLATOR.compare(one.name, other.name)).map(({ guest }) => guest);
}

function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}
