import { searchWords } from '../../checkin/search-words.ts';
import { type Registration, RegistrationSchema } from '../../contract/registration.ts';
import type { Reader, Row, Writer } from './database.ts';

/** What became of each registration that was put. */
export interface PutCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Written in the order of the schema, so that equal registrations are equal texts. */
const FIELDS = Object.keys(RegistrationSchema.shape);

/** The registration whose code this is, exactly, or null. */
export function findByCode(reader: Reader, code: string): Registration | null {
  return parseFound(reader.get('SELECT data FROM registration WHERE code = ?', code));
}

export function findRegistration(reader: Reader, id: string): Registration | null {
  return parseFound(reader.get('SELECT data FROM registration WHERE id = ?', id));
}

export function countRegistrations(reader: Reader): number {
  return Number(reader.get('SELECT count(*) AS count FROM registration')?.count);
}

/** A registration out of the `data` column of a row. */
export function parseRegistration(row: Row): Registration {
  return RegistrationSchema.parse(JSON.parse(String(row.data)));
}

/**
 * Adds registrations, or changes those whose id is known, with the words by which they are found. A code belongs to
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

function changeOf(reader: Reader, registration: Registration): keyof PutCounts {
  const known = reader.get('SELECT code, data FROM registration WHERE id = ?', registration.id);
  if (known === undefined) return 'added';
  const isSame = known.code === registration.code && known.data === asData(registration);
  return isSame ? 'unchanged' : 'changed';
}

function asData(registration: Registration): string {
  return JSON.stringify(registration, FIELDS);
}

function putRegistration(writer: Writer, registration: Registration): keyof PutCounts {
  const { id, code } = registration;
  const change = changeOf(writer, registration);
  if (change === 'unchanged') return change;
  writer.run('UPDATE registration SET code = NULL WHERE code = ? AND id <> ?', code, id);
  writer.run(
    'INSERT INTO registration VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET code = excluded.code, data = excluded.data',
    id,
    code,
    asData(registration),
  );
  putSearchWords(writer, registration);
  return change;
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
