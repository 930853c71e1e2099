import { expect, test } from 'vitest';
import { BadgeLayoutSchema, defaultLayout } from './layout.ts';

const field = { ...defaultLayout.columns[0]?.fields[0], height: 7 };

function problems(change: object): string[] {
  const parsed = BadgeLayoutSchema.safeParse({ ...defaultLayout, ...change });
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
}

test('the default layout is 105 x 148 mm with a QR code of 28 mm', () => {
  expect(defaultLayout.page).toEqual({ width: 105, height: 148 });
  expect(defaultLayout.qr.size).toBe(28);
  expect(problems({})).toEqual([]);
});

test.each([
  ['a column over the QR code', { box: { x: 5, y: 60, width: 95, height: 40 }, fields: [field] }, 'too near'],
  ['a column in the quiet zone', { box: { x: 5, y: 80, width: 95, height: 7 }, fields: [field] }, 'too near'],
  [
    'a column that leaves the page',
    { box: { x: 20, y: 30, width: 95, height: 20 }, fields: [field] },
    'leaves',
  ],
  [
    'fields that are higher than their column',
    { box: { x: 5, y: 30, width: 95, height: 8 }, fields: [field, field] },
    'higher',
  ],
  [
    'a floor above the largest size',
    { box: { x: 5, y: 30, width: 95, height: 8 }, fields: [{ ...field, size: { max: 8, floor: 9 } }] },
    'floor',
  ],
  [
    'an unknown field',
    { box: { x: 5, y: 30, width: 95, height: 8 }, fields: [{ ...field, text: 'shoe-size' }] },
    'Invalid option',
  ],
])('%s is refused', (_fault, column, word) => {
  expect(problems({ columns: [column] })).toEqual([expect.stringContaining(word)]);
});
