import type { Registration } from '../contract/registration.ts';
import { displayName } from './display-name.ts';
import { fold, passportSpelling, squeezed, UNSPACED_LETTER, wordsOf } from './search-words.ts';

/** Shorter ones are extensions, rooms and slips of the hand. */
const PHONE_DIGITS = 7;
/** The end of a number, without what people write before it or leave out: +86, 0086, 0. */
const PHONE_END = 9;

/** The marks of the two kinds of key; no name begins with one. */
const NAME = '=';
const PHONE = '#';

/**
 * What two registrations have in common that may be the same person: a name in any of its spellings, as it is written
 * in Chinese or in Latin letters in whatever order, or a phone number. Each once, in no order that counts.
 */
export function likenessKeys(registration: Registration): string[] {
  return [...new Set([...nameKeys(registration), ...phoneKeys(registration)])];
}

/**
 * How much speaks for it that a walk-in is another guest; 0: nothing worth a question. The same phone number is
 * enough. The same name is, unless both have a phone number of their own and no organisation in common: 王伟 is the
 * name of many.
 */
export function likenessOf(walkIn: Registration, other: Registration): number {
  const hasPhone = haveInCommon(phoneKeys(walkIn), phoneKeys(other));
  const hasName = haveInCommon(nameKeys(walkIn), nameKeys(other));
  const hasOrganization = isSameOrganization(walkIn, other);
  const isContradicted = phoneKeys(walkIn).length > 0 && phoneKeys(other).length > 0 && !hasOrganization;
  if (!hasPhone && (!hasName || isContradicted)) return 0;
  return (hasPhone ? 4 : 0) + (hasName ? 2 : 0) + (hasOrganization ? 1 : 0);
}

function nameKeys(registration: Registration): string[] {
  const names = [displayName(registration, registration.country), registration.latinName];
  return (
    names
      .flatMap((name) => [name, passportSpelling(name)])
      // Jean-Pierre is Jeanpierre as well as Jean Pierre.
      .flatMap((name) => [name, name.replace(/\p{Dash}/gu, ' ')])
      .map(nameKey)
      .filter((key) => key !== NAME)
  );
}

/** Wei Wang and WANG, Wei are one key; a name without spaces keeps the order of its characters. */
function nameKey(name: string): string {
  const words = wordsOf(fold(name));
  const isUnspaced = words.every((word) => UNSPACED_LETTER.test(word));
  return NAME + (isUnspaced ? words.join('') : words.sort().join(' '));
}

function phoneKeys({ phone }: Registration): string[] {
  const digits = fold(phone).replace(/\D/g, '');
  return digits.length < PHONE_DIGITS ? [] : [PHONE + digits.slice(-PHONE_END)];
}

function isSameOrganization(one: Registration, other: Registration): boolean {
  const name = squeezed(fold(one.organization));
  return name !== '' && name === squeezed(fold(other.organization));
}

function haveInCommon(some: readonly string[], others: readonly string[]): boolean {
  return some.some((key) => others.includes(key));
}
