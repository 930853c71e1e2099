import anyAscii from 'any-ascii';
import { pinyin } from 'pinyin-pro';
import type { Registration } from '../contract/registration.ts';
import { displayName } from './display-name.ts';
import { surnameReadings } from './surname-readings.ts';

/**
 * The words under which a person is found. A query's word finds every stored word that begins with it. Stored words
 * begin with the mark of their kind, save for words inside a name; marks are no letters, so no query contains one.
 */
export const WHOLE_NAME = '^';
export const NUMBER = '#';
export const ORGANIZATION = '@';

/** A number (id, code, phone) is found by its beginning from this length on; a shorter one only as a whole. */
export const NUMBER_BEGINNING = 4;

/** Bounds on what one person adds to the index and on what one query costs. */
const WORD_LENGTH = 24;
const ORGANIZATION_WORDS = 40;
const QUERY_LENGTH = 200;
const QUERY_WORDS = 8;

/** Less of a name than this is the beginning of too many. */
const SHORTEST_NAME = 5;
const SHORTEST_HAN = 2;

/** Scripts written without spaces between the parts of a name: found from any character on. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}ー]+|[^\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}ー]+/gu;
export const UNSPACED_LETTER = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u;

/** How passports write these letters (ICAO Doc 9303 part 3, section 6): Müller is MUELLER there. */
const PASSPORT_LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** Every word under which a registration is to be stored, marks included, each once. */
export function searchWords(registration: Registration): string[] {
  return [...nameWords(registration), ...numberWords(registration), ...organizationWords(registration)];
}

/** The words that somebody typed, folded as the stored ones are; [] when there is no letter or digit in the text. */
export function queryWords(text: string): string[] {
  const words = new Set(wordsOf(fold(text.slice(0, QUERY_LENGTH))).map(shortened));
  return [...words].slice(0, QUERY_WORDS);
}

/** The query's words as the beginning of a whole name: `Li Zoe` and `Zoë Li` are stored as `lizoe` and `zoeli`. */
export function wholeName(words: readonly string[]): string {
  return WHOLE_NAME + shortened(words.join(''));
}

/** A name as it is written and, in Han, as it is read, each as the beginning of a whole name; [] for less than a name. */
export function nameBeginnings(name: string): string[] {
  const words = queryWords(name);
  const letters = words.join('');
  if ([...letters].length < (UNSPACED_LETTER.test(letters) ? SHORTEST_HAN : SHORTEST_NAME)) return [];
  const read = pinyinWords(name).filter((word) => word.startsWith(WHOLE_NAME));
  // Initials alone are those of many.
  return [wholeName(words), ...read.filter((word) => word.length > SHORTEST_NAME)];
}

function nameWords(registration: Registration): string[] {
  const { familyName, givenName, latinName, badgeName, country } = registration;
  const shown = displayName(registration, country);
  const bothOrders = [`${familyName} ${givenName}`, `${givenName} ${familyName}`];
  const written = new Set([shown, ...bothOrders, latinName, badgeName]);
  const spellings = [...written].flatMap((name) => [name, passportSpelling(name), romanized(name)]);
  const folded = [...new Set([...new Set(spellings)].map(fold))];
  const words = withoutBeginnings([
    ...folded.flatMap(spellingWords),
    ...[shown, badgeName].flatMap(pinyinWords),
  ]);
  const whole = words.filter((word) => word.startsWith(WHOLE_NAME));
  return words.filter((word) => !whole.some((name) => name.startsWith(word, WHOLE_NAME.length)));
}

/** A word that begins another one finds nothing more than that does. */
function withoutBeginnings(words: readonly string[]): string[] {
  const sorted = [...new Set(words)].sort();
  return sorted.filter((word, index) => !sorted[index + 1]?.startsWith(word));
}

function spellingWords(folded: string): string[] {
  const words = wordsOf(folded);
  if (words.length === 0) return [];
  return [wholeName(words), ...[...words, ...partsOf(folded)].flatMap(suffixes).map(shortened)];
}

/** The name with ä, ö, ü, å, ø as passports write them. */
export function passportSpelling(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüåø]/g, (letter) => PASSPORT_LETTERS[letter] ?? letter);
}

/** A name in another alphabet in Latin letters; Han is left to pinyin. */
export function romanized(name: string): string {
  return name.replace(/[^\p{sc=Han}\p{sc=Latin}\p{sc=Common}]+/gu, (run) => anyAscii(run));
}

