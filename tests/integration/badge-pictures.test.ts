import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BadgeLayoutSchema } from '../../src/contract/badge-layout.ts';
import { drawBadge } from '../../src/core/badge/draw-badge.ts';
import { openFonts } from '../../src/core/badge/text/fonts.ts';
import { badgeOf } from '../fixtures/badge-content.ts';
import { fontsFolder } from './badge-parts.ts';
import { fontFile, printReferences, REFERENCE_PAGE, type Reference } from './chromium-references.ts';
import { inkOf, type Picture, pageOf, pagesOf, worstTile } from './pictures.ts';

/**
 * Names as our badge draws them against the same text, font files and size in Chromium. Both are PDFs drawn by
 * pdftoppm, cut to their ink. Equal means: as wide and as high within 3 pixels (0.25 mm), and in no square of 0.15 em
 * do more than 15 % of the pixels differ. Twins measure 12 % at most.
 */
const DOTS_PER_INCH = 300;
const LENGTH_TOLERANCE = 3;
const TILE_EM = 0.15;
const TILE_TOLERANCE = 0.15;
const TILE = Math.round((TILE_EM * REFERENCE_PAGE.points * DOTS_PER_INCH) / 72);

const SCRIPTS: readonly Reference[] = [
  { what: 'Chinese', text: '欧阳小明' },
  { what: 'Chinese beyond the BMP', text: '尉迟𬱖𠮷𡃁' },
  { what: 'Chinese beyond the BMP, of Extensions B, C, D, E and G', text: '𡃁𫖯𫟹𬍛𬬭𰻞' },
  { what: 'Chinese with the dot of a long name', text: '阿卜杜拉·买买提', han: 'SC', first: true },
  { what: 'Chinese with quotation marks and wide signs', text: '“云图”北京（云）…', han: 'SC', first: true },
  { what: 'traditional Chinese', text: '歐陽國華' },
  { what: 'traditional Chinese of Hong Kong', text: '陳骨過沒起直', han: 'HK', country: 'HK' },
  {
    what: 'traditional Chinese of Taiwan with Bopomofo',
    text: '林ㄧˊ龍',
    han: 'HK',
    country: 'TW',
    first: true,
  },
  { what: 'Japanese', text: '渡邉さくら', han: 'JP' },
  { what: 'Japanese in Han alone', text: '髙橋直骨﨑', han: 'JP', country: 'JP' },
  { what: 'Japanese in katakana', text: 'ジョン・スミスー', han: 'JP' },
  { what: 'Korean', text: '이서연' },
  { what: 'Korean from single jamo', text: '\u1112\u1161\u11ab\u1100\u116e\u11a8' },
  { what: 'Korean with Han', text: '김민준 (金敏俊)', han: 'KR' },
  { what: 'Latin with diacritics', text: 'Jiří Šárková' },
  { what: 'Latin with marks that no letter holds', text: 'Ẹ̀kọ́ Ñ̂a x̱' },
  { what: 'Vietnamese', text: 'Nguyễn Thị Ánh' },
  { what: 'Vietnamese, decomposed', text: 'Đặng Hữu Phước'.normalize('NFD') },
  { what: 'Cyrillic', text: 'Нұрсұлтанова' },
  { what: 'Ukrainian and Serbian', text: 'Ґалаґан Їжакевич Ђоковић' },
  { what: 'Greek', text: 'Ελένη Ωνάση' },
  { what: 'Greek with all its accents', text: 'Ἀθηνᾶ ᾨδὴ ΐς' },
  { what: 'Arabic', text: 'محمد المنصوري' },
  { what: 'Arabic with vowels', text: 'مُحَمَّد' },
  { what: 'Arabic with ligatures and stretching', text: 'لا إله محـــمد ﷲ' },
  { what: 'Persian', text: 'زینب پورکریم' },
  { what: 'Persian with a joiner', text: 'می‌خواهم' },
  { what: 'Persian digits', text: 'گچ ۱۲۳۴' },
  { what: 'Urdu', text: 'ٹیپو گھوڑے' },
  { what: 'Urdu with a full stop and digits', text: 'محمّد ۴۵۶ ہے۔' },
  { what: 'Hebrew', text: 'דוד בן־גוריון' },
  { what: 'Hebrew with points', text: 'שָׁלוֹם יִשְׂרָאֵל' },
  { what: 'Thai', text: 'ณัฐฐาปกรณ์' },
  { what: 'Thai with tone and sara am', text: 'น้ำฝน ล้ำค่า' },
  { what: 'Thai with stacked signs', text: 'ปี่ญู่ฏิ้ฎุฬา' },
  { what: 'Devanagari', text: 'अर्जुन शर्मा' },
  { what: 'Devanagari conjuncts', text: 'क्षत्रिय' },
  { what: 'Devanagari with reph and half letters', text: 'धर्मेन्द्र कर्त्ता श्रीर्कॄ' },
  { what: 'Thaana', text: 'އިބްރާހީމް' },
];

