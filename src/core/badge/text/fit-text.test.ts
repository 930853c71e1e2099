import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { fitText, type Room } from './fit-text.ts';
import { openFonts } from './fonts.ts';
import { readParagraph } from './paragraph.ts';

// Opening the Chinese fonts takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const fonts = openFonts(
  fileURLToPath(new URL('../../../../node_modules/@expo-google-fonts', import.meta.url)),
);
const ROOM: Room = { width: 260, height: 85, size: { max: 48, floor: 12 }, lines: 2 };

function fit(text: string, room: Partial<Room> = {}) {
  const fitted = fitText(readParagraph(text, { weight: 'bold', tracking: 0 }, fonts), { ...ROOM, ...room });
  if (!fitted) throw new Error('there is nothing to fit');
  return { ...fitted, texts: fitted.lines.map((line) => line.runs.map((run) => run.text).join('')) };
}

test('a short name is drawn at the largest size', () => {
  expect(fit('欧阳小明')).toMatchObject({ size: 48, texts: ['欧阳小明'] });
});

test('a name that is slightly too long shrinks rather than breaks', () => {
  const { size, texts } = fit('Anna Kowalska');
  expect(texts).toEqual(['Anna Kowalska']);
  expect(size).toBeLessThan(48);
});

test('a long name breaks at a space where that makes it clearly larger', () => {
  expect(fit('Christopher MacDonald').texts).toEqual(['Christopher', 'MacDonald']);
});

test('a name in Han characters stays on one line while it can, then breaks between characters', () => {
  expect(fit('阿卜杜热合曼买买提').texts).toHaveLength(1);
  expect(fit('阿卜杜热合曼买买提阿卜杜热合曼买买提', { size: { max: 48, floor: 20 } }).texts).toEqual([
    '阿卜杜热合曼买买提',
    '阿卜杜热合曼买买提',
  ]);
});

test('lines are of even width: no single word is left for the last', () => {
  const { texts } = fit('Chamber of commerce and industry of the North', { size: { max: 16, floor: 16 } });
  expect(texts).toEqual(['Chamber of commerce', 'and industry of the North']);
});

test('what does not fit at the floor is cut off with an ellipsis', () => {
  const { size, texts } = fit('Wolfeschlegelsteinhausenbergerdorff '.repeat(4), { lines: 1 });
  expect(size).toBe(12);
  expect(texts).toEqual([expect.stringMatching(/^Wolfe.+\S…$/)]);
});

test('an ellipsis never leaves half a cluster', () => {
  const { texts } = fit('นี้'.repeat(200), { lines: 1 });
  expect(texts.join('')).toMatch(/^(นี้)+…$/);
});

test('the ellipsis of right-to-left text stands at its left', () => {
  expect(fit('محمد المنصوري '.repeat(40), { lines: 1 }).texts[0]).toMatch(/^…/);
});

test('the ellipsis of left-to-right text stands at its right, also behind Arabic', () => {
  expect(fit(`Dr. ${'محمد المنصوري '.repeat(40)}`, { lines: 1 }).texts[0]).toMatch(/^Dr\. .*…$/u);
});

test('right-to-left text goes on in the next line with the words that follow', () => {
  const { texts } = fit('علي محمد حسن عمر', { width: 125, size: { max: 24, floor: 24 } });
  expect(texts).toEqual(['محمد علي', 'عمر حسن']);
});

test('a name with its title breaks before the title', () => {
  expect(fit('欧阳小明 博士', { width: 130 }).texts).toEqual(['欧阳小明', '博士']);
});

test('Thai breaks between its words', () => {
  const { texts } = fit('กรุงเทพมหานครสวัสดีครับ', { width: 200, size: { max: 24, floor: 24 } });
  expect(texts).toEqual(['กรุงเทพมหานคร', 'สวัสดีครับ']);
});

test('a word wider than the line is broken where it must be', () => {
  const { texts } = fit('W'.repeat(40), { size: { max: 12, floor: 12 } });
  expect(texts).toHaveLength(2);
  expect(texts.join('')).toBe('W'.repeat(40));
});

