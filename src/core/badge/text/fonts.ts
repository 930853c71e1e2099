import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Font } from 'fontkit';
import { type HanStyle, isEastAsian } from './east-asian.ts';
import { openFont } from './open-font.ts';

export type Weight = 'regular' | 'bold';

interface Family {
  /** Its package in @expo-google-fonts, which is also its folder beside the packaged app. */
  readonly folder: string;
  readonly file: string;
}

/** All fonts are under the SIL Open Font License 1.1. Each of these has Han characters that the others lack (𠮷, 𡃁). */
const EAST_ASIAN: Readonly<Record<HanStyle, Family>> = {
  sc: { folder: 'noto-sans-sc', file: 'NotoSansSC' },
  hk: { folder: 'noto-sans-hk', file: 'NotoSansHK' },
  jp: { folder: 'noto-sans-jp', file: 'NotoSansJP' },
  kr: { folder: 'noto-sans-kr', file: 'NotoSansKR' },
};

const GENERAL: Family = { folder: 'noto-sans', file: 'NotoSans' };

/** Fonts for one script each. */
const OF_SCRIPT: readonly (readonly [RegExp, Family])[] = [
  [/\p{scx=Arab}/u, { folder: 'noto-sans-arabic', file: 'NotoSansArabic' }],
  [/\p{scx=Hebr}/u, { folder: 'noto-sans-hebrew', file: 'NotoSansHebrew' }],
  [/\p{scx=Thai}/u, { folder: 'noto-sans-thai', file: 'NotoSansThai' }],
  [/\p{scx=Deva}/u, { folder: 'noto-sans-devanagari', file: 'NotoSansDevanagari' }],
  [/\p{scx=Thaa}/u, { folder: 'noto-sans-thaana', file: 'NotoSansThaana' }],
];

const FAMILIES = [GENERAL, ...Object.values(EAST_ASIAN), ...OF_SCRIPT.map(([, family]) => family)];

const WEIGHT_NAMES: Record<Weight, string> = { regular: '400Regular', bold: '700Bold' };

/** What decides which fonts are tried first. */
export interface FontWish {
  readonly weight: Weight;
  readonly han: HanStyle;
  /** Whether the text belongs to East Asian letters, though other fonts have it too. */
  readonly eastAsian: boolean;
}

/** Fonts that stay open: opening the Chinese one takes longer than drawing a badge. */
export interface Fonts {
  /** The fonts to try for this text, best first; each is opened when it is first reached. */
  candidates(text: string, wish: FontWish): Generator<Font>;
  /** Whether the font for one style of Han has all these characters. */
  hasAll(style: HanStyle, weight: Weight, characters: string): boolean;
}

/** Where a family's font lies below the folder of fonts, in node_modules and in the packaged app alike. */
function fontFile(fontsFolder: string, family: Family, weight: Weight): string {
  const name = WEIGHT_NAMES[weight];
  return path.join(fontsFolder, family.folder, name, `${family.file}_${name}.ttf`);
}

/**
 * @param fontsFolder holds one folder per family: node_modules/@expo-google-fonts, or its copy in the packaged app
 * @throws Error that names the first font file which is missing, so that it is known before the first badge
 */
export function openFonts(fontsFolder: string): Fonts {
  requireEveryFont(fontsFolder);
  const opened = new Map<string, Font>();

  function open(family: Family, weight: Weight): Font {
    const file = fontFile(fontsFolder, family, weight);
    const font = opened.get(file) ?? openFont(file);
    opened.set(file, font);
    return font;
  }

  return {
    *candidates(text, wish) {
      for (const family of familiesFor(text, wish)) yield open(family, wish.weight);
    },
    hasAll(style, weight, characters) {
      const font = open(EAST_ASIAN[style], weight);
      return [...characters].every((character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
    },
  };
}

/** Families made for the script, then all others: Chinese before the fonts that only fill in what it lacks. */
function familiesFor(text: string, { han, eastAsian }: FontWish): Set<Family> {
  if (eastAsian || isEastAsian(text))
    return new Set([EAST_ASIAN[han], ...Object.values(EAST_ASIAN), ...FAMILIES]);
  const ofScript = OF_SCRIPT.filter(([script]) => script.test(text)).map(([, family]) => family);
  return new Set([...ofScript, GENERAL, EAST_ASIAN[han], ...FAMILIES]);
}

function requireEveryFont(fontsFolder: string): void {
  for (const family of FAMILIES) {
    for (const weight of ['regular', 'bold'] as const) {
      const file = fontFile(fontsFolder, family, weight);
      if (!existsSync(file)) throw new Error(`The font ${file} is missing`);
    }
  }
}
