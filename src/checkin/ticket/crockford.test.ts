import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCrockford, encodeCrockford, tidyCrockford } from './crockford.ts';

describe('Crockford base32', () => {
  test.each([
    ['', ''],
    ['f', 'CR'],
    ['fo', 'CSQG'],
    ['foobar', 'CSQPYRK1E8'],
  ])('writes %j as %s', (text, code) => {
    const bytes = new TextEncoder().encode(text);
    expect(encodeCrockford(bytes)).toBe(code);
    expect(decodeCrockford(code)).toEqual(bytes);
  });

  test('any bytes come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeCrockford(encodeCrockford(bytes))).toEqual(bytes);
      }),
    );
  });

  test('no two texts are the same bytes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{0,40}$/), (text) => {
        const bytes = decodeCrockford(text);
        if (bytes !== null) expect(encodeCrockford(bytes)).toBe(text);
      }),
    );
  });

  test.each(['CSQGU', 'CS!G', 'csqg', 'C', 'CS\u017fG', 'ÇSQG'])('has no bytes for %s', (text) => {
    expect(decodeCrockford(text)).toBeNull();
  });

  test('small letters, look-alikes, spaces, line ends and hyphens are put right', () => {
    expect(tidyCrockford('yd1-cSq\r\n oOiIlL')).toBe('YD1CSQ001111');
  });
});
