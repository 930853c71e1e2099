import { expect, test } from 'vitest';
import { readableOn } from './colours.ts';

test.each([
  ['#00696b', '#ffffff'],
  ['#8a6a00', '#ffffff'],
  ['#f2d24b', '#10222e'],
  ['#ffffff', '#10222e'],
  ['#000000', '#ffffff'],
])('text on %s is %s', (background, expected) => {
  expect(readableOn(background)).toBe(expected);
});
