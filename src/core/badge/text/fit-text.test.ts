import { fileURLToPath } from 'node:url';
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

test('a word wider than the line is broken where it must be', () => {
  const { texts } = fit('W'.repeat(40), { size: { max: 12, floor: 12 } });
  expect(texts).toHaveLength(2);
  expect(texts.join('')).toBe('W'.repeat(40));
});

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
  ]) {
    const { size, lines, ascent, descent } = fit(text, room);
    expect(lines.length * (ascent + descent)).toBeLessThanOrEqual(room.height + 1e-6);
    for (const line of lines) {
      expect(line.width * size).toBeLessThanOrEqual(room.width + 1e-6);
      expect(line.above * size).toBeLessThanOrEqual(ascent + 1e-6);
      expect(line.below * size).toBeLessThanOrEqual(descent + 1e-6);
    }
  }
});

test('nothing visible takes no room', () => {
  expect(fitText(readParagraph(' \u200e', { weight: 'bold', tracking: 0 }, fonts), ROOM)).toBeUndefined();
});
