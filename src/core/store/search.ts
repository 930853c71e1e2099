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
import type { Reader, SqlValue } from './database.ts';
import { parseRegistration } from './registrations.ts';

/** Sorts after every character that a word can hold. */
const LAST_CHARACTER = '\u{10FFFF}';

/** So many of the best matches are put in the order of their names; a query that finds more is too short to rank. */
const RANKED_MATCHES = 200;

/** Chinese names in the order of their pinyin, then the other scripts. */
const nameOrder = new Intl.Collator('zh-Hans-CN');

/** What a word of a query may be the beginning of; the lower rank is shown first, 0 is left to an exact name. */
const KINDS = [
  { mark: WHOLE_NAME, rank: 1 },
  { mark: '', rank: 2 },
  { mark: NUMBER, rank: 3 },
  { mark: ORGANIZATION, rank: 4 },
] as const;

/**
 * The people in whom every word of the text begins some word (their name in any spelling, id, code, phone or
 * organisation), at most `limit`: first who is called exactly so, then whose name begins so, then the others, each
 * in the order of their names. Any text is allowed; one without a letter or digit finds nobody.
 */
export function searchRegistrations(reader: Reader, text: string, limit: number): Registration[] {
  const words = queryWords(text);
  if (words.length === 0) return [];
  const rows = reader.all(
    searchSql(words.length),
    ...searchParameters(words, Math.max(limit, RANKED_MATCHES)),
  );
  return rows
    .map((row) => found(parseRegistration(row), Number(row.rank)))
    .sort((one, other) => one.rank - other.rank || nameOrder.compare(one.name, other.name))
    .slice(0, limit)
    .map((match) => match.registration);
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

function found(registration: Registration, rank: number) {
  return { registration, rank, name: displayName(registration, registration.country) };
}

/** One statement for each number of words, so that it is prepared once; the text itself goes in as parameters. */
function searchSql(wordCount: number): string {
  const scans = Array.from({ length: wordCount }, (_, index) =>
    KINDS.map(
      ({ rank }) =>
        `SELECT ${index} AS query_word, registration, iif(word = ?, 0, ${rank}) AS rank FROM search_word WHERE word BETWEEN ? AND ?`,
    ),
  );
  return `
    SELECT registration.data, best.rank FROM (
      SELECT registration AS id, min(rank) AS rank FROM (${scans.flat().join(' UNION ALL ')})
      GROUP BY registration HAVING count(DISTINCT query_word) = ${wordCount}
      ORDER BY rank, registration LIMIT ?
    ) AS best JOIN registration USING (id)
    ORDER BY best.rank, registration.id`;
}

/** For each scan the exact name and the bounds of the word; then the limit. */
function searchParameters(words: readonly string[], limit: number): SqlValue[] {
  const exact = wholeName(words);
  const scans = words.flatMap((word) => KINDS.flatMap(({ mark }) => [exact, ...bounds(mark, word)]));
  return [...scans, limit];
}

function bounds(mark: string, word: string): [string, string] {
  const first = mark + word;
  const onlyWhole = mark === NUMBER && word.length < NUMBER_BEGINNING;
  return [first, onlyWhole ? first : first + LAST_CHARACTER];
}
