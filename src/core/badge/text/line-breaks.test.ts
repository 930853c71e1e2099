import { expect, test } from 'vitest';
import { lineBreaks } from './line-breaks.ts';

function pieces(text: string, onlyAtSpaces = false): string[] {
  const ends = lineBreaks(text).filter((place) => place.atSpace || !onlyAtSpaces);
  const offsets = [0, ...ends.map((place) => place.offset), text.length];
  return offsets.slice(1).map((end, at) => text.slice(offsets[at], end));
}

test.each([
  ['after spaces and hyphens', 'Jean-Luc d’Arc', ['Jean-', 'Luc ', 'd’Arc']],
  ['between Han characters, but never before a closing mark', '企业（中国）', ['企', '业', '（中', '国）']],
  ['between Thai words', 'กรุงเทพมหานคร สวัสดีครับ', ['กรุงเทพมหานคร ', 'สวัสดี', 'ครับ']],
  ['nowhere in a word', 'Wolfeschlegelstein', ['Wolfeschlegelstein']],
  ['nowhere in nothing', '', ['']],
])('a line may end %s', (_rule, text, expected) => {
  expect(pieces(text)).toEqual(expected);
});

test('breaks at spaces are told from those between characters', () => {
  expect(pieces('中国 企业', true)).toEqual(['中国 ', '企业']);
});
