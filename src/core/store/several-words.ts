import { NUMBER, NUMBER_BEGINNING } from '../../checkin/search-words.ts';
import type { Reader, Writer } from './database.ts';
import { bounds, KINDS, type Kind } from './query-kinds.ts';

/**
 * SQLite's full-text index, which knows at once who has several words that very many people have: in `search_word`
 * that would be a walk over all who have the rarest of them. It finds words by their beginnings; the numbers of a
 * list all begin alike, which would make it read them all, so each beginning of a number is a word of its own, up to
 * this length. A longer one is looked up in `search_word` then.
 */
const NUMBER_LENGTH = 8;

/** Puts a person into the index with all their words, marks included; they are not in it yet. */
export function indexWords(writer: Writer, registration: string, words: readonly string[]): void {
  writer.run('INSERT INTO search_person (registration) VALUES (?)', registration);
  writer.run(
    'INSERT INTO search_text (rowid, words) SELECT number, ? FROM search_person WHERE registration = ?',
    [...indexedWords(words)].join(' '),
    registration,
  );
}

/** Takes a person out of the index, if they are in it. */
export function unindexWords(writer: Writer, registration: string): void {
  writer.run('DELETE FROM search_person WHERE registration = ?', registration);
}

/** Whether a person is in the index at all. */
export function isIndexed(reader: Reader, registration: string): boolean {
  return reader.get('SELECT 1 FROM search_person WHERE registration = ?', registration) !== undefined;
}

/** Whether a person is in the index under all these words, marks included; there is one at least. */
export function isIndexedUnder(reader: Reader, registration: string, words: readonly string[]): boolean {
  const row = reader.get(
    `SELECT 1 FROM search_text WHERE search_text MATCH ?
       AND rowid = (SELECT number FROM search_person WHERE registration = ?)`,
    [...indexedWords(words)].map((word) => `"${word}"`).join(' AND '),
    registration,
  );
  return row !== undefined;
}

/** A word of a query, with the kinds of stored words that it begins, one at least. */
export interface AskedWord {
  readonly word: string;
  readonly kinds: readonly Kind[];
}

/** At most so many people in whom each of the words begins some word; if a kind is given, one of them one of that kind. */
export function idsByWords(
  reader: Reader,
  words: readonly AskedWord[],
  limit: number,
  ofKind: Kind | null,
): string[] {
  const allOf = words.map(({ word, kinds }) => anyOf(kinds.map((kind) => asked(kind, word))));
  const these = words.filter(({ kinds }) => ofKind !== null && kinds.includes(ofKind));
  const oneOf = ofKind === null ? [] : [anyOf(these.map(({ word }) => asked(ofKind, word)))];
  const long = words.filter(({ word }) => word.length > NUMBER_LENGTH);
  const ranges = long.flatMap(({ word }) => KINDS.map((kind) => bounds(kind, word)));
  const rows = reader.all(
    `SELECT registration FROM search_text CROSS JOIN search_person ON number = search_text.rowid
     WHERE search_text MATCH ?${HAS_WORD.repeat(long.length)} LIMIT ?`,
    [...oneOf, ...allOf].join(' AND '),
    ...ranges.flatMap(({ first, last }) => [first, last]),
    limit,
  );
  return rows.map((row) => String(row.registration));
}

const HAS_WORD = ` AND EXISTS (SELECT 1 FROM search_word AS found INDEXED BY search_word_registration
  WHERE found.registration = search_person.registration
    AND (${KINDS.map(() => 'found.word BETWEEN ? AND ?').join(' OR ')}))`;

/** The words hold letters and digits only, so that none ends its quotation marks. */
function asked({ mark }: Kind, word: string): string {
  return mark === NUMBER ? `"${mark}${word.slice(0, NUMBER_LENGTH)}"` : `"${mark}${word}"*`;
}

function anyOf(asked: readonly string[]): string {
  return `(${asked.join(' OR ')})`;
}

function indexedWords(words: readonly string[]): Set<string> {
  return new Set(words.flatMap((word) => (word.startsWith(NUMBER) ? beginnings(word) : word)));
}

/** Those by which a number is found, mark included, the longest first. */
function beginnings(word: string): string[] {
  const longest = word.slice(0, NUMBER.length + NUMBER_LENGTH);
  const shorter = Math.max(0, longest.length - NUMBER.length - NUMBER_BEGINNING);
  return Array.from({ length: shorter + 1 }, (_, less) => longest.slice(0, longest.length - less));
}