const MIXED: readonly Reference[] = [
  { what: 'Arabic with Latin in brackets (case 24)', text: 'محمد علي (Ali)' },
  { what: 'Latin with Arabic in brackets', text: 'Ali (علي) Smith' },
  { what: 'brackets in brackets', text: 'علي [Ali (x)]' },
  { what: 'Arabic in quotation marks and guillemets', text: '«علي» "بن"' },
  { what: 'Arabic with two kinds of digits', text: 'عدد ١٢٣ 45' },
  { what: 'Arabic with a number that has signs', text: 'غرفة -12.5% 7:30' },
  { what: 'Hebrew with Latin and a number', text: 'דוד (David) 12' },
  { what: 'Thaana with Latin in brackets', text: 'އަލީ (Ali)' },
  { what: 'Chinese with Arabic', text: '马 (محمد) 伟' },
  { what: 'an isolate', text: 'a \u2067علي b!\u2069 c' },
  { what: 'a first-strong isolate', text: 'Dr. \u2068علي (1)\u2069 (2)' },
  { what: 'a title before an Arabic name', text: 'H.E. محمد علي' },
  { what: 'three scripts (case 21)', text: 'Nguyễn Thị Ánh 王伟 / Šárka' },
];

const REFERENCES = [...SCRIPTS, ...MIXED];

const layout = BadgeLayoutSchema.parse({
  page: { width: REFERENCE_PAGE.width, height: REFERENCE_PAGE.height },
  front: {
    columns: [
      {
        box: { x: 0, y: 0, width: REFERENCE_PAGE.width, height: REFERENCE_PAGE.height },
        fields: [
          {
            text: 'name',
            weight: 'bold',
            size: { max: REFERENCE_PAGE.points, floor: REFERENCE_PAGE.points },
            lines: 1,
            height: REFERENCE_PAGE.height,
            colour: '#000000',
            align: 'center',
          },
        ],
      },
    ],
  },
});

const fonts = openFonts(fontsFolder);
let folder: string;
const pictures = new Map<string, Picture>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'badge-pictures-'));
  const printed = await printReferences(REFERENCES, folder);
  const pages = await pagesOf(printed, DOTS_PER_INCH);
  expect(pages).toHaveLength(REFERENCES.length);
  for (const [at, { text }] of REFERENCES.entries()) {
    const page = pages[at];
    if (page) pictures.set(text, inkOf(page));
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('a name in', () => {
  test.each(SCRIPTS)('$what looks as in a browser: $text', async ({ text, country }) => {
    expect(differences(await ourPicture(text, country), text)).toEqual([]);
  });
});

describe('a name of', () => {
  test.each(MIXED)('$what looks as in a browser: $text', async ({ text, country }) => {
    expect(differences(await ourPicture(text, country), text)).toEqual([]);
  });
});

describe('the comparison notices', () => {
  test.each([
    ['an Arabic name whose letters are reversed', [...'محمد المنصوري'].reverse().join(''), 'محمد المنصوري'],
    ['an Arabic name whose words are in the other order', 'المنصوري محمد', 'محمد المنصوري'],
    ['letters that do not join', 'م\u200cحمد المنصوري', 'محمد المنصوري'],
    ['a lost space', 'अर्जुनशर्मा', 'अर्जुन शर्मा'],
    ['a single missing dot', 'محمد المنصورى', 'محمد المنصوري'],
    ['brackets that are not mirrored', 'محمد علي )Ali(', 'محمد علي (Ali)'],
    ['a letter that is replaced by a geta mark', '欧阳小\u{21428}', '欧阳小明'],
  ])('%s', async (_fault, text, reference) => {
    expect(differences(await ourPicture(text), reference)).not.toEqual([]);
  });

  test('Han characters in the shapes of another country', async () => {
    expect(differences(await ourPicture('陳骨過沒起直', 'CN'), '陳骨過沒起直')).not.toEqual([]);
  });

  test('a glyph that the font lacks, and nothing else about that page', async () => {
    const whole = await plainPicture('Нұрсұлтанова');
    expect(differences(whole, 'Нұрсұлтанова')).toEqual([]);
    const lacking = await plainPicture('Нұрсұл\u{10FFFD}анова');
    expect(differences(lacking, 'Нұрсұлтанова')).not.toEqual([]);
  });
});

/** What tells our picture from the browser's, in words; nothing when they are the same. */
function differences(ours: Picture, text: string): string[] {
  const theirs = pictures.get(text);
  if (!theirs || theirs.width === 0) return [`Chromium drew nothing for ${text}`];
  const share = worstTile(ours, theirs, TILE);
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

/** A badge that has the name of one guest and nothing else. */
async function ourPicture(familyName: string, country = ''): Promise<Picture> {
  const { pdf } = await drawBadge(badgeOf({ familyName, country }), layout, fonts);
  return pictureOf(pdf);
}

/** A page on which pdfkit alone wrote a line with one font. */
async function plainPicture(text: string): Promise<Picture> {
  const document = new PDFDocument({ size: [800, 100], margin: 0, font: '' });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  document
    .font(fontFile('NotoSans'))
    .fontSize(REFERENCE_PAGE.points)
    .text(text, 20, 20, { lineBreak: false });
  document.end();
  await ended;
  return pictureOf(Buffer.concat(chunks));
}

async function pictureOf(pdf: Uint8Array): Promise<Picture> {
  const file = path.join(await mkdtemp(path.join(folder, 'page-')), 'badge.pdf');
  await writeFile(file, pdf);
  return inkOf(await pageOf(file, 1, DOTS_PER_INCH));
}