/** Blocks of Unicode: what names are written in, what they should not have, and half surrogates. */
const LETTERS: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x300, 0x36f],
  [0x370, 0x52f],
  [0x590, 0x5f4],
  [0x600, 0x6ff],
  [0x780, 0x7bf],
  [0x900, 0x97f],
  [0xe00, 0xe5b],
  [0x1100, 0x11ff],
  [0x2000, 0x206f],
  [0x3000, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xd800, 0xdfff],
  [0xe000, 0xe0ff],
  [0xfb50, 0xfdff],
  [0x1f300, 0x1f9ff],
  [0x20000, 0x2fa1f],
  [0xe0000, 0xe01ef],
];

function stringOf(code: number): string {
  return code <= 0xffff ? String.fromCharCode(code) : String.fromCodePoint(code);
}

function expectInRoom(text: string, room: Room): void {
  const fitted = fitText(readParagraph(text, { weight: 'bold', tracking: 0 }, fonts), room);
  if (!fitted) return;
  const { size, lines, ascent, descent } = fitted;
  expect(size).toBeGreaterThan(0);
  expect(lines.length * (ascent + descent)).toBeLessThanOrEqual(room.height + 1e-6);
  for (const line of lines) {
    expect(line.width * size).toBeLessThanOrEqual(room.width + 1e-6);
    expect(line.above * size).toBeLessThanOrEqual(ascent + 1e-6);
    expect(line.below * size).toBeLessThanOrEqual(descent + 1e-6);
  }
}

test.each([
  ['Vietnamese', 'ẾỆỴ ǺǺ gjy'],
  ['Thai', 'ฏิ้ญู่ นี้'],
  ['Thaana', 'މުޙައްމަދު ފާޠިމަތު'],
  ['Arabic', 'مُحَمَّدٌ علي'],
  ['Devanagari', 'श्रीर्कॄ त्रिपाठी'],
  ['endless Chinese', '𬱖'.repeat(500)],
  ['endless Latin', 'Wolfeschlegelstein '.repeat(500)],
])('%s text never leaves its room', (_script, text) => {
  for (const room of [
    ROOM,
    { ...ROOM, width: 40 },
    { ...ROOM, height: 20 },
    { ...ROOM, width: 3, height: 5 },
  ])
    expectInRoom(text, room);
});

test.each([
  ['marks alone, which have no width', '\u05c1\u05a4\u059c\u0593'],
  ['marks that the font has no place for', '\u0604\u0677\u069a\u063c\u0624\u06d7\u06cb\u06e9\u06da'],
  ['one letter under a heap of marks', `Z${'\u0337\u033f'.repeat(5000)}`],
  ['20,000 joined pictures', '👩\u200d'.repeat(10_000)],
  ['20,000 brackets', `${'('.repeat(10_000)}علي${')'.repeat(10_000)}`],
  ['20,000 isolates that never end', '\u2067a'.repeat(10_000)],
])('%s fit', (_kind, text) => {
  expectInRoom(text, { ...ROOM, width: 9, height: 22, lines: 3 });
});

test('any text fits, and every part of it that is not drawn is told', () => {
  const letter = fc.constantFrom(...LETTERS).chain(([from, to]) => fc.integer({ min: from, max: to }));
  const text = fc.array(letter, { maxLength: 30 }).map((codes) => codes.map(stringOf).join(''));
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: 3, max: 300 }),
      fc.integer({ min: 4, max: 100 }),
      (any, width, height) => {
        expectInRoom(any, { ...ROOM, width, height, lines: 3 });
        const { clusters, undrawn } = readParagraph(any, { weight: 'bold', tracking: 0 }, fonts);
        for (const { text: drawn, font } of clusters)
          for (const character of drawn.replace(/[\u200C\u200D]/g, ''))
            expect(font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)).toBe(true);
        const geta = clusters.filter((cluster) => cluster.text === '〓').length;
        if (geta > 0 && !any.includes('〓')) expect(undrawn).not.toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

test('nothing visible takes no room', () => {
  expect(fitText(readParagraph(' \u200e', { weight: 'bold', tracking: 0 }, fonts), ROOM)).toBeUndefined();
});
