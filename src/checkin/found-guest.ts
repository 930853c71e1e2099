import type { Registration } from '../contract/registration.ts';
import type { FoundGuest, MarkedText } from '../contract/verdict.ts';
import { displayName } from './display-name.ts';
import { isMarked, markedNumber, markedSyllables, markedText } from './matched-text.ts';
import { NUMBER_BEGINNING, nameReadings, queryWords } from './search-words.ts';

const PHONE_END = 4;

/**
 * What a desk is shown of somebody found, with what of the query was found in it marked: enough to tell people of the
 * same name apart. A Chinese name without a Latin one is shown with its pinyin, in the reading that was typed.
 */
export function shownOfFound(registration: Registration, query: string): FoundGuest['shown'] {
  const words = queryWords(query);
  const { organization, id, code } = registration;
  const markedCode = markedNumber(code, words);
  return {
    name: markedText(displayName(registration, registration.country), words),
    latin: latinOf(registration, words),
    organization: markedText(organization, words),
    id: markedNumber(id, words),
    code: isMarked(markedCode) && code !== id ? markedCode : [],
    phoneEnd: phoneEnd(registration.phone, words),
  };
}

function latinOf(registration: Registration, words: readonly string[]): MarkedText {
  const { familyName, givenName, latinName, country } = registration;
  const name = displayName(registration, country);
  const readings = nameReadings(familyName === '' ? name : familyName, familyName === '' ? '' : givenName);
  const spelt = readings.map((parts) => markedSyllables(parts, words));
  if (latinName === '' || latinName === name) return spelt.find(isMarked) ?? spelt[0] ?? [];
  // The list's own spelling, where it is the reading or what was typed stands in it.
  const own = markedText(latinName, words);
  const letters = lettersOnly(textOf(own));
  const same = spelt.find((reading) => lettersOnly(textOf(reading)) === letters);
  return same ?? own;
}

function textOf(marked: MarkedText): string {
  return marked.map(({ text }) => text).join('');
}

function lettersOnly(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}

function phoneEnd(phone: string, words: readonly string[]): MarkedText {
  const digits = phone.replaceAll(/\D/g, '');
  if (digits.length < NUMBER_BEGINNING) return [];
  const text = digits.slice(-PHONE_END);
  const isMatch = words.some(
    (word) => word === text || (word.length >= NUMBER_BEGINNING && digits.startsWith(word)),
  );
  return [{ text, isMatch }];
}
