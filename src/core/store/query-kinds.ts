import { NUMBER, NUMBER_BEGINNING, ORGANIZATION, WHOLE_NAME } from '../../checkin/search-words.ts';

/** Sorts after every character that a word can hold. */
const LAST_CHARACTER = '\u{10FFFF}';

/** What a word of a query may be the beginning of; the lower rank is shown first, 0 is left to an exact name. */
export const KINDS = [
  { mark: WHOLE_NAME, rank: 1 },
  { mark: '', rank: 2 },
  { mark: NUMBER, rank: 3 },
  { mark: ORGANIZATION, rank: 4 },
] as const;

export type Kind = (typeof KINDS)[number];

/** Words between these, both included, begin with what somebody typed. */
export interface Bounds {
  readonly first: string;
  readonly last: string;
}

/** The stored words of this kind that the word of a query finds. */
export function bounds({ mark }: Pick<Kind, 'mark'>, word: string): Bounds {
  const onlyWhole = mark === NUMBER && word.length < NUMBER_BEGINNING;
  return onlyWhole ? { first: mark + word, last: mark + word } : beginning(mark + word);
}

/** All that begins with this. */
export function beginning(first: string): Bounds {
  return { first, last: first + LAST_CHARACTER };
}

/** The best that any of the words is to a person who is stored under these; null where one of them is nothing. */
export function rankAmong(stored: readonly string[], words: readonly string[]): number | null {
  const ranks = words.map((word) => rankOf(stored, word));
  const found = ranks.filter((rank) => rank !== null);
  return found.length === words.length ? Math.min(...found) : null;
}

function rankOf(stored: readonly string[], word: string): number | null {
  const kind = KINDS.find((one) => {
    const range = bounds(one, word);
    return stored.some((text) => isWithin(text, range));
  });
  return kind?.rank ?? null;
}

function isWithin(text: string, { first, last }: Bounds): boolean {
  return first === last ? text === first : text.startsWith(first);
}
