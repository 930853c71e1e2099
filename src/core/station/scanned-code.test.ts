import { expect, test } from 'vitest';
import { scannedCodes } from './scanned-code.ts';

const PATTERNS = ['https://t.example/{code}', 'https://t.example/{code}?*', '*"ticket":"{code}"*'];

/** As a reader has it that takes each byte for a character. */
function asLatin1(bytes: readonly number[]): string {
  return String.fromCharCode(...bytes);
}

test.each([
  ['a code', 'REG-1', ['REG-1']],
  ['line ends and spaces around it', ' REG-1\r\n', ['REG-1']],
  ['control characters around it', '\x02REG-1\x03\x04', ['REG-1']],
  ['a QR identifier before it', ']Q1REG-1', [']Q1REG-1', 'REG-1']],
  ['a QR identifier with FNC1', ']Q3REG-1', [']Q3REG-1', 'REG-1']],
  ['a Code 128 identifier', ']C1REG-1', [']C1REG-1', 'REG-1']],
  ['a Data Matrix identifier and a group separator', ']d2\x1dREG-1', [']d2\x1dREG-1', 'REG-1']],
  ['an address of the event', 'https://t.example/A%2F1', ['https://t.example/A%2F1', 'A%2F1', 'A/1']],
  ['an address with a broken percent sign', 'https://t.example/9%', ['https://t.example/9%', '9%']],
  ['an address of nobody', 'https://weixin.qq.com/r/abc', ['https://weixin.qq.com/r/abc']],
  ['a JSON text with the code', '{"ticket":"REG-1"}', ['{"ticket":"REG-1"}', 'REG-1']],
  ['a decomposed letter', 'Zoe\u0308', ['Zo\u00eb']],
  ['nothing', '', []],
  ['spaces', '    ', []],
  ['an identifier and nothing more', ']Q1', [']Q1']],
  ['half a surrogate', 'REG-\ud800', []],
  ['10,000 characters', '7'.repeat(10_000), []],
])('%s', (_circumstance, text, codes) => {
  expect(scannedCodes(text, PATTERNS)).toEqual(codes);
});

test('GBK bytes that were taken for Latin-1 are read as the Chinese that they are', () => {
  const gbk = asLatin1([0xcd, 0xf5, 0xb7, 0xbc, 0x2d, 0x31]);
  expect(scannedCodes(gbk, [])).toContain('王芳-1');
  const utf8 = asLatin1([...new TextEncoder().encode('王芳-1')]);
  expect(scannedCodes(utf8, [])).toContain('王芳-1');
});

test('an address longer than a code carries one all the same', () => {
  const address = `https://t.example/REG-1?${'x'.repeat(3_000)}`;
  expect(scannedCodes(address, PATTERNS)).toEqual(['REG-1']);
});

test('any bytes come to codes or to none, and never to an error', () => {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  expect(() => scannedCodes(asLatin1(bytes), PATTERNS)).not.toThrow();
});
