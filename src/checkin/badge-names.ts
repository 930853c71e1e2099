import { displayName, isEastAsian, type PersonName, tidyName } from './display-name.ts';

export interface BadgePerson extends PersonName {
  readonly title: string;
  readonly badgeName: string;
}

/** The two lines of a badge that say who somebody is. */
export interface BadgeNames {
  /** '' when there is no name: the caller must ask, there is no badge. */
  readonly name: string;
  /** The name in Latin letters; '' where the first line says the same. */
  readonly latinName: string;
}

/**
 * What a badge calls a person: the badge name, else family and given name in the order of their script, and the Latin
 * name as it is. The title goes with the line of its own script, in the way of that script:
 *
 * - Han, kana, Hangul: behind the first line, as Chinese, Japanese and Korean say it (王伟 博士, 김민준 박사), with a
 *   space, so that it is not read as a part of the name and may have a line of its own.
 * - Latin: before the Latin name, on whichever line that stands (H.E. Ouyang Xiaoming below 欧阳小明); before the
 *   first line where the badge has no other.
 * - Any other (Проф., سعادة, ดร.): before the first line.
 *
 * A title that the name says already is not said again.
 */
export function badgeNames(person: BadgePerson, country = ''): BadgeNames {
  const name = tidyName(person.badgeName) || displayName(person, country);
  const latin = tidyName(person.latinName);
  const latinName = latin === name ? '' : latin;
  const title = tidyName(person.title);
  if (name === '' || title === '') return { name, latinName };
  if (isEastAsian(title)) return { name: behind(name, title), latinName };
  const belongsBelow = isLatin(title) && !isLatin(name) && latinName !== '';
  return belongsBelow
    ? { name, latinName: before(latinName, title) }
    : { name: before(name, title), latinName };
}

function behind(name: string, title: string): string {
  return name.endsWith(title) ? name : `${name} ${title}`;
}

function before(name: string, title: string): string {
  return folded(name).startsWith(`${folded(title)} `) ? name : `${title} ${name}`;
}

/** `DR` and `Dr.` are the same title. */
function folded(text: string): string {
  return text.replaceAll('.', '').toLowerCase();
}

/** By its first letter: `H.E. 欧阳` begins with Latin. */
function isLatin(text: string): boolean {
  return /^\P{L}*\p{sc=Latn}/u.test(text);
}
