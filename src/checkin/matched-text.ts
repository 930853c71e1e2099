import type { MarkedText } from '../contract/verdict.ts';
import { fold, passportSpelling, romanized, squeezed, UNSPACED_LETTER } from './search-words.ts';

/** The spellings by which the letters of a text are found, the plain one first (search-words.ts). */
const SPELLINGS: readonly ((letter: string) => string)[] = [
  fold,
  (letter) => fold(passportSpelling(letter)),
  (letter) => fold(romanized(letter)),
];

/** A letter or digit with what is combined with it, and where it stands in the text. */
interface Letter {
  readonly from: number;
  readonly to: number;
  readonly spelling: string;
  /** What somebody typed may begin here. */
  readonly isStart: boolean;
}

/** The text in pieces, with those marked in which a word of a query was found at the beginning of a word. */
export function markedText(text: string, words: readonly string[]): MarkedText {
  return inPieces(
    text,
    words.flatMap((word) => rangesOf(text, word)),
  );
}

/** The same for a number, which is found by its own beginning only. */
export function markedNumber(text: string, words: readonly string[]): MarkedText {
  const letters = lettersOf(text, fold);
  const ranges = words.map((word) => rangeAt(letters, 0, word));
  return inPieces(
    text,
    ranges.filter((range) => range !== null),
  );
}

/** The syllables of a name, part by part, with those marked that were typed: their letters, or their initials. */
export function markedSyllables(parts: readonly (readonly string[])[], words: readonly string[]): MarkedText {
  const written = parts.map((syllables) => capitalized(syllables.join('')));
  const starts: number[] = [];
  parts.forEach((syllables, part) => {
    let at = written.slice(0, part).join(' ').length + (part === 0 ? 0 : 1);
    for (const syllable of syllables) {
      starts.push(at);
      at += syllable.length;
    }
  });
  const text = written.join(' ');
  return inPieces(
    text,
    words.flatMap((word) => syllableRanges(text, starts, word)),
  );
}

export function isMarked(text: MarkedText): boolean {
  return text.some(({ isMatch }) => isMatch);
}

type Range = readonly [from: number, to: number];

function syllableRanges(text: string, starts: readonly number[], word: string): Range[] {
  const letters = lettersOf(text, fold);
  for (const start of starts) {
    const index = letters.findIndex(({ from }) => from === start);
    const range = rangeAt(letters, index, word);
    if (range !== null) return [range];
  }
  const initials = starts.map((start) => fold(text.slice(start, start + 1))).join('');
  const first = word.length > 1 ? initials.indexOf(word) : -1;
  if (first === -1) return [];
  return starts.slice(first, first + word.length).map((start) => [start, start + 1] as const);
}

function rangesOf(text: string, word: string): Range[] {
  for (const spelling of SPELLINGS) {
    const letters = lettersOf(text, spelling);
    const ranges = letters.flatMap(({ isStart }, index) => {
      const range = isStart ? rangeAt(letters, index, word) : null;
      return range === null ? [] : [range];
    });
    if (ranges.length > 0) return ranges;
  }
  return [];
}

function lettersOf(text: string, spelling: (letter: string) => string): Letter[] {
  const letters: Letter[] = [];
  let isStart = true;
  for (const { 0: letter, index } of text.matchAll(/\P{M}\p{M}*/gu)) {
    const spelt = squeezed(spelling(letter));
    if (spelt !== '')
      letters.push({
        from: index,
        to: index + letter.length,
        spelling: spelt,
        isStart: isStart || UNSPACED_LETTER.test(letter),
      });
    isStart = spelt === '' || UNSPACED_LETTER.test(letter);
  }
  return letters;
}

/** From the letter at `index` to the one with which the word ends; null where other letters follow. */
function rangeAt(letters: readonly Letter[], index: number, word: string): Range | null {
  const start = letters[index];
  if (start === undefined || word === '') return null;
  let rest = word;
  for (const { spelling, to } of letters.slice(index)) {
    if (spelling.startsWith(rest)) return [start.from, to];
    if (!rest.startsWith(spelling)) return null;
    rest = rest.slice(spelling.length);
  }
  return null;
}

function inPieces(text: string, ranges: readonly Range[]): MarkedText {
  const isMatched = (at: number) => ranges.some(([from, to]) => at >= from && at < to);
  const pieces: { text: string; isMatch: boolean }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const isMatch = isMatched(at);
    const last = pieces.at(-1);
    if (last?.isMatch === isMatch) last.text += text.charAt(at);
    else pieces.push({ text: text.charAt(at), isMatch });
  }
  return pieces;
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
