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

function read(text: string) {
  return readParagraph(text, { weight: 'bold', tracking: 0 }, fonts);
}

/** Each cluster with the font that draws it. */
function fontsOf(text: string): string[] {
  return read(text).clusters.map((cluster) => `${cluster.text} ${cluster.font.familyName}`);
}

test('each cluster goes to a font made for its script, and marks stay with their letter', () => {
  expect(fontsOf('é王한مَนิकिދިש')).toEqual([
    'é Noto Sans',
    '王 Noto Sans SC',
    '한 Noto Sans KR',
    'مَ Noto Sans Arabic',
    'นิ Noto Sans Thai',
    'कि Noto Sans Devanagari',
    'ދި Noto Sans Thaana',
    'ש Noto Sans Hebrew',
  ]);
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
  expect(undrawn).toEqual(['👍', '🏽']);
  expect(clusters.map((cluster) => cluster.text).join('')).toBe('Bob ');
});

test('a mark that the font of its letter lacks is reported, the letter stays', () => {
  const { clusters, undrawn } = read('A\u{1E94D}');
  expect(undrawn).toEqual(['\u{1E94D}']);
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
