import { expect, test } from 'vitest';
import { BadgeLayoutSchema } from '../../contract/badge-layout.ts';
import { testSheet } from './test-sheet.ts';

function sheetOf(width: number, height: number, size: number | null, more: object = {}) {
  const qr = size === null ? null : { x: width - size - 3, y: 3, size, quiet: 3 };
  const layout = BadgeLayoutSchema.parse({ page: { width, height }, front: { qr }, ...more });
  return testSheet(layout).layout;
}

test.each([
  [105, 148, 28],
  [90, 54, 24],
  [62, 100, 26],
  [86, 54, 20],
])('the sheet of a page of %d by %d mm has its size, and its code of %d mm', (width, height, size) => {
  const { page, front } = sheetOf(width, height, size);
  expect(page).toEqual({ width, height });
  expect(front.qr?.size).toBe(size);
});

test('the sheet of a folded badge with cut marks is that of all the paper', () => {
  const { page } = sheetOf(105, 148, 28, { back: {}, fold: 'left', cutMarks: { margin: 5 } });
  expect(page).toEqual({ width: 220, height: 158 });
});

test('a layout without a code is tested with one of 22 mm; a page too small for one has none', () => {
  expect(sheetOf(105, 148, null).front.qr?.size).toBe(22);
  for (const side of [20, 30]) expect(sheetOf(side, side, null).front.qr).toBe(null);
});

test('the bar to measure is a number of whole cm, and says so', () => {
  for (const width of [62, 86, 105, 210]) {
    const { front } = sheetOf(width, 148, 26);
    const bar = front.bands.at(-1)?.box.width;
    const said = front.columns.at(-1)?.fields.map((field) => field.words);
    expect(said).toContain(`粗线 ${bar} mm · bar ${bar} mm`);
    expect((bar ?? 1) % 10).toBe(0);
  }
});
