import { expect, it } from 'vitest';
import { categoryTextColour } from './category-colour.ts';

it.each([
  ['#00696b', '#00696b'],
  ['#8a6a00', '#8a6a00'],
  ['#ffd400', '#10222e'],
  ['#767676', '#767676'],
  ['#777777', '#10222e'],
])('the word of a category coloured %s is written in %s', (colour, expected) => {
  expect(categoryTextColour(colour)).toBe(expected);
});
