/** Names that lists use beside those of Unicode CLDR. */
const OTHER_NAMES: readonly (readonly [string, string])[] = [
  ['CN', 'PRC'],
  ['CN', "People's Republic of China"],
  ['CN', '中华人民共和国'],
  ['CZ', 'Czech Republic'],
  ['CI', 'Ivory Coast'],
  ['GB', 'Great Britain'],
  ['KR', 'Republic of Korea'],
  ['KR', 'Korea'],
  ['KR', '大韩民国'],
  ['LA', "Lao People's Democratic Republic"],
  ['MK', 'Macedonia'],
  ['RU', 'Russian Federation'],
  ['SY', 'Syrian Arab Republic'],
  ['TR', 'Turkey'],
  ['TZ', 'United Republic of Tanzania'],
  ['AE', 'UAE'],
  ['US', 'USA'],
  ['US', 'United States of America'],
  ['VN', 'Viet Nam'],
];

/** Codes that CLDR names without their being a place: pseudo-locales, currency areas and the unknown region. */
const NO_PLACE = new Set(['EZ', 'QO', 'XA', 'XB', 'ZZ']);

const CODES = countryCodes();

/** ISO 3166-1 alpha-2 of a code or of a name in English or Chinese (Unicode CLDR), '' for '', or null. */
export function countryCode(text: string): string | null {
  return text === '' ? '' : (CODES.get(nameKey(text)) ?? null);
}

function countryCodes(): Map<string, string> {
  const codes = new Map<string, string>();
  const names = (['en', 'zh-Hans', 'zh-Hant'] as const).flatMap((language) =>
    (['long', 'short'] as const).map(
      (style) => new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' }),
    ),
  );
  for (const code of twoLetterCodes()) {
    const region = new Intl.Locale(`und-${code}`).region; // a code of old gives the one of today: UK is GB
    if (region === undefined || NO_PLACE.has(code) || names[0]?.of(code) === undefined) continue;
    codes.set(nameKey(code), region);
    for (const name of names) codes.set(nameKey(name.of(code) ?? code), region);
  }
  for (const [code, name] of OTHER_NAMES) codes.set(nameKey(name), code);
  return codes;
}

function twoLetterCodes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.map((second) => first + second));
}

/** Lower case without accents, signs and a leading article. */
function nameKey(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/^the\s+/, '')
    .replace(/&/g, 'and')
    .replace(/[^\p{L}]/gu, '');
}
