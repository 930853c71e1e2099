import { expect, test } from 'vitest';
import { colourOf, readableOn } from './colours.ts';

test.each([
  ['#00696b', '#ffffff'],
  ['#8a6a00', '#ffffff'],
  ['#f2d24b', '#10222e'],
  ['#ffffff', '#10222e'],
  ['#000000', '#ffffff'],
])('text on %s is %s', (background, expected) => {
  expect(readableOn(background)).toBe(expected);
});

test.each([
  ['#AABBCC', '#AABBCC'],
  ['category', '#00696b'],
  ['category-deep', '#003a3b'],
  ['category-pale', '#e0eded'],
  ['on-category', '#ffffff'],
])('the colour %s on a badge of #00696b is %s', (colour, expected) => {
  expect(colourOf(colour, '#00696b')).toBe(expected);
});
