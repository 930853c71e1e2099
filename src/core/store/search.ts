import { displayName } from '../../checkin/display-name.ts';
import {
  NUMBER,
  NUMBER_BEGINNING,
  nameBeginnings,
  ORGANIZATION,
  queryWords,
  WHOLE_NAME,
  wholeName,
} from '../../checkin/search-words.ts';
import type { Registration } from '../../contract/registration.ts';
import type { Reader, Row } from './database.ts';
import { parseRegistration } from './registrations.ts';

/** Sorts after every character that a word can hold. */
const LAST_CHARACTER = '\u{10FFFF}';

/** A person stands under several words, so that more rows are read than people are wanted. */
const ROWS_FOR_EACH = 4;

/** A word that begins more than so many is common: the others say more about whom to look at. */
const COMMON = 2_000;

/** Chinese names in the order of their pinyin, then the other scripts. */
const nameOrder = new Intl.Collator('zh-Hans-CN');

const EXACT_NAME = 0;

/** What a word of a query may be the beginning of; the lower rank is shown first, 0 is left to an exact name. */
const KINDS = [
  { mark: WHOLE_NAME, rank: 1 },
  { mark: '', rank: 2 },
  { mark: NUMBER, rank: 3 },
  { mark: ORGANIZATION, rank: 4 },
] as const;
const LAST_RANK = KINDS.length;

/** Words between these, both included, begin with what somebody typed. */
interface Bounds {
  readonly first: string;
  readonly last: string;
}

/**
 * The people in whom every word of the text begins some word (their name in any spelling, id, code, phone or
 * organisation), at most `limit`: first who is called exactly so, then whose name begins so, then the others, each
 * in the order of their names; of more than that, some of each. Any text is allowed; one without a letter or digit finds nobody.
 *
 * Reading ends with enough people, the best first, so that one letter costs no more than a whole name.
 */
export function searchRegistrations(reader: Reader, text: string, limit: number): Registration[] {
  const words = queryWords(text);
  const [first, ...others] = rarestFirst(reader, words);
  if (first === undefined) return [];
  const ranks = new Map<string, number>();
  const isSingle = others.length === 0;
  addWholeNames(reader, wholeName(words), limit, ranks);
  for (const { mark, rank } of KINDS) {
    if (ranks.size >= limit) break;
    for (const id of idsBy(reader, bounds(mark, first), others, limit)) {
      if (ranks.size >= limit) break;
      if (!ranks.has(id)) ranks.set(id, isSingle || rank === 1 ? rank : bestRank(reader, id, words));
    }
  }
  return inOrder(reader, ranks, limit);
}

/** People whose name, as it is written or read, begins as this one does: at most `limit`, in the order of their ids. */
export function searchNames(reader: Reader, name: string, limit: number): Registration[] {
  const beginnings = nameBeginnings(name);
  if (beginnings.length === 0) return [];
  const isOne = beginnings.map(() => 'word BETWEEN ? AND ?').join(' OR ');
  const rows = reader.all(
    `SELECT data FROM registration WHERE id IN (SELECT registration FROM search_word WHERE ${isOne})
     ORDER BY id LIMIT ?`,
    ...beginnings.flatMap((word) => [word, word + LAST_CHARACTER]),
    limit,
  );
  return rows.map(parseRegistration);
}

/** Those whose whole name begins so, an exact one first: it is the first in the index. */
function addWholeNames(reader: Reader, name: string, wanted: number, ranks: Map<string, number>): void {
  const rows = reader.all(
    'SELECT word, registration FROM search_word WHERE word BETWEEN ? AND ? ORDER BY word LIMIT ?',
    ...[name, name + LAST_CHARACTER, wanted * ROWS_FOR_EACH],
  );
  for (const { word, registration } of rows) {
    if (ranks.size >= wanted) return;
    const id = String(registration);
    if (!ranks.has(id)) ranks.set(id, word === name ? EXACT_NAME : 1);
  }
}

/** The ids in the order of the word, each maybe more than once. */
function idsBy(reader: Reader, { first, last }: Bounds, others: readonly string[], wanted: number): string[] {
  const beside = others.map((word) => KINDS.map(({ mark }) => bounds(mark, word)));
  const rows = reader.all(
    idsSql(others.length),
    ...[first, last],
    ...beside.flat().flatMap((range) => [range.first, range.last]),
    wanted * ROWS_FOR_EACH,
  );
  return rows.map((row) => String(row.registration));
}

/** One statement for each number of words, so that it is prepared once; the text itself goes in as parameters. */
function idsSql(otherCount: number): string {
  const beside = `EXISTS (SELECT 1 FROM search_word AS other INDEXED BY search_word_registration
    WHERE other.registration = found.registration AND other.word BETWEEN ? AND ?)`;
  const any = ` AND (${KINDS.map(() => beside).join(' OR ')})`;
  return `SELECT registration FROM search_word AS found WHERE word BETWEEN ? AND ?${any.repeat(otherCount)}
    ORDER BY word LIMIT ?`;
}

/** The best that any word of the query is to a person who was found by all of them. */
function bestRank(reader: Reader, id: string, words: readonly string[]): number {
  const stored = reader.all('SELECT word FROM search_word WHERE registration = ?', id);
  const texts = stored.map((row) => String(row.word));
  const found = KINDS.find(({ mark }) =>
    words.some((word) => texts.some((text) => isWithin(text, bounds(mark, word)))),
  );
  return found?.rank ?? LAST_RANK;
}

function isWithin(text: string, { first, last }: Bounds): boolean {
  return first === last ? text === first : text.startsWith(first);
}

/** The word that begins the fewest stored ones in front; of common ones, the longest. */
function rarestFirst(reader: Reader, words: readonly string[]): string[] {
  if (words.length === 1) return [...words];
  const counted = words.map((word) => ({ word, count: countBeginnings(reader, word) }));
  counted.sort((one, other) => one.count - other.count || other.word.length - one.word.length);
  return counted.map(({ word }) => word);
}

function countBeginnings(reader: Reader, word: string): number {
  let count = 0;
  for (const { mark } of KINDS) {
    const { first, last } = bounds(mark, word);
    const row = reader.get(
      'SELECT count(*) AS count FROM (SELECT 1 FROM search_word WHERE word BETWEEN ? AND ? LIMIT ?)',
      ...[first, last, COMMON - count],
    );
    count += Number(row?.count);
  }
  return count;
}

function bounds(mark: string, word: string): Bounds {
  const first = mark + word;
  const onlyWhole = mark === NUMBER && word.length < NUMBER_BEGINNING;
  return { first, last: onlyWhole ? first : first + LAST_CHARACTER };
}

/** Only those who are shown are read whole. */
function inOrder(reader: Reader, ranks: ReadonlyMap<string, number>, limit: number): Registration[] {
  const rows = reader.all(
    `SELECT id, data ->> '$.familyName' AS familyName, data ->> '$.givenName' AS givenName,
       data ->> '$.latinName' AS latinName, data ->> '$.country' AS country, data
     FROM registration WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...ranks.keys()]),
  );
  return rows
    .map((row) => ({ row, rank: ranks.get(String(row.id)) ?? LAST_RANK, name: nameIn(row) }))
    .sort((one, other) => one.rank - other.rank || nameOrder.compare(one.name, other.name))
    .slice(0, limit)
    .map(({ row }) => parseRegistration(row));
}

function nameIn({ familyName, givenName, latinName, country }: Row): string {
  const name = {
    familyName: String(familyName),
    givenName: String(givenName),
    latinName: String(latinName),
  };
  return displayName(name, String(country));
}
