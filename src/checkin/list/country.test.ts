import { expect, it } from 'vitest';
import { countryCode } from './country.ts';

it.each([
  ['', ''],
  ['CN', 'CN'],
  ['cn', 'CN'],
  ['UK', 'GB'],
  ['中国', 'CN'],
  ['中國', 'CN'],
  ['The Netherlands', 'NL'],
  ['Türkiye', 'TR'],
  ['Turkey', 'TR'],
  ["Cote d'Ivoire", 'CI'],
  ['Viet Nam', 'VN'],
  ['大韩民国', 'KR'],
  ['韩国', 'KR'],
  ['香港', 'HK'],
  ['Hong Kong', 'HK'],
  ['United States of America', 'US'],
  ['德国', 'DE'],
  ['ZZ', null],
  ['Atlantis', null],
  ['??', null],
])('%j is %j', (text, code) => {
  expect(countryCode(text)).toBe(code);
});
