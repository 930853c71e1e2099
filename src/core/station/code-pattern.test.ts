import { expect, test } from 'vitest';
import { codeByPattern } from './code-pattern.ts';

const VCARD = 'BEGIN:VCARD\nVERSION:3.0\nN:王;芳\nNOTE:REG-1042\nEND:VCARD';

test.each([
  ['https://t.example/{code}', 'https://t.example/REG-1', 'REG-1'],
  ['https://t.example/{code}', 'https://other.example/REG-1', null],
  ['https://t.example/{code}', 'https://t.example/', null],
  ['https://t.example/{code}', 'HTTPS://T.EXAMPLE/REG-1', null],
  ['https://*/t/{code}?*', 'https://a.example/t/REG-1?from=wechat', 'REG-1'],
  ['https://*/t/{code}?*', 'https://a.example/t/?from=wechat', null],
  ['*"ticket":"{code}"*', '{"event":7,"ticket":"REG-1","name":"王芳"}', 'REG-1'],
  ['*"ticket":"{code}"*', '{"event":7}', null],
  ['*\nNOTE:{code}\n*', VCARD, 'REG-1042'],
  ['A{code}Z', 'ABZ', 'B'],
  ['A{code}Z', 'ABZZ', 'BZ'],
  ['A{code}Z', 'AZ', null],
  ['A{code}Z', 'ABZ!', null],
  ['A{code}-*Z', 'AB-Z', 'B'],
  ['A{code}-*Z', 'AB-', null],
  ['{code}', 'REG-1', 'REG-1'],
  ['*{code}', 'REG-1', 'REG-1'],
])('%s finds in %j the code %j', (pattern, text, code) => {
  expect(codeByPattern(text, pattern)).toBe(code);
});

test('a long text against many stars is answered at once', () => {
  const pattern = `${'*a'.repeat(90)}{code}b`;
  expect(codeByPattern('a'.repeat(20_000), pattern)).toBeNull();
});
