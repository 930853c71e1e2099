import { type DeskWords, effectiveRegistration } from '../../checkin/effective-registration.ts';
import { likenessKeys } from '../../checkin/likeness.ts';
import { searchWords } from '../../checkin/search-words.ts';
import { type Registration, RegistrationSchema } from '../../contract/registration.ts';
import type { Reader, Row, Writer } from './database.ts';
import { foldIds, guestState } from './guest-state.ts';
import { personOf } from './people.ts';
import { indexWords, unindexWords } from './several-words.ts';

/** What became of each registration that was put. */
export interface PutCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

const FIELDS = Object.keys(RegistrationSchema.shape);

/**
 * What the station knows of guests: `listed` is the row of the list, `data` is what counts (the list's row or the
 * walk-in, with what desks put right), and it is found by `data`. A walk-in who is somebody else (`alias`) keeps a row
 * for the code; what counts of the person is the row of the other.
 */

/** The registration of the person whose code this is, exactly, or null. */
export function findByCode(reader: Reader, code: string): Registration | null {
  const holder = holderOf(reader, code);
  return holder === null ? null : findRegistration(reader, holder);
}

/** The registration of the person who has this id, or null. */
export function findRegistration(reader: Reader, id: string): Registration | null {
  return parseFound(reader.get('SELECT data FROM registration WHERE id = ?', personOf(reader, id)));
}

/** How many people the station knows, walk-ins among them. */
export function countRegistrations(reader: Reader): number {
  const row = reader.get(
    `SELECT (SELECT count(*) FROM registration)
       - (SELECT count(*) FROM alias JOIN registration ON registration.id = alias.registration) AS count`,
  );
  return Number(row?.count);
}

/** How many are on the list: what a server's count is compared with. */
export function countListed(reader: Reader): number {
  return Number(reader.get('SELECT count(listed) AS count FROM registration')?.count);
}

/** A registration out of the `data` column of a row. */
export function parseRegistration(row: Row): Registration {
  return parseText(String(row.data));
}

function parseText(json: string): Registration {
  return RegistrationSchema.parse(JSON.parse(json));
}

/**
 * Adds rows of the list, or changes those whose id is known, with the words by which they are found. A code belongs to
 * the registration that was given it last: one that loses its code is not found by it any more, until its own
 * change comes, in this call or a later one.
 */
export function putRegistrations(writer: Writer, registrations: readonly Registration[]): PutCounts {
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const registration of registrations) counts[putRegistration(writer, registration)] += 1;
  return counts;
}

/** What putting these registrations would do; for lists that name each id and each code once. */
export function countChanges(reader: Reader, registrations: readonly Registration[]): PutCounts {
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const registration of registrations) counts[changeOf(reader, registration)] += 1;
  return counts;
}

/** The id of the registration that is found by this code, or null. */
export function holderOf(reader: Reader, code: string): string | null {
  const row = reader.get('SELECT id FROM registration WHERE code = ?', code);
  return row === undefined ? null : String(row.id);
}

/** Takes a guest off the list. A walk-in stays as the desk took them down; the log keeps what the guest did. */
export function removeListed(writer: Writer, id: string): void {
  writer.run('UPDATE registration SET listed = NULL WHERE id = ?', id);
  if (isAlias(writer, id)) refreshAlias(writer, id, foldIds(writer, [id], id));
  else refreshRegistration(writer, id, guestState(writer, id));
}

/** Brings what counts of a person up to what the log says now. */
export function refreshRegistration(writer: Writer, id: string, words: DeskWords): void {
  const effective = refreshRow(writer, id, words);
  if (effective !== null && !isFindable(writer, id)) makeFindable(writer, effective);
}

/** Brings the row of an id that belongs to somebody else up to what the log says of that id alone; nobody finds it. */
export function refreshAlias(writer: Writer, id: string, words: DeskWords): void {
  refreshRow(writer, id, words);
  makeUnfindable(writer, id);
}

/** Makes anew the words by which everybody is found, and the keys of likeness. */
export function refreshFindable(writer: Writer): void {
  writer.run('DELETE FROM search_word');
  writer.run('DELETE FROM likeness');
  writer.run('DELETE FROM search_person');
  const rows = writer.all('SELECT data FROM registration WHERE id NOT IN (SELECT registration FROM alias)');
  for (const row of rows) makeFindable(writer, parseRegistration(row));
}

