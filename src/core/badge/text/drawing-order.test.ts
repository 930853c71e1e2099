import { expect, test } from 'vitest';
import { drawingOrder } from './drawing-order.ts';

test.each([
  ['Thai sara am is drawn as nikhahit below the tone, then sara aa', 'น\u0E49\u0E33', 'น\u0E4D\u0E49\u0E32'],
  ['Thai sara am without a tone is split too', 'น\u0E33', 'น\u0E4D\u0E32'],
  ['Arabic shadda goes before the vowel', 'م\u064E\u0651', 'م\u0651\u064E'],
  ['Arabic shadda that is first stays first', 'م\u0651\u064E', 'م\u0651\u064E'],
  ['other text stays as it is', 'Nguyễn 欧阳', 'Nguyễn 欧阳'],
])('%s', (_rule, text, expected) => {
  expect(drawingOrder(text)).toBe(expected);
});
