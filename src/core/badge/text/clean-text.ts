/** More than any box of a badge holds; the rest would only cost time. In UTF-16 code units. */
const LONGEST_TEXT = 500;

/** More marks than any language puts on one letter; stacks of them would only make the text small. */
const MOST_MARKS = 8;
const SURPLUS_MARKS = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu');

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The text as one line that can be drawn: NFC, without lone surrogates, control characters and those invisible
 * ones that turn letters round against their own direction (isolates stay, they only keep parts together); runs of
 * white space are one space (a no-break space stays). What is too long for any badge ends with an ellipsis.
 */
export function cleanText(text: string): string {
  const clean = text
    .replace(/\p{Cs}/gu, '')
    .replace(/[\u202A-\u202E\u00AD\uFEFF]/g, '')
    .replace(/[\s\p{Cc}]+/gu, singleSpace)
    .replace(SURPLUS_MARKS, '$1')
    .trim();
  return shortened(clean).normalize('NFC');
}

function singleSpace(space: string): string {
  return space === '\u00A0' || space === '\u202F' ? space : ' ';
}

function shortened(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length >= LONGEST_TEXT) break;
    kept += segment;
  }
  return `${kept}…`;
}
