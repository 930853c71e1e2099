import { effectiveRegistration } from '../../checkin/effective-registration.ts';
import type { GuestState } from '../../checkin/fold.ts';
import { searchWords } from '../../checkin/search-words.ts';
import { type Registration, RegistrationSchema } from '../../contract/registration.ts';
import type { Reader, Row, Writer } from './database.ts';
import { guestState } from './guest-state.ts';

/** What became of each registration that was put. */
export interface PutCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

const FIELDS = Object.keys(RegistrationSchema.shape);

/**
 * What the station knows of guests: `listed` is the row of the list, `data` is what counts (the list's row or the
 * walk-in, with what desks put right), and it is found by `data`.
 */

/** The registration whose code this is, exactly, or null. */
export function findByCode(reader: Reader, code: string): Registration | null {
  return parseFound(reader.get('SELECT data FROM registration WHERE code = ?', code));
}

export function findRegistration(reader: Reader, id: string): Registration | null {
  return parseFound(reader.get('SELECT data FROM registration WHERE id = ?', id));
}

/** How many the station knows, walk-ins among them. */
export function countRegistrations(reader: Reader): number {
  return Number(reader.get('SELECT count(*) AS count FROM registration')?.count);
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
  refreshRegistration(writer, id, guestState(writer, id));
}

/** Brings what counts of a guest up to what the log says now. */
export function refreshRegistration(
  writer: Writer,
  id: string,
  state: Pick<GuestState, 'walkIn' | 'correction'>,
): void {
  const row = writer.get('SELECT listed, data FROM registration WHERE id = ?', id);
  const effective = expectedRegistration(writer, id, state);
  if (effective === null) writer.run('DELETE FROM registration WHERE id = ?', id);
  else if (row === undefined || parseRegistration(row).code !== effective.code)
    storeRegistration(writer, effective, row === undefined ? null : listedText(row));
  else if (row.data !== asData(effective)) {
    // Not the code: it may have been given to somebody else since.
    writer.run('UPDATE registration SET data = ? WHERE id = ?', asData(effective), id);
    putSearchWords(writer, effective);
  }
}

/** The registration as it follows from the list's row and from what the log says. */
export function expectedRegistration(
  reader: Reader,
  id: string,
  state: Pick<GuestState, 'walkIn' | 'correction'>,
): Registration | null {
  const row = reader.get('SELECT listed FROM registration WHERE id = ?', id);
  const listed = row === undefined ? null : listedText(row);
  return effectiveRegistration(listed === null ? null : parseText(listed), state);
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
  const effective = effectiveRegistration(registration, guestState(writer, registration.id)) ?? registration;
  storeRegistration(writer, effective, asData(registration));
  return change;
}

function storeRegistration(writer: Writer, registration: Registration, listed: string | null): void {
  const { id, code } = registration;
  writer.run('UPDATE registration SET code = NULL WHERE code = ? AND id <> ?', code, id);
  writer.run(
    `INSERT INTO registration (id, code, data, listed) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET code = excluded.code, data = excluded.data, listed = excluded.listed`,
    id,
    code,
    asData(registration),
    listed,
  );
  putSearchWords(writer, registration);
}

function putSearchWords(writer: Writer, registration: Registration): void {
  writer.run('DELETE FROM search_word WHERE registration = ?', registration.id);
  for (const word of new Set(searchWords(registration))) {
    writer.run('INSERT INTO search_word VALUES (?, ?)', word, registration.id);
  }
}

function parseFound(row: Row | undefined): Registration | null {
  return row === undefined ? null : parseRegistration(row);
}
