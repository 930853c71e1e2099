import { expect, test } from 'vitest';
import { delayAfter } from './pin-tries.ts';

test.each([
  [1, 0],
  [2, 0],
  [3, 5],
  [4, 10],
  [8, 160],
  [10, 640],
  [11, 900],
  [5_000, 900],
])('after %i wrong PINs in a row nobody tries for %i s', (wrong, seconds) => {
  expect(delayAfter(wrong)).toBe(seconds * 1000);
});
