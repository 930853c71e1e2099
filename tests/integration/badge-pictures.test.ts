import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import PDFDocument from 'pdfkit';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BadgeRenderer, startBadgeRenderer } from '../../src/core/badge/renderer.ts';
import { badgeOf } from '../fixtures/badge-content.ts';
import { chromiumPath, chromiumSwitches } from '../services/chromium.ts';
import { drawnSize, fontsFolder, renderWorker } from './badge-parts.ts';
import { crop, inkOf, type Picture, pageOf, worstTile } from './pictures.ts';

/**
 * Names as our badge draws them against the same text, font files and size in Chromium. Both are PDFs drawn by
 * pdftoppm, cut to their ink. Equal means: as wide and as high within 3 pixels (0.25 mm in a name), and in no
 * square of 0.15 em do more than 15 % of the pixels differ. Twins measure 10 % at most.
 */
const DOTS_PER_INCH = { name: 300, organization: 900 } as const;
const LENGTH_TOLERANCE = 3;
const TILE_EM = 0.15;
const TILE_TOLERANCE = 0.15;

type Field = keyof typeof DOTS_PER_INCH;

const REFERENCES = [
  ['Chinese', 'name', '欧阳小明'],
  ['Chinese beyond the BMP', 'name', '尉迟𬱖𠮷𡃁'],
  ['traditional Chinese', 'name', '歐陽國華'],
  ['Vietnamese', 'name', 'Nguyễn Thị Ánh'],
  ['Latin with diacritics', 'name', 'Jiří Šárková'],
  ['Cyrillic', 'name', 'Нұрсұлтанова'],
  ['Greek', 'name', 'Ελένη Ωνάση'],
  ['Arabic', 'name', 'محمد المنصوري'],
  ['Arabic with vowels', 'name', 'مُحَمَّد'],
  ['Persian', 'name', 'زینب پورکریم'],
  ['Persian with a joiner', 'name', 'می‌خواهم'],
  ['Urdu', 'name', 'ٹیپو گھوڑے'],
  ['Hebrew', 'name', 'דוד בן־גוריון'],
  ['Thai', 'name', 'ณัฐฐาปกรณ์'],
  ['Thai with tone and sara am', 'name', 'น้ำฝน ล้ำค่า'],
  ['Devanagari', 'name', 'अर्जुन शर्मा'],
  ['Devanagari conjuncts', 'name', 'क्षत्रिय'],
  ['Thaana', 'name', 'އިބްރާހީމް'],
  ['Japanese', 'name', '渡邉さくら'],
  ['Korean', 'name', '이서연'],
  ['Arabic with Latin in brackets (case 24)', 'name', 'محمد علي (Ali)'],
  ['Arabic with two kinds of digits', 'name', 'عدد ١٢٣ 45'],
  ['Thaana with Latin in brackets', 'name', 'އަލީ (Ali)'],
  ['three scripts (case 21)', 'organization', 'Nguyễn Thị Ánh 王伟 / Šárka'],
] as const;

let folder: string;
let renderer: BadgeRenderer;
const references = new Map<string, Picture>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'badge-pictures-'));
  renderer = startBadgeRenderer({ workerFile: renderWorker, fontsFolder });
  const printed = await printWithChromium();
  for (const [at, [, field, text]] of REFERENCES.entries()) {
    references.set(text, inkOf(await pageOf(printed, at + 1, DOTS_PER_INCH[field])));
  }
});

afterAll(async () => {
  await renderer.close();
  await rm(folder, { recursive: true });
});

test.each(REFERENCES)('%s: the %s line %s looks as in a browser', async (_script, field, text) => {
  expect(differences(await ourLine(text, field), text, field)).toEqual([]);
});

test('the comparison notices an Arabic name whose letters are reversed', async () => {
  const reversed = [...'محمد المنصوري'].reverse().join('');
  expect(differences(await ourLine(reversed, 'name'), 'محمد المنصوري', 'name')).not.toEqual([]);
});

test('the comparison notices a glyph that the font lacks', async () => {
  const drawn = await plainLine('Нұрсұл\u{10FFFD}анова', drawnSize('Нұрсұлтанова', 'name'));
  expect(differences(drawn, 'Нұрсұлтанова', 'name')).not.toEqual([]);
  const whole = await plainLine('Нұрсұлтанова', drawnSize('Нұрсұлтанова', 'name'));
  expect(differences(whole, 'Нұрсұлтанова', 'name')).toEqual([]);
});

test('the comparison notices a lost space', async () => {
  expect(differences(await ourLine('अर्जुनशर्मा', 'name'), 'अर्जुन शर्मा', 'name')).not.toEqual([]);
});

