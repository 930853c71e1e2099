import type { ListEncoding } from '../../contract/list-import.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: ListEncoding;
}

interface LegacyEncoding {
  readonly encoding: ListEncoding;
  /** How many of the text's characters beyond ASCII are ones that people write in this encoding, 0 to 1. */
  readonly plausibility: (bytes: Uint8Array) => number;
}

/** Control characters other than white space: no text holds them. */
const CONTROL_CHARACTER = /[^\P{Cc}\s]/u;

/** What DOS programs write behind the last line. */
const END_OF_FILE = '\u001A';

/**
 * The encodings that a list without a mark may have, in the order in which equals are tried. Nearly any bytes are
 * valid GB18030, so validity alone does not decide. The ranges are the common rows of each standard: level 1 and 2
 * Han of GB 2312, level 1 of Big5 and of JIS X 0208, kana; in windows-1252 a letter among ASCII, not one of a run.
 */
const LEGACY: readonly LegacyEncoding[] = [
  { encoding: 'gb18030', plausibility: (bytes) => pairShare(bytes, isCommonGb18030) },
  { encoding: 'big5', plausibility: (bytes) => pairShare(bytes, isCommonBig5) },
  { encoding: 'shift_jis', plausibility: (bytes) => pairShare(bytes, isCommonShiftJis) },
  { encoding: 'windows-1252', plausibility: singleLetterShare },
];

/**
 * Bytes as text. `forced` is the encoding that a person chose; without it: a byte order mark, else UTF-16 when there
 * are zero bytes, else UTF-8 when it is valid, else the most plausible of the older encodings.
 * Null when the bytes are not valid in the encoding, or no text at all. Line ends become `\n`.
 */
export function decodeText(bytes: Uint8Array, forced: ListEncoding | null): DecodedText | null {
  const evident = forced ?? evidentEncoding(bytes);
  if (evident !== null) return decodeFirst(bytes, [evident]);
  return decodeFirst(bytes, ['utf-8']) ?? decodeFirst(bytes, legacyEncodings(bytes));
}

function decodeFirst(bytes: Uint8Array, encodings: readonly ListEncoding[]): DecodedText | null {
  for (const encoding of encodings) {
    const text = decode(bytes, encoding);
    if (text !== null) return { text, encoding };
  }
  return null;
}

function evidentEncoding(bytes: Uint8Array): ListEncoding | null {
  const marked = markedEncoding(bytes);
  if (marked !== null || !bytes.includes(0)) return marked;
  return zeroesAreFirst(bytes) ? 'utf-16be' : 'utf-16le';
}

/** The most plausible first; in the order of the list where they are equal. */
function legacyEncodings(bytes: Uint8Array): ListEncoding[] {
  const legacy = LEGACY.map(({ encoding, plausibility }) => ({ encoding, share: plausibility(bytes) }));
  return legacy.sort((one, other) => other.share - one.share).map(({ encoding }) => encoding);
}

function markedEncoding(bytes: Uint8Array): ListEncoding | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

/** Whether the zero half of ASCII characters comes before the other half. */
function zeroesAreFirst(bytes: Uint8Array): boolean {
  let even = 0;
  let odd = 0;
  for (const [index, byte] of bytes.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  return even > odd;
}

function decode(bytes: Uint8Array, encoding: ListEncoding): string | null {
  try {
    const decoded = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    const text = decoded.endsWith(END_OF_FILE) ? decoded.slice(0, -1) : decoded;
    return CONTROL_CHARACTER.test(text) ? null : text.replace(/\r\n?/g, '\n');
  } catch (cause) {
    if (cause instanceof TypeError) return null;
    throw cause;
  }
}

/** The share of two-byte characters that are common, of all that begin with a byte beyond ASCII. */
function pairShare(bytes: Uint8Array, isCommon: (first: number, second: number) => boolean): number {
  let characters = 0;
  let common = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const first = bytes[index] ?? 0;
    if (first < 0x80) continue;
    characters += 1;
    if (isCommon(first, bytes[index + 1] ?? 0)) common += 1;
    index += 1;
  }
  return characters === 0 ? 0 : common / characters;
}

function isCommonGb18030(first: number, second: number): boolean {
  const isHan = first >= 0xb0 && first <= 0xf7 && second >= 0xa1;
  const isPunctuation = (first === 0xa1 || first === 0xa3) && second >= 0xa1;
  const isHalfOfFour = second >= 0x30 && second <= 0x39;
  return isHan || isPunctuation || isHalfOfFour;
}

function isCommonBig5(first: number, second: number): boolean {
  return first >= 0xa4 && first <= 0xc6 && second >= 0x40;
}

function isCommonShiftJis(first: number, second: number): boolean {
  const isKana = (first === 0x82 && second >= 0x9f) || (first === 0x83 && second >= 0x40 && second <= 0x96);
  return isKana || (first >= 0x88 && first <= 0x97 && second >= 0x40);
}

function singleLetterShare(bytes: Uint8Array): number {
  let characters = 0;
  let letters = 0;
  for (const [index, byte] of bytes.entries()) {
    if (byte < 0x80) continue;
    characters += 1;
    const isAlone = (bytes[index - 1] ?? 0) < 0x80 && (bytes[index + 1] ?? 0) < 0x80;
    const isLetterOrQuote = byte >= 0xc0 || byte <= 0x9f;
    if (isAlone && isLetterOrQuote) letters += 1;
  }
  return characters === 0 ? 0 : letters / characters;
}
