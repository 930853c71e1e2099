import { displayName } from '../../checkin/display-name.ts';
import { nameBeginnings, queryWords, wholeName } from '../../checkin/search-words.ts';
import type { Registration } from '../../contract/registration.ts';
import type { Reader, Row } from './database.ts';
import { type Bounds, beginning, bounds, KINDS, type Kind, rankAmong } from './query-kinds.ts';
import { parseRegistration } from './registrations.ts';
import { type AskedWord, idsByWords } from './several-words.ts';

/** People who are found by fewer words than this are looked at one by one. */
const FEW_WORDS = 100;

/** Chinese names in the order of their pinyin, then the other scripts. */
const nameOrder = new Intl.Collator('zh-Hans-CN');

const EXACT_NAME = 0;
const LAST_RANK = KINDS.length;

/** What is shown of the people of a query, and how much a person is what was meant: the lowest rank first. */
type Ranks = Map<string, number>;

/**
 * The people in whom every word of the text begins some word (their name in any spelling, id, code, phone or
 * organisation), or whose name begins so, at most `limit`: first who is called exactly so, then whose name begins so,
 * then the others, each in the order of their names; of more than that, some of each. Any text is allowed; one without
 * a letter or digit finds nobody.
 *
 * Reading ends with enough people, the best first, so that one letter costs no more than a whole name.
 */
export function searchRegistrations(reader: Reader, text: string, limit: number): Registration[] {
  const words = queryWords(text);
  const [word, ...others] = words;
  if (word === undefined) return [];
  const ranks: Ranks = new Map();
  addWholeNames(reader, wholeName(words), limit, ranks);
  if (others.length === 0) addByWord(reader, word, limit, ranks);
  else addByWords(reader, words, limit, ranks);
  return inOrder(reader, ranks, limit);
}

/** People whose name, as it is written or read, begins as this one does: at most `limit`, in the order of their ids. */
export function searchNames(reader: Reader, name: string, limit: number): Registration[] {
  const beginnings = nameBeginnings(name).map(beginning);
  if (beginnings.length === 0) return [];
  const isOne = beginnings.map(() => 'word BETWEEN ? AND ?').join(' OR ');
  const rows = reader.all(
    `SELECT data FROM registration WHERE id IN (SELECT registration FROM search_word WHERE ${isOne})
     ORDER BY id LIMIT ?`,
    ...beginnings.flatMap(({ first, last }) => [first, last]),
    limit,
  );
  return rows.map(parseRegistration);
}

/** Those whose whole name begins so, an exact one first: it is the first in the index. */
function addWholeNames(reader: Reader, name: string, limit: number, ranks: Ranks): void {
  for (const { word, id } of wordsWithin(reader, beginning(name), limit)) {
    if (ranks.size >= limit) return;
    if (!ranks.has(id)) ranks.set(id, word === name ? EXACT_NAME : 1);
  }
}

function addByWord(reader: Reader, word: string, limit: number, ranks: Ranks): void {
  for (const kind of KINDS) {
    for (const { id } of wordsWithin(reader, bounds(kind, word), limit)) {
      if (ranks.size >= limit) return;
      if (!ranks.has(id)) ranks.set(id, kind.rank);
    }
  }
}

/** Where few have one of the words, they are looked at; else all words are asked for together. */
function addByWords(reader: Reader, words: readonly string[], limit: number, ranks: Ranks): void {
  const askedFor: AskedWord[] = [];
  for (const word of words) {
    const { ids, kinds } = firstOf(reader, word);
    if (ids.length < FEW_WORDS) {
      addRanked(reader, new Set(ids), words, ranks);
      return;
    }
    askedFor.push({ word, kinds });
  }
  const found = idsByWords(reader, askedFor, limit, null);
  if (found.length < limit) addRanked(reader, found, words, ranks);
  else addBest(reader, askedFor, found, limit, ranks);
}

/** Of more people than are wanted: those of the best kind, then of the next; `found` are as many as are wanted. */
function addBest(
  reader: Reader,
  words: readonly AskedWord[],
  found: readonly string[],
  limit: number,
  ranks: Ranks,
): void {
  const kinds = KINDS.filter((kind) => words.some((word) => word.kinds.includes(kind)));
  for (const kind of kinds) {
    if (ranks.size >= limit) return;
    // Whoever is nothing better is the last kind: no need to ask.
    const ids = kind === kinds.at(-1) ? found : idsByWords(reader, words, limit, kind);
    for (const id of ids) if (ranks.size < limit && !ranks.has(id)) ranks.set(id, kind.rank);
  }
}

/** The people who have the word, up to FEW_WORDS of them, maybe some twice; and the kinds of which there is one. */
function firstOf(reader: Reader, word: string): { ids: string[]; kinds: Kind[] } {
  const ids: string[] = [];
  const kinds = KINDS.filter((kind) => {
    const { first, last } = bounds(kind, word);
    const rows = reader.all(
      'SELECT registration FROM search_word WHERE word BETWEEN ? AND ? LIMIT ?',
      ...[first, last, FEW_WORDS],
    );
    ids.push(...rows.map(({ registration }) => String(registration)));
    return rows.length > 0;
  });
  return { ids, kinds };
}

/** Those of them in whom every word begins some word. */
function addRanked(reader: Reader, ids: Iterable<string>, words: readonly string[], ranks: Ranks): void {
  for (const id of ids) {
    if (ranks.has(id)) continue;
    const stored = reader.all('SELECT word FROM search_word WHERE registration = ?', id);
    const texts = stored.map(({ word }) => String(word));
    const rank = rankAmong(texts, words);
    if (rank !== null) ranks.set(id, rank);
  }
}

interface FoundWord {
  readonly word: string;
  readonly id: string;
}

/** The stored words in their order, with whose they are; read in parts, as far as they are taken. */
function* wordsWithin(reader: Reader, { first, last }: Bounds, part: number): Generator<FoundWord> {
  let after: FoundWord = { word: first, id: '' };
  for (;;) {
    const rows = reader.all(
      `SELECT word, registration FROM search_word WHERE (word, registration) > (?, ?) AND word <= ?
       ORDER BY word, registration LIMIT ?`,
      ...[after.word, after.id, last, part],
    );
    for (const row of rows) {
      after = { word: String(row.word), id: String(row.registration) };
      yield after;
    }
    if (rows.length < part) return;
  }
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
