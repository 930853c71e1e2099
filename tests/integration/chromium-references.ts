import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumPath, chromiumSwitches } from '../services/chromium.ts';
import { fontsFolder } from './badge-parts.ts';

/** A line of text that Chromium shall draw too. */
export interface Reference {
  readonly what: string;
  readonly text: string;
  /** Of the guest whose name it is. */
  readonly country?: string;
  /** The East Asian font that is asked before the other ones; the mainland's unless it is said. */
  readonly han?: 'SC' | 'HK' | 'JP' | 'KR';
  /** Whether that font is asked before the Latin one, which has some of its signs too. */
  readonly first?: boolean;
}

/** Of one reference in mm, and the size of its letters. */
export const REFERENCE_PAGE = { width: 240, height: 36, points: 40 } as const;

/** Fonts made for one script are asked for that script alone. */
const RANGES: Readonly<Record<string, string>> = {
  NotoSansArabic: 'U+600-6FF, U+750-77F, U+FB50-FDFF, U+FE70-FEFF, U+200C-200D',
  NotoSansHebrew: 'U+590-5FF',
  NotoSansThai: 'U+E00-E7F',
  NotoSansDevanagari: 'U+900-97F, U+200C-200D',
  NotoSansThaana: 'U+780-7BF',
  NotoSans: 'U+0-10FFFF',
  NotoSansSC: 'U+0-10FFFF',
  NotoSansHK: 'U+0-10FFFF',
  NotoSansJP: 'U+0-10FFFF',
  NotoSansKR: 'U+0-10FFFF',
};

/** One page for each reference, in a PDF set by Chromium from the fonts' own files. */
export async function printReferences(references: readonly Reference[], folder: string): Promise<string> {
  const html = path.join(folder, 'references.html');
  await writeFile(html, referencePage(references));
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumSwitches });
  try {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(html).href);
    await page.evaluate(() => document.fonts.ready);
    const pdf = path.join(folder, 'references.pdf');
    await page.pdf({ path: pdf, preferCSSPageSize: true });
    return pdf;
  } finally {
    await browser.close();
  }
}

/** The file of one of the fonts that we ship: `NotoSansSC` is noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf. */
export function fontFile(name: string): string {
  const folder = name
    .replace(/^NotoSans/, 'noto-sans')
    .replace(/([A-Z]+[a-z]*)$/, (script) => `-${script.toLowerCase()}`);
  return path.join(fontsFolder, folder, '700Bold', `${name}_700Bold.ttf`);
}

function referencePage(references: readonly Reference[]): string {
  const { width, height, points } = REFERENCE_PAGE;
  const faces = Object.entries(RANGES).map(
    ([name, range]) =>
      `@font-face { font-family: ${name}; font-weight: bold; unicode-range: ${range};
        src: url("${pathToFileURL(fontFile(name)).href}") }`,
  );
  const lines = references.map(
    (reference) => `<div style="font-family: ${familiesOf(reference).join(', ')}">${reference.text}</div>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>${faces.join('\n')}
    @page { size: ${width}mm ${height}mm; margin: 0 }
    body { margin: 0 }
    div { height: ${height - 1}mm; break-after: page; white-space: nowrap; unicode-bidi: plaintext;
      padding: 8mm; box-sizing: border-box; font-size: ${points}pt; font-weight: bold; line-height: 1 }
  </style>${lines.join('')}`;
}

function familiesOf({ han = 'SC', first = false }: Reference): string[] {
  const wished = `NotoSans${han}`;
  const names = Object.keys(RANGES);
  const general = names.indexOf('NotoSans');
  const front = first ? [wished] : [...names.slice(0, general + 1), wished];
  return [...new Set([...front, ...names])];
}
