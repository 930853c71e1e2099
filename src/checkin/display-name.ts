/** Scripts that write the family name first and put no space between the two. */
const EAST_ASIAN = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\p{M}\p{sc=Common}\s]+$/u;
const EAST_ASIAN_LETTER = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}]/u;

/** ơ, ư and the block U+1EA0 to U+1EF9 are written in no other national alphabet. */
const VIETNAMESE_LETTER = /[ơưƠƯ\u1EA0-\u1EF9]/;
/** đ is South Slavic too, where one of these letters is rarely far away. */
const SOUTH_SLAVIC_LETTER = /[čćšžČĆŠŽ]/;

export interface PersonName {
  readonly familyName: string;
  readonly givenName: string;
  readonly latinName: string;
}

/**
 * The name as its bearer would write it, from a person's separate name fields.
 *
 * - Both parts in Han, kana, Hangul or Bopomofo: family name first, no space (欧阳小明, 김민준, 渡邉さくら).
 * - Vietnamese: family name first, with a space. Known by ơ, ư or a letter of U+1EA0 to U+1EF9 (ễ, ạ …), by đ
 *   where no č, ć, š or ž stands beside it, or by `country` being VN.
 * - All others: given name first, with a space.
 *
 * Without family and given name it is the Latin name, and '' when that is empty too: the caller must ask. Titles and
 * badge names are for the badge (badge-names.ts): screens show who somebody is on the list.
 */
export function displayName(person: PersonName, country = ''): string {
  const family = tidyName(person.familyName);
  const given = tidyName(person.givenName);
  if (family === '' || given === '') return family || given || tidyName(person.latinName);
  if (isEastAsian(family) && isEastAsian(given)) return family + given;
  return isVietnamese(`${family} ${given}`, country) ? `${family} ${given}` : `${given} ${family}`;
}

/** NFC, single spaces, none at the ends; '' for a name of nothing but spaces and invisible characters. */
export function tidyName(name: string): string {
  const text = name.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}]*$/u.test(text) ? '' : text;
}

/** Whether a text is written in Han, kana, Hangul or Bopomofo alone. */
export function isEastAsian(text: string): boolean {
  return EAST_ASIAN.test(text) && EAST_ASIAN_LETTER.test(text);
}

function isVietnamese(name: string, country: string): boolean {
  if (country === 'VN' || VIETNAMESE_LETTER.test(name)) return true;
  return /[đĐ]/.test(name) && !SOUTH_SLAVIC_LETTER.test(name);
}
