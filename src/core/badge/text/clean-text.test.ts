import { expect, test } from 'vitest';
import { cleanText } from './clean-text.ts';

test.each([
  ['tabs, newlines and runs of spaces become one space', ' a\t\n  b\u2028c ', 'a b c'],
  ['control characters do not join words', 'a\u0000\u0007b', 'a b'],
  ['lone surrogates go, pairs stay', 'a\ud800b\udc00𬱖', 'ab𬱖'],
  ['decomposed letters are composed', 'Zoe\u0308', 'Zoë'],
  ['overrides of direction go', '\u202ecba\u202c x', 'cba x'],
  ['isolates stay, they keep parts together', '\u2067x\u2069', '\u2067x\u2069'],
  [
    'marks are not stacked without end',
    `Z${'\u0337\u033f'.repeat(10_000)}`,
    `Z${'\u0337'.repeat(4)}${'\u033f'.repeat(4)}`,
  ],
  ['soft hyphens and byte order marks go', '\ufeffab\u00adcd', 'abcd'],
  ['joiners stay, they choose the shapes of letters', 'می\u200cخواهم', 'می\u200cخواهم'],
  ['a no-break space stays', 'Dr.\u00a0Li', 'Dr.\u00a0Li'],
  ['nothing visible is nothing', ' \u0000\t', ''],
])('%s', (_rule, text, expected) => {
  expect(cleanText(text)).toBe(expected);
});

test('a text of 20,000 characters is cut to what a badge could ever show, without half a character', () => {
  const text = cleanText(`a${'𬱖'.repeat(20_000)}`);
  expect(text.length).toBeLessThanOrEqual(500);
  expect(text).toMatch(/^a(𬱖)+…$/u);
});

test('a name behind thousands of control characters is found', () => {
  expect(cleanText(`${'\u0000 \ud800'.repeat(20_000)}欧阳小明`)).toBe('欧阳小明');
});
