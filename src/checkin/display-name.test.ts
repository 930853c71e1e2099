import { expect, test } from 'vitest';
import { displayName } from './display-name.ts';

function person(familyName: string, givenName: string, latinName = '') {
  return { familyName, givenName, latinName };
}

test.each([
  ['欧阳', '小明', '', '欧阳小明'],
  ['阿卜杜拉·', '买买提', 'CN', '阿卜杜拉·买买提'],
  ['尉迟', '𬱖', 'CN', '尉迟𬱖'],
  ['渡邉', 'さくら', 'JP', '渡邉さくら'],
  ['スズキ', 'アンナ', 'JP', 'スズキアンナ'],
  ['김', '민준', 'KR', '김민준'],
  ['陳', 'ㄓㄨˋ', 'TW', '陳ㄓㄨˋ'],
  ['Nguyễn', 'Thị Ánh', '', 'Nguyễn Thị Ánh'],
  ['Nguye\u0302\u0303n', 'Thị Ánh', 'US', 'Nguyễn Thị Ánh'],
  ['Lê', 'Văn Đức', '', 'Lê Văn Đức'],
  ['Đinh', 'Ha', '', 'Đinh Ha'],
  ['Nguyen', 'Van An', 'VN', 'Nguyen Van An'],
  ['Đoković', 'Novak', 'RS', 'Novak Đoković'],
  ['Smith', 'Anna', 'US', 'Anna Smith'],
  ['Müller-Lüdenscheidt', 'José María', 'ES', 'José María Müller-Lüdenscheidt'],
  ['Þórðardóttir', 'Sigríður', 'IS', 'Sigríður Þórðardóttir'],
  ['Петрова', 'Анна', 'KZ', 'Анна Петрова'],
  ['المنصوري', 'محمد', 'EG', 'محمد المنصوري'],
  ['رضایی', 'مهدی', 'IR', 'مهدی رضایی'],
  ['ศรีสุวรรณ', 'ณัฐฐาปกรณ์', 'TH', 'ณัฐฐาปกรณ์ ศรีสุวรรณ'],
  ['शर्मा', 'अर्जुन', 'NP', 'अर्जुन शर्मा'],
  ['މުޙައްމަދު', 'ފާޠިމަތު', 'MV', 'ފާޠިމަތު މުޙައްމަދު'],
  ['王', 'David', '', 'David 王'],
  ['Suharto', '', 'ID', 'Suharto'],
  ['', 'Björk', 'IS', 'Björk'],
  ['  Smith ', ' Mary \t Ann', 'US', 'Mary Ann Smith'],
])('%s + %s (%s) is written %s', (family, given, country, expected) => {
  expect(displayName(person(family, given), country)).toBe(expected);
});

test('case 28: 欧阳 + 小明 is 欧阳小明, and the Latin name does not change that', () => {
  expect(displayName(person('欧阳', '小明', 'Ouyang Xiaoming'))).toBe('欧阳小明');
});

test.each(['', '   ', '\u3000\u00a0', '\u200b\u3164', '\u0000'])(
  'case 27: a name of nothing visible (%j) is empty, so that the caller asks',
  (blank) => {
    expect(displayName(person(blank, blank, blank))).toBe('');
  },
);

test('a person known only by a Latin name has that name', () => {
  expect(displayName(person(' ', '', 'Ouyang Xiaoming'))).toBe('Ouyang Xiaoming');
});