/** Where the data changed, it is left unfindable, and returned in either case; null where nobody knows the guest. */
function refreshRow(writer: Writer, id: string, words: DeskWords): Registration | null {
  const row = writer.get('SELECT listed, data FROM registration WHERE id = ?', id);
  const effective = expectedRegistration(writer, id, words);
  if (effective === null) {
    writer.run('DELETE FROM registration WHERE id = ?', id);
    return null;
  }
  const listed = row === undefined ? null : listedText(row);
  if (row === undefined || parseRegistration(row).code !== effective.code) {
    const isOwnCode = listed !== null || words.walkIn?.registration.id === id;
    storeRow(writer, effective, listed, isOwnCode ? effective.code : null);
  } else if (row.data !== asData(effective)) {
    // Not the code: it may have been given to somebody else since.
    writer.run('UPDATE registration SET data = ? WHERE id = ?', asData(effective), id);
    makeUnfindable(writer, id);
  }
  return effective;
}

/** The registration as it follows from the list's row and from what the log says. */
export function expectedRegistration(reader: Reader, id: string, words: DeskWords): Registration | null {
  const row = reader.get('SELECT listed FROM registration WHERE id = ?', id);
  const listed = row === undefined ? null : listedText(row);
  return effectiveRegistration(id, listed === null ? null : parseText(listed), words);
}

function isAlias(reader: Reader, id: string): boolean {
  return personOf(reader, id) !== id;
}

function listedText({ listed }: Row): string | null {
  return listed === null ? null : String(listed);
}

function changeOf(reader: Reader, registration: Registration): keyof PutCounts {
  const known = reader.get('SELECT code, listed FROM registration WHERE id = ?', registration.id);
  if (known === undefined || known.listed === null) return 'added';
  const isSame = known.code === registration.code && saysTheSame(String(known.listed), registration);
  return isSame ? 'unchanged' : 'changed';
}

/** An older version stored fewer fields: what it says counts, not its text. */
function saysTheSame(listed: string, registration: Registration): boolean {
  const data = asData(registration);
  return listed === data || asData(parseText(listed)) === data;
}

/** Written in the order of the schema, so that equal registrations are equal texts. */
function asData(registration: Registration): string {
  return JSON.stringify(registration, FIELDS);
}

function putRegistration(writer: Writer, registration: Registration): keyof PutCounts {
  const change = changeOf(writer, registration);
  if (change === 'unchanged') return change;
  const { id } = registration;
  const isOwn = !isAlias(writer, id);
  const words = isOwn ? guestState(writer, id) : foldIds(writer, [id], id);
  const effective = effectiveRegistration(id, registration, words) ?? registration;
  storeRow(writer, effective, asData(registration), effective.code);
  if (isOwn) makeFindable(writer, effective);
  return change;
}

/** The row without the words by which it is found. `code` is null for one whose code is another id's. */
function storeRow(
  writer: Writer,
  registration: Registration,
  listed: string | null,
  code: string | null,
): void {
  const { id } = registration;
  writer.run('UPDATE registration SET code = NULL WHERE code = ? AND id <> ?', code, id);
  writer.run(
    `INSERT INTO registration (id, code, data, listed) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET code = excluded.code, data = excluded.data, listed = excluded.listed`,
    id,
    code,
    asData(registration),
    listed,
  );
  makeUnfindable(writer, id);
}

/** Everybody is found at least by the id. */
function isFindable(reader: Reader, id: string): boolean {
  return reader.get('SELECT 1 FROM search_word WHERE registration = ? LIMIT 1', id) !== undefined;
}

function makeFindable(writer: Writer, registration: Registration): void {
  const words = searchWords(registration);
  for (const word of words)
    writer.run('INSERT INTO search_word VALUES (?, ?) ON CONFLICT DO NOTHING', word, registration.id);
  indexWords(writer, registration.id, words);
  putLikeness(writer, registration);
}

function putLikeness(writer: Writer, registration: Registration): void {
  for (const key of likenessKeys(registration)) {
    writer.run('INSERT INTO likeness VALUES (?, ?) ON CONFLICT DO NOTHING', key, registration.id);
  }
}

function makeUnfindable(writer: Writer, id: string): void {
  writer.run('DELETE FROM search_word WHERE registration = ?', id);
  writer.run('DELETE FROM likeness WHERE registration = ?', id);
  unindexWords(writer, id);
}

function parseFound(row: Row | undefined): Registration | null {
  return row === undefined ? null : parseRegistration(row);
}
