import { CodeSchema } from '../../contract/registration.ts';
import { codeByPattern } from './code-pattern.ts';

/** Spaces, line ends, control characters and invisible marks, which scanners and copying put around a code. */
const FRAMING = String.raw`[\s\p{Cc}\p{Cf}]+`;
const FRAME = new RegExp(`^${FRAMING}|${FRAMING}$`, 'gu');
/** Which symbology was read (AIM, ISO/IEC 15424), such as ]Q1: put first by scanners that are set so. */
const AIM_IDENTIFIER = /^\][A-Za-z][0-9A-Za-z]/;
/** Bytes that were taken for Latin-1, each for one character. */
const LATIN_1 = /^[\0-\xff]*[\x80-\xff][\0-\xff]*$/;

/**
 * What a scanned text may mean as a code, the likeliest first and each as lists have it (NFC): the text, without a
 * scanner's symbology identifier, by the event's patterns, or as the GB18030 or UTF-8 that a reader took for Latin-1.
 * None when nothing of it can be a code: empty, too long, no text.
 */
export function scannedCodes(text: string, patterns: readonly string[]): string[] {
  if (!text.isWellFormed()) return [];
  const framed = trimmed(text);
  const bare = trimmed(framed.replace(AIM_IDENTIFIER, ''));
  const texts = [framed, bare, ...rereadings(bare)];
  const carried = texts.flatMap((whole) => patterns.flatMap((pattern) => carriedBy(whole, pattern)));
  const codes = [...texts, ...carried].map((code) => CodeSchema.safeParse(trimmed(code).normalize('NFC')));
  return [...new Set(codes.flatMap((code) => (code.success ? [code.data] : [])))];
}

function trimmed(text: string): string {
  return text.replaceAll(FRAME, '');
}

/** The code as it stands there, and, in an address, with its percent-encoding undone. */
function carriedBy(text: string, pattern: string): string[] {
  const code = codeByPattern(text, pattern);
  if (code === null) return [];
  return code.includes('%') ? [code, ...decodedUri(code)] : [code];
}

function decodedUri(text: string): string[] {
  try {
    return [decodeURIComponent(text)];
  } catch {
    return []; // no percent-encoding: the text means itself
  }
}

function rereadings(text: string): string[] {
  if (!LATIN_1.test(text)) return [];
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return ['utf-8', 'gb18030'].flatMap((encoding) => decodedBytes(bytes, encoding));
}

function decodedBytes(bytes: Uint8Array, encoding: string): string[] {
  try {
    return [new TextDecoder(encoding, { fatal: true }).decode(bytes)];
  } catch {
    return []; // not in this encoding
  }
}