test('the comparison notices a single missing dot', async () => {
  expect(differences(await ourLine('محمد المنصورى', 'name'), 'محمد المنصوري', 'name')).not.toEqual([]);
});

/** What tells our picture from the browser's, in words; nothing when they are the same. */
function differences(ours: Picture, text: string, field: Field): string[] {
  const theirs = references.get(text);
  if (!theirs || theirs.width === 0) return [`Chromium drew nothing for ${text}`];
  const tile = Math.round((TILE_EM * drawnSize(text, field) * DOTS_PER_INCH[field]) / 72);
  const share = worstTile(ours, theirs, tile);
  return [
    ...(Math.abs(ours.width - theirs.width) > LENGTH_TOLERANCE
      ? [`width ${ours.width}, not ${theirs.width}`]
      : []),
    ...(Math.abs(ours.height - theirs.height) > LENGTH_TOLERANCE
      ? [`height ${ours.height}, not ${theirs.height}`]
      : []),
    ...(share > TILE_TOLERANCE ? [`${Math.round(share * 100)} % of a tile differs`] : []),
  ];
}

/** The badge of somebody who has nothing but this field, cut to the white between header and QR code. */
async function ourLine(text: string, field: Field): Promise<Picture> {
  const content = badgeOf(field === 'name' ? { familyName: text } : { organization: text });
  return lineOf((await renderer.render(content)).pdf, DOTS_PER_INCH[field]);
}

/** The same place of a page on which pdfkit alone wrote a line with one font. */
async function plainLine(text: string, size: number): Promise<Picture> {
  const document = new PDFDocument({ size: [800, 420], margin: 0, font: '' });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  document.font(fontFile('NotoSans')).fontSize(size).text(text, 20, 120, { lineBreak: false });
  document.end();
  await ended;
  return lineOf(Buffer.concat(chunks), DOTS_PER_INCH.name);
}

async function lineOf(pdf: Uint8Array, dotsPerInch: number): Promise<Picture> {
  const place = await mkdtemp(path.join(folder, 'line-'));
  const file = path.join(place, 'badge.pdf');
  await writeFile(file, pdf);
  const page = await pageOf(file, 1, dotsPerInch);
  const pixelsPerMm = dotsPerInch / 25.4;
  return inkOf(crop(page, 0, Math.round(22 * pixelsPerMm), page.width, Math.round(64 * pixelsPerMm)));
}

/** One page per reference, each set by Chromium from the fonts' own files. */
async function printWithChromium(): Promise<string> {
  const html = path.join(folder, 'references.html');
  await writeFile(html, referencePage());
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

function referencePage(): string {
  const lines = REFERENCES.map(([, field, text]) => {
    const weight = field === 'name' ? 'bold' : 'normal';
    return `<div style="font-size:${drawnSize(text, field)}pt;font-weight:${weight}">${text}</div>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>${fontFaces()}
    @page { size: 300mm 100mm; margin: 0 }
    body { margin: 0; font-family: ${FAMILIES.map(([name]) => name).join(', ')} }
    div { height: 99mm; break-after: page; white-space: nowrap; unicode-bidi: plaintext; padding: 10mm;
      box-sizing: border-box }
  </style>${lines.join('')}`;
}

/** A font made for one script is asked for that script alone. */
const FAMILIES = [
  ['NotoSansArabic', 'U+600-6FF, U+750-77F, U+200C-200D'],
  ['NotoSansHebrew', 'U+590-5FF'],
  ['NotoSansThai', 'U+E00-E7F'],
  ['NotoSansDevanagari', 'U+900-97F, U+200C-200D'],
  ['NotoSansThaana', 'U+780-7BF'],
  ['NotoSansKR', 'U+AC00-D7AF'],
  ['NotoSans', 'U+0-10FFFF'],
  ['NotoSansSC', 'U+0-10FFFF'],
  ['NotoSansHK', 'U+0-10FFFF'],
  ['NotoSansJP', 'U+0-10FFFF'],
] as const;

function fontFaces(): string {
  return FAMILIES.flatMap(([name, range]) =>
    (['normal', 'bold'] as const).map((weight) => {
      const source = pathToFileURL(fontFile(name, weight === 'bold' ? '700Bold' : '400Regular')).href;
      return `@font-face { font-family: ${name}; font-weight: ${weight}; unicode-range: ${range}; src: url("${source}") }`;
    }),
  ).join('\n');
}

function fontFile(name: string, weight = '700Bold'): string {
  const family = name
    .replace(/^NotoSans/, 'noto-sans')
    .replace(/([A-Z]+[a-z]*)$/, (script) => `-${script.toLowerCase()}`);
  return path.join(fontsFolder, family, weight, `${name}_${weight}.ttf`);
}