/** 欧阳小明: ouyangxiaoming, yangxiaoming, xiaoming, ming; and oyxm, yxm, xm. A family name has its own reading: 曾 is zeng. */
function pinyinWords(name: string): string[] {
  const runs = name.replace(/[\s·•・]/gu, '').match(/\p{sc=Han}+/gu) ?? [];
  return runs.flatMap((run) => readingsOf(run.slice(0, WORD_LENGTH))).flatMap(spellingsOfReading);
}

/**
 * The pinyin of a Chinese name, family and given name apart, once for each way to read it; [] for any other name. A
 * name in one part is read as a whole.
 */
export function nameReadings(familyName: string, givenName: string): string[][][] {
  const [family, given] = [familyName, givenName].map((name) => name.replace(/[\s·•・]/gu, ''));
  const whole = `${family}${given}`;
  if (!/^\p{sc=Han}+$/u.test(whole) || whole.length > WORD_LENGTH) return [];
  const familyLength = [...(family ?? '')].length;
  return readingsOf(whole)
    .flatMap(umlautSpellings)
    .map((syllables) => [syllables.slice(0, familyLength), syllables.slice(familyLength)])
    .map((parts) => parts.filter((syllables) => syllables.length > 0));
}

/** The syllables of a name, one list for each way to read its family name. */
function readingsOf(han: string): string[][] {
  const syllables = pinyin(han, { toneType: 'none', type: 'array', surname: 'head', v: true });
  const known = surnameReadings(han);
  if (known === null) return [syllables];
  return known.readings.map((reading) => [...reading, ...syllables.slice(known.length)]);
}

function spellingsOfReading(syllables: readonly string[]): string[] {
  return umlautSpellings(syllables).flatMap((spelling) => {
    const initials = spelling.map((syllable) => syllable.slice(0, 1));
    return [...syllableWords(spelling), ...syllableWords(initials).filter((word) => word.length > 1)];
  });
}

/** ü is typed v, u or (in passports) yu: 吕 is lv, lu and lyu. */
function umlautSpellings(syllables: readonly string[]): string[][] {
  if (!syllables.some((syllable) => syllable.includes('v'))) return [[...syllables]];
  return ['v', 'u', 'yu'].map((letter) => syllables.map((syllable) => syllable.replace('v', letter)));
}

function syllableWords(syllables: readonly string[]): string[] {
  const words = syllables.map((_, index) => shortened(syllables.slice(index).join('')));
  return [wholeName(syllables), ...words.slice(1)];
}

function numberWords(registration: Registration): string[] {
  const phone = squeezed(fold(registration.phone)).replace(/\D/g, '');
  const numbers = [squeezed(fold(registration.id)), squeezed(fold(registration.code))];
  if (phone.length >= NUMBER_BEGINNING) numbers.push(phone, phone.slice(-4));
  const words = numbers.filter((number) => number !== '').map((number) => NUMBER + shortened(number));
  return [...new Set(words)];
}

function organizationWords(registration: Registration): string[] {
  const folded = fold(registration.organization);
  const words = [...wordsOf(folded), ...partsOf(folded)].flatMap(suffixes).map(shortened);
  return withoutBeginnings(words.slice(0, ORGANIZATION_WORDS)).map((word) => ORGANIZATION + word);
}

/** Lower case, no accents, no full-width forms; letters of other alphabets stay what they are. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036F\u0640\u064B-\u065F\u0670]/g, '') // accents; Arabic vowels and stretching
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?:(?![a-z])\p{sc=Latin})+/gu, (letters) => anyAscii(letters).toLowerCase()); // ø, ß, đ, ł
}

/** Words between spaces, without what is neither letter nor digit (o'brien is obrien); scripts apart. */
export function wordsOf(folded: string): string[] {
  return folded.split(/\s+/u).flatMap((word) => squeezed(word).match(UNSPACED) ?? []);
}

/** Words between anything that is no letter or digit: jean and pierre of jean-pierre. */
function partsOf(folded: string): string[] {
  return (folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).flatMap((word) => word.match(UNSPACED) ?? []);
}

export function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M}]/gu, '');
}

/** The word from each of its characters on, where its script has no spaces; else the word alone. */
function suffixes(word: string): string[] {
  if (!UNSPACED_LETTER.test(word)) return [word];
  const characters = [...word].slice(0, WORD_LENGTH);
  return characters.map((_, index) => characters.slice(index).join(''));
}

function shortened(word: string): string {
  if (word.length <= WORD_LENGTH) return word;
  return [...word].slice(0, WORD_LENGTH).join('');
}
