import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openFonts } from './fonts.ts';
import { readParagraph } from './paragraph.ts';

// Opening the Chinese fonts takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const fonts = openFonts(
  fileURLToPath(new URL('../../../../node_modules/@expo-google-fonts', import.meta.url)),
);

function read(text: string, country = '') {
  return readParagraph(text, { weight: 'bold', tracking: 0, country }, fonts);
}

/** Each cluster with the font that draws it. */
function fontsOf(text: string, country = ''): string[] {
  return read(text, country).clusters.map((cluster) => `${cluster.text} ${cluster.font.familyName}`);
}

test('each cluster goes to a font made for its script, and marks stay with their letter', () => {
  expect(fontsOf('éΩЖ王مَนิकिދިש')).toEqual([
    'é Noto Sans',
    'Ω Noto Sans',
    'Ж Noto Sans',
    '王 Noto Sans SC',
    'مَ Noto Sans Arabic',
    'นิ Noto Sans Thai',
    'कि Noto Sans Devanagari',
    'ދި Noto Sans Thaana',
    'ש Noto Sans Hebrew',
  ]);
});

test.each([
  ['kana beside them', '渡邉さくら', '', 'JP'],
  ['Hangul beside them', '金敏俊 김민준', '', 'KR'],
  ['a guest of Japan', '渡邉桜', 'JP', 'JP'],
  ['a guest of Korea', '金敏俊', 'KR', 'KR'],
  ['a guest of Hong Kong', '歐陽國華', 'HK', 'HK'],
  ['a guest of Taiwan', '陳怡君', 'TW', 'HK'],
  ['a guest of Japan whose name is in simplified characters', '欧阳银们', 'JP', 'SC'],
  ['anybody else', '歐陽國華', 'SG', 'SC'],
])('Han characters have the shapes of %s (%s)', (_reason, text, country, expected) => {
  const [first] = read(text, country).clusters;
  expect(first?.font.familyName).toBe(`Noto Sans ${expected}`);
});

test('signs that Latin and Chinese share are Chinese beside Chinese letters only', () => {
  const signs = (text: string) => fontsOf(text).filter((found) => /^[·“”…]/u.test(found));
  expect(signs('买买提·艾力')).toEqual(['· Noto Sans SC']);
  expect(signs('“云”云…')).toEqual(['“ Noto Sans SC', '” Noto Sans SC', '… Noto Sans SC']);
  expect(fontsOf('ㄧˊ')).toEqual(['ㄧ Noto Sans SC', 'ˊ Noto Sans SC']);
  expect(signs('2026 · 雁栖湖')).toEqual(['· Noto Sans']);
  expect(signs('Gal·la “A”')).toEqual(['· Noto Sans', '“ Noto Sans', '” Noto Sans']);
});

test('rare Han characters come from whichever font has them', () => {
  expect(fontsOf('𬱖𠮷𡃁')).toEqual(['𬱖 Noto Sans SC', '𠮷 Noto Sans JP', '𡃁 Noto Sans HK']);
});

test('brackets are mirrored in right-to-left text and only there', () => {
  const text = read('(علي) (Ali)').clusters.map((cluster) => cluster.text);
  expect(text.join('')).toBe(')علي( )Ali(');
  expect(
    read('(Ali)')
      .clusters.map((cluster) => cluster.text)
      .join(''),
  ).toBe('(Ali)');
});

test('case 21: a letter that no font draws is reported, and a geta mark stands in its place', () => {
  const { clusters, undrawn } = read('王ꀀ');
  expect(undrawn).toEqual(['ꀀ']);
  expect(clusters.map((cluster) => cluster.text)).toEqual(['王', '〓']);
});

test('a picture that no font draws is reported and left out', () => {
  const { clusters, undrawn } = read('Bob 👍🏽');
  expect(undrawn).toEqual(['👍🏽']);
  expect(clusters.map((cluster) => cluster.text).join('')).toBe('Bob ');
});

test.each([
  ['a flag', '🇨🇳', '🇨🇳'],
  ['a family', '👩‍👩‍👧', '👩‍👩‍👧'],
  ['a heart with its variation selector', '🫀\uFE0F', '🫀'],
])('%s is one character, and is reported as one', (_kind, picture, expected) => {
  expect(read(`A${picture}B`).undrawn).toEqual([expected]);
});

test.each([
  ['a character of Extension B that no font has', '\u{21428}'],
  ['a character of Extension H', '\u{31350}'],
  ['a private character, as old encodings have them', '\uE863'],
  ['what was lost before', '\uFFFD'],
])('%s is reported, and a geta mark stands in its place', (_kind, character) => {
  const { clusters, undrawn } = read(`王${character}`);
  expect(undrawn).toEqual([character]);
  expect(clusters.map((cluster) => cluster.text)).toEqual(['王', '〓']);
});

test.each([
  ['emoji', '👩‍👩‍👧‍👦🇨🇳👍🏽'],
  ['jamo that make one syllable', '\u1112\u1161\u11ab'],
  ['Devanagari with its signs', 'क्षि'],
  ['Thai with tone and vowel', 'นี้น้ำ'],
  ['letters with several marks', 'x\u0323\u0307\u0301'],
  ['a Han character with its variation selector', '邉\u{E0101}葛\u{FE00}'],
  ['Arabic with joiners', 'می\u200cخو\u200dا'],
])('%s: each cluster has one font', (_kind, text) => {
  const clusters = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)];
  expect(read(text).clusters.length).toBeLessThanOrEqual(clusters.length);
});

test('a mark that the font of its letter lacks is reported with it, the letter stays', () => {
  const { clusters, undrawn } = read('A\u{1E944}');
  expect(undrawn).toEqual(['A\u{1E944}']);
  expect(clusters.map((cluster) => cluster.text)).toEqual(['A']);
});

test('direction marks and variation selectors steer the text and are not drawn', () => {
  const { clusters, undrawn } = read('\u200fA\u{E0100}邉\u{E0101}\u200e');
  expect(clusters.map((cluster) => cluster.text)).toEqual(['A', '邉']);
  expect(undrawn).toEqual([]);
});

test('every text of the 2,000 attendees is drawn to the last character, in both weights', async () => {
  const list = await readFile(
    new URL('../../../../tests/fixtures/attendees-2000.csv', import.meta.url),
    'utf8',
  );
  const { data } = Papa.parse(list, { header: true, skipEmptyLines: true });
  const rows = z.array(z.record(z.string(), z.string())).parse(data);
  const columns = ['family_name', 'given_name', 'latin_name', 'organization', 'job_title'];
  const texts = new Set(rows.flatMap((row) => columns.map((column) => row[column] ?? '')));
  const undrawn = [...texts].flatMap((text) =>
    (['regular', 'bold'] as const).flatMap(
      (weight) => readParagraph(text, { weight, tracking: 0 }, fonts).undrawn,
    ),
  );
  expect(rows).toHaveLength(2000);
  expect(undrawn).toEqual([]);
});
