import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Font, openSync } from 'fontkit';

export type Weight = 'regular' | 'bold';

interface Family {
  /** Its package in @expo-google-fonts, which is also its folder beside the packaged app. */
  readonly folder: string;
  readonly file: string;
  /** What the family is made for: there it is asked before the families above it. */
  readonly scripts: RegExp;
}

/**
 * All under the SIL Open Font License 1.1. A character goes to the first family made for its script, else to the
 * first that has it at all. Japanese and Hong Kong fonts come after the Chinese one: they fill in Han characters
 * that it lacks (𠮷, 𡃁), so Japanese names have the shapes usual in mainland China.
 */
const FAMILIES: readonly Family[] = [
  { folder: 'noto-sans', file: 'NotoSans', scripts: /[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}]/u },
  {
    folder: 'noto-sans-sc',
    file: 'NotoSansSC',
    scripts: /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}]/u,
  },
  { folder: 'noto-sans-hk', file: 'NotoSansHK', scripts: /\p{scx=Hani}/u },
  {
    folder: 'noto-sans-jp',
    file: 'NotoSansJP',
    scripts: /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}]/u,
  },
  { folder: 'noto-sans-kr', file: 'NotoSansKR', scripts: /\p{scx=Hang}/u },
  { folder: 'noto-sans-arabic', file: 'NotoSansArabic', scripts: /\p{scx=Arab}/u },
  { folder: 'noto-sans-hebrew', file: 'NotoSansHebrew', scripts: /\p{scx=Hebr}/u },
  { folder: 'noto-sans-thai', file: 'NotoSansThai', scripts: /\p{scx=Thai}/u },
  { folder: 'noto-sans-devanagari', file: 'NotoSansDevanagari', scripts: /\p{scx=Deva}/u },
  { folder: 'noto-sans-thaana', file: 'NotoSansThaana', scripts: /\p{scx=Thaa}/u },
];

const WEIGHT_NAMES: Record<Weight, string> = { regular: '400Regular', bold: '700Bold' };

/** Fonts that stay open: opening the Chinese one takes longer than drawing a badge. */
export interface Fonts {
  /** The fonts to try for this text, best first; each is opened when it is first reached. */
  candidates(text: string, weight: Weight): Generator<Font>;
}

/** Where a family's font lies below the folder of fonts, in node_modules and in the packaged app alike. */
function fontFile(fontsFolder: string, family: Pick<Family, 'folder' | 'file'>, weight: Weight): string {
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
    *candidates(text, weight) {
      const preferred = FAMILIES.filter((family) => family.scripts.test(text));
      for (const family of new Set([...preferred, ...FAMILIES])) yield open(family, weight);
    },
  };
}

function requireEveryFont(fontsFolder: string): void {
  for (const family of FAMILIES) {
    for (const weight of ['regular', 'bold'] as const) {
      const file = fontFile(fontsFolder, family, weight);
      if (!existsSync(file)) throw new Error(`The font ${file} is missing`);
    }
  }
}

function openFont(file: string): Font {
  const font = openSync(file);
  if ('fonts' in font) throw new Error(`${file} is a collection, not a font`);
  return font;
}
