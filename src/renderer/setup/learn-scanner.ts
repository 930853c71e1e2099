import type { Heard, Unreadable } from '../scanner/wedge-decoder.ts';

/** Has what scanners get wrong: both cases, the letters that keyboards of other countries move, digits, a hyphen. */
export const TEST_CODE = 'Test-AqWzYm-4710';
/** A scanner slower than this keeps its code a noticeable while. */
const SLOW_MS = 40;
/** Invisible characters around a code are taken away by the core. */
const INVISIBLE = /^[\s\p{Cc}\p{Cf}]+|[\s\p{Cc}\p{Cf}]+$/gu;
/** The core knows what such a prefix means (ISO/IEC 15424) and takes it away. */
const AIM_IDENTIFIER = /^\][A-Za-z][0-9A-Za-z]/;

/** Countries whose keyboard a scanner may be set to. */
export type ScannerKeyboard = 'french' | 'belgian' | 'german' | 'spanish';

/** What works but could be better. */
export type Advice = 'identifier' | 'tab' | 'no-end-key' | 'slow';

/** What a scan of the test code teaches about the scanner. */
export type Lesson =
  | { readonly kind: 'good'; readonly advice: readonly Advice[] }
  | { readonly kind: 'keyboard'; readonly keyboard: ScannerKeyboard }
  | { readonly kind: 'case' }
  | { readonly kind: 'prefix' | 'suffix'; readonly text: string }
  | { readonly kind: 'other-code' }
  | { readonly kind: Unreadable };

/** The US key that stands where a keyboard of the country has the character; what is not named is where it was. */
const AZERTY = { a: 'q', q: 'a', z: 'w', w: 'z', m: ';', M: ':' } as const;
const SHIFTED_DIGITS = Object.fromEntries([...'1234567890'].map((digit, at) => [digit, '!@#$%^&*()'[at]]));
const KEYBOARDS: Readonly<Record<ScannerKeyboard, Readonly<Record<string, string | undefined>>>> = {
  french: { ...AZERTY, ...SHIFTED_DIGITS, '-': '6' },
  belgian: { ...AZERTY, ...SHIFTED_DIGITS, '-': '=' },
  german: { y: 'z', z: 'y', '-': '/' },
  spanish: { '-': '/' },
};

/** What is to be said about a scanner that sent this when it was to send the test code. */
export function learnScanner(heard: Heard): Lesson {
  if (heard.kind === 'unreadable') return { kind: heard.why };
  const sent = heard.text.replaceAll(INVISIBLE, '');
  const text = sent.replace(AIM_IDENTIFIER, '');
  if (text === TEST_CODE) return { kind: 'good', advice: adviceOn(heard, sent !== text) };
  const keyboard = scannerKeyboards.find((name) => text === sentByKeyboard(name));
  if (keyboard !== undefined) return { kind: 'keyboard', keyboard };
  if (text.toLowerCase() === TEST_CODE.toLowerCase()) return { kind: 'case' };
  if (text.endsWith(TEST_CODE)) return { kind: 'prefix', text: text.slice(0, -TEST_CODE.length) };
  if (text.startsWith(TEST_CODE)) return { kind: 'suffix', text: text.slice(TEST_CODE.length) };
  return { kind: 'other-code' };
}

const scannerKeyboards: readonly ScannerKeyboard[] = ['french', 'belgian', 'german', 'spanish'];

/** What arrives when the scanner presses the keys of this keyboard and the station takes them for a US one. */
export function sentByKeyboard(name: ScannerKeyboard): string {
  const keys = KEYBOARDS[name];
  return [...TEST_CODE].map((character) => keys[character] ?? movedLetter(character, keys)).join('');
}

function movedLetter(character: string, keys: Readonly<Record<string, string | undefined>>): string {
  return keys[character.toLowerCase()]?.toUpperCase() ?? character;
}

function adviceOn(
  { end, slowestMs }: Extract<Heard, { kind: 'code' }>,
  hasIdentifier: boolean,
): readonly Advice[] {
  const advice: Advice[] = [];
  if (hasIdentifier) advice.push('identifier');
  if (end === 'Tab') advice.push('tab');
  if (end === 'none') advice.push('no-end-key');
  if (slowestMs > SLOW_MS) advice.push('slow');
  return advice;
}
