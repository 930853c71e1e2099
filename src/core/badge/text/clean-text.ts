/** More than any box of a badge holds; the rest would only cost time. In UTF-16 code units. */
const LONGEST_TEXT = 500;

/**
 * The text as one line that can be drawn: NFC, without lone surrogates, control characters and those invisible
 * ones that override the direction of text; runs of white space are one space (a no-break space stays).
 */
export function cleanText(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .replace(/\p{Cs}/gu, '')
    .normalize('NFC')
    .replace(/[\u202A-\u202E\u2066-\u2069\u00AD\uFEFF]/g, '')
    .replace(/[\s\p{Cc}]+/gu, singleSpace)
    .trim();
}

function singleSpace(space: string): string {
  return space === '\u00A0' || space === '\u202F' ? space : ' ';
}
