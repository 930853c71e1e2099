import { describe, expect, test } from 'vitest';
import { type BadgePerson, badgeNames } from './badge-names.ts';

function person(changes: Partial<BadgePerson>): BadgePerson {
  return { familyName: '', givenName: '', latinName: '', title: '', badgeName: '', ...changes };
}

const OUYANG = person({ familyName: '欧阳', givenName: '小明', latinName: 'Ouyang Xiaoming' });
const SMITH = person({ familyName: 'Smith', givenName: 'Anna' });
const ALI = person({ familyName: 'المنصوري', givenName: 'محمد', latinName: 'Mohammed Al-Mansouri' });

test('case 28: 欧阳 + 小明 is 欧阳小明, above the Latin line as the list has it', () => {
  expect(badgeNames(OUYANG)).toEqual({ name: '欧阳小明', latinName: 'Ouyang Xiaoming' });
});

describe('a title', () => {
  test.each<[string, BadgePerson, string, string, string]>([
    ['in Latin goes before the Latin line', OUYANG, 'H.E.', '欧阳小明', 'H.E. Ouyang Xiaoming'],
    ['in Han goes behind the name in Han', OUYANG, '阁下', '欧阳小明 阁下', 'Ouyang Xiaoming'],
    ['in Latin goes before a name in Latin letters', SMITH, 'Dr.', 'Dr. Anna Smith', ''],
    ['in Han goes behind any name', SMITH, '教授', 'Anna Smith 教授', ''],
    [
      'in Latin goes before a name that has no Latin line',
      { ...OUYANG, latinName: '' },
      'Dr.',
      'Dr. 欧阳小明',
      '',
    ],
    [
      'in Latin goes to the Latin line of an Arabic name',
      ALI,
      'H.E.',
      'محمد المنصوري',
      'H.E. Mohammed Al-Mansouri',
    ],
    ['in Arabic goes before the Arabic name', ALI, 'سعادة', 'سعادة محمد المنصوري', 'Mohammed Al-Mansouri'],
    [
      'in Cyrillic goes before the name in Cyrillic',
      person({ familyName: 'Петрова', givenName: 'Анна', latinName: 'Anna Petrova' }),
      'Проф.',
      'Проф. Анна Петрова',
      'Anna Petrova',
    ],
    [
      'in Hangul goes behind the name in Hangul',
      person({ familyName: '김', givenName: '민준', latinName: 'Kim Minjun' }),
      '박사',
      '김민준 박사',
      'Kim Minjun',
    ],
    ['of nothing visible is none', SMITH, ' \u200b', 'Anna Smith', ''],
    [
      'that the Latin line says already is not repeated',
      { ...OUYANG, latinName: 'DR Ouyang X.' },
      'Dr.',
      '欧阳小明',
      'DR Ouyang X.',
    ],
    [
      'that the name says already is not repeated',
      person({ familyName: '王伟博士' }),
      '博士',
      '王伟博士',
      '',
    ],
  ])('%s', (_rule, guest, title, name, latinName) => {
    expect(badgeNames({ ...guest, title })).toEqual({ name, latinName });
  });
});

describe('a badge name', () => {
  test('stands instead of family and given name; title and Latin line stay', () => {
    expect(badgeNames({ ...OUYANG, badgeName: ' 小明 ' })).toEqual({
      name: '小明',
      latinName: 'Ouyang Xiaoming',
    });
    expect(badgeNames({ ...SMITH, badgeName: 'Annie S.', title: 'Dr.' }).name).toBe('Dr. Annie S.');
  });

  test('that is the Latin name is not said twice', () => {
    expect(badgeNames({ ...OUYANG, badgeName: 'Ouyang Xiaoming' })).toEqual({
      name: 'Ouyang Xiaoming',
      latinName: '',
    });
  });

  test('of nothing visible does not hide the name', () => {
    expect(badgeNames({ ...SMITH, badgeName: '\u200b\u3000' }).name).toBe('Anna Smith');
  });
});

test.each(['', ' \u3000', '\u200b\u3164', '\u0000'])(
  'case 27: without a name (%j) there is none, whatever the title: the caller asks',
  (blank) => {
    const nobody = person({
      familyName: blank,
      givenName: blank,
      latinName: blank,
      badgeName: blank,
      title: 'Dr.',
    });
    expect(badgeNames(nobody).name).toBe('');
  },
);

test('a person known only by a Latin name has it on the first line, once', () => {
  expect(badgeNames(person({ latinName: 'Ouyang Xiaoming', title: 'Dr.' }))).toEqual({
    name: 'Dr. Ouyang Xiaoming',
    latinName: '',
  });
});
