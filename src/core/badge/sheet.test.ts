import { expect, test } from 'vitest';
import { BadgeLayoutSchema } from '../../contract/badge-layout.ts';
import { bleedOf, type PlacedSide, sheetOf } from './sheet.ts';

function sheet(more: object) {
  return sheetOf(BadgeLayoutSchema.parse({ page: { width: 105, height: 148 }, front: {}, ...more }));
}

function placed({ name, box, turned }: PlacedSide) {
  return [name, box.x, box.y, turned];
}

test('a badge of one side is its own sheet', () => {
  const { width, height, sides, fold, bleed } = sheet({});
  expect([width, height, fold, bleed]).toEqual([105, 148, null, 0]);
  expect(sides.map(placed)).toEqual([['front', 0, 0, false]]);
});

test('folded at the top, the back stands above and upside down; folded at the left, beside and upright', () => {
  const top = sheet({ back: {}, fold: 'top' });
  expect([top.width, top.height]).toEqual([105, 296]);
  expect(top.sides.map(placed)).toEqual([
    ['front', 0, 148, false],
    ['back', 0, 0, true],
  ]);
  expect(top.fold).toEqual({ from: [0, 148], to: [105, 148] });
  const left = sheet({ back: {}, fold: 'left' });
  expect([left.width, left.height]).toEqual([210, 148]);
  expect(left.sides.map(placed)).toEqual([
    ['front', 105, 0, false],
    ['back', 0, 0, false],
  ]);
  expect(left.fold).toEqual({ from: [105, 0], to: [105, 148] });
});

test('paper to cut away surrounds the badge; colour reaches into it, but not over the fold', () => {
  const cut = sheet({ back: {}, fold: 'left', cutMarks: { margin: 6 } });
  expect([cut.width, cut.height, cut.bleed]).toEqual([222, 160, 3]);
  expect(cut.trim).toEqual({ x: 6, y: 6, width: 210, height: 148 });
  const bleeds = cut.sides.map((side) => bleedOf(side, cut));
  expect(bleeds).toEqual([
    { left: 0, top: 3, right: 3, bottom: 3 },
    { left: 3, top: 3, right: 0, bottom: 3 },
  ]);
});
