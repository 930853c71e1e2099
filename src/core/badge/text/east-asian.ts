/** Whose shapes Han characters have: the mainland's, Hong Kong's (for all traditional texts), Japan's or Korea's. */
export type HanStyle = 'sc' | 'hk' | 'jp' | 'kr';

/** Letters, and the signs and wide forms that only East Asian fonts have. */
const CHARACTER =
  '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Bopo}\\u3000-\\u303F\\u30FB\\u30FC\\uFF00-\\uFFEF]';
const ONE_CHARACTER = new RegExp(CHARACTER, 'u');

/** Signs that other texts have too: right beside such characters they are East Asian (阿卜杜拉·买买提). */
const SHARED_SIGNS = new RegExp(
  `(?<=${CHARACTER})[·‧•…—]+(?=${CHARACTER}|$)|[“‘](?=${CHARACTER})|(?<=${CHARACTER})[”’]|(?<=\\p{sc=Bopo})[ˇˉˊˋ˙]`,
  'gu',
);

const STYLE_OF_COUNTRY: Readonly<Record<string, HanStyle>> = {
  JP: 'jp',
  KR: 'kr',
  KP: 'kr',
  TW: 'hk',
  HK: 'hk',
  MO: 'hk',
};

export function isEastAsian(character: string): boolean {
  return ONE_CHARACTER.test(character);
}

/** Where signs stand that belong to the East Asian characters beside them, in UTF-16 code units. */
export function eastAsianSigns(text: string): Set<number> {
  const places = new Set<number>();
  for (const { 0: signs, index } of text.matchAll(SHARED_SIGNS))
    for (let place = index; place < index + signs.length; place += 1) places.add(place);
  return places;
}

/**
 * Whose shapes to draw a text's Han characters in: kana make it Japanese and Hangul makes it Korean; else the
 * country's, if its font has every one of them (a name in simplified characters stays Chinese anywhere).
 */
export function hanStyle(
  text: string,
  country: string,
  hasAll: (style: HanStyle, characters: string) => boolean,
): HanStyle {
  if (/[\p{sc=Hira}\p{sc=Kana}]/u.test(text)) return 'jp';
  if (/\p{sc=Hang}/u.test(text)) return 'kr';
  const style = STYLE_OF_COUNTRY[country] ?? 'sc';
  const characters = text.replace(/\P{sc=Han}/gu, '');
  return characters !== '' && hasAll(style, characters) ? style : 'sc';
}
