import LineBreaker from 'linebreak';

/** A place where a line may end: an offset in UTF-16 code units, and whether white space stands before it. */
export interface LineBreak {
  readonly offset: number;
  readonly atSpace: boolean;
}

const THAI = /\p{scx=Thai}/u;
const thaiWords = new Intl.Segmenter('th', { granularity: 'word' });

/** Where the text may be broken: by Unicode's UAX #14, and in Thai between words, which it does not know. */
export function lineBreaks(text: string): LineBreak[] {
  const offsets = new Set([...unicodeBreaks(text), ...thaiBreaks(text)]);
  return [...offsets]
    .sort((a, b) => a - b)
    .map((offset) => ({ offset, atSpace: /[\s-]/.test(text.charAt(offset - 1)) }));
}

function* unicodeBreaks(text: string): Generator<number> {
  const breaker = new LineBreaker(text);
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) {
    if (found.position < text.length) yield found.position;
  }
}

function* thaiBreaks(text: string): Generator<number> {
  if (!THAI.test(text)) return;
  for (const { index } of thaiWords.segment(text)) {
    if (index > 0 && THAI.test(text.charAt(index - 1)) && THAI.test(text.charAt(index))) yield index;
  }
}
