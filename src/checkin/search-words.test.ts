import { describe, expect, it } from 'vitest';
import { registration } from '../../tests/fixtures/people.ts';
import type { Registration } from '../contract/registration.ts';
import { queryWords, searchWords } from './search-words.ts';

/** Whether each word of the query begins a word inside or at the beginning of the name. */
function isNamed(changes: Partial<Registration>, query: string): boolean {
  const words = searchWords(registration({ id: 'R1', ...changes })).map((word) => word.replace(/^\^/, ''));
  return queryWords(query).every((word) => words.some((stored) => stored.startsWith(word)));
}

describe('the words of a name', () => {
  it.each([
    ['欧阳', '小明', '小明'], // case 37 of the cases from the field
    ['欧阳', '小明', '明'],
    ['欧阳', '小明', '欧阳小明'],
    ['欧阳', '小明', '欧阳 小明'],
    ['欧阳', '小明', 'ouyang'],
    ['欧阳', '小明', 'oyxm'],
    ['欧阳', '小明', 'xiaoming'],
    ['欧阳', '小明', 'Ouyang Xiaoming'],
    ['欧阳', '小明', 'xm'],
    ['曾', '国藩', 'zeng'],
    ['单', '雄信', 'shan'],
    ['仇', '英', 'qiu'],
    ['解', '缙', 'xie'],
    ['查', '良镛', 'zha'],
    ['单', '雄信', 'sxx'],
    ['尉迟', '敬德', 'yuchi jingde'],
    ['尉遲', '敬德', 'ycjd'],
    ['单于', '明', 'chanyu'],
    ['長孫', '無忌', 'zhangsun'],
    ['區', '建国', 'ou jianguo'],
    ['盖', '伟', 'gewei'], // two families, two readings
    ['盖', '伟', 'gaiwei'],
    ['乐', '嘉', 'yue'],
    ['', '单雄信', 'shan'], // a list with one column of names
    ['欧阳', '小明', 'xiaoming ouyang'],
    ['欧阳', '小明', 'o y x m'],
    ['Smith', 'Anna 李小明', 'lxm'],
    ['Smith', 'Anna 李小明', 'lixiaom'],
    ['𠮷田', '太郎', '田'],
    ['吕', '布', 'lv'],
    ['吕', '布', 'lu bu'],
    ['吕', '布', 'LYU'],
    ['Li', 'Zoe\u0308', 'li zoe'], // case 38, with the two below
    ['Li', 'Zoe\u0308', 'ＬＩ'],
    ['Li', 'Zo\u00EB', 'Zoe\u0308'],
    ['Li', 'Zoë', 'zoeli'],
    ['Nguyễn', 'Thị Ánh', 'nguyen thi anh'],
    ['Müller', 'Jürgen', 'muller'],
    ['Müller', 'Jürgen', 'Mueller'],
    ['Ångström', 'Søren', 'soren aangstroem'],
    ['Straße', 'Łukasz', 'strasse lukasz'],
    ['Đorđević', 'Ana', 'dordevic'],
    ["O'Brien", 'Jean-Pierre', "o'brien jean-pierre"],
    ["O'Brien", 'Jean-Pierre', 'brien pierre'],
    ['O’Brien', 'Jean-Pierre', 'OBRIEN jeanpierre'],
    ['Иванов', 'Сергей', 'иванов'],
    ['Иванов', 'Сергей', 'Сергеи'],
    ['ﾀﾅｶ', 'ﾕｳｷ', 'タナカ'],
    ['Иванов', 'Сергей', 'sergey ivanov'],
    ['محمد', 'عَلِي', 'علي'],
    ['क्षत्रिय', 'प्रिया', 'प्रिया'],
    ['ดาว', 'สมชาย', 'สมชาย'],
    ['渡邉', 'さくら', 'さくら'],
    ['김', '민준', '민준'],
  ])('%s %s is found by %s', (familyName, givenName, query) => {
    expect(isNamed({ familyName, givenName }, query)).toBe(true);
  });

  it.each([
    ['欧阳', '小明', '小红'],
    ['欧阳', '小明', 'yangming'],
    ['曾', '国藩', 'ceng'],
    ['单', '雄信', 'dan'],
    ['單', '雄信', 'dan'],
    ['仇', '英', 'chou'],
    ['解', '缙', 'jie'],
    ['尉迟', '敬德', 'wei'],
    ['Li', 'Zoë', 'oe'],
  ])('%s %s is not found by %s', (familyName, givenName, query) => {
    expect(isNamed({ familyName, givenName }, query)).toBe(false);
  });

  it('take in the Latin name', () => {
    expect(isNamed({ familyName: '刘', givenName: '𬱖', latinName: 'Liu J.' }, 'liu j')).toBe(true);
    expect(isNamed({ familyName: 'García', givenName: 'Francisco', badgeName: 'Paco' }, 'paco')).toBe(true);
  });
});

describe('what one person adds to the index', () => {
  it('is bounded, however long the texts are', () => {
    const words = searchWords(
      registration({
        id: 'R1',
        familyName: '欧'.repeat(200),
        givenName: '吕'.repeat(200),
        latinName: 'Å Ö '.repeat(50),
        organization: '中小企业国际合作协会'.repeat(30),
        code: 'X'.repeat(512),
        phone: '1'.repeat(64),
      }),
    );
    expect(words.length).toBeLessThan(200);
    expect(Math.max(...words.map((word) => [...word].length))).toBeLessThanOrEqual(25);
    expect(new Set(words).size).toBe(words.length);
  });

  it('is no empty word for a person of whom only the id is known', () => {
    expect(searchWords(registration({ id: 'R1', code: '--' }))).toEqual(['#r1']);
  });
});

describe('the words of a query', () => {
  it.each([
    ['', []],
    [' \u3000\t', []],
    ['%_*\'";--', []],
    ['Zoë  LI', ['zoe', 'li']],
    ['李zoe', ['李', 'zoe']],
    ['SME-0001', ['sme0001']],
    ['a a b', ['a', 'b']],
  ])('%j are %j', (text, words) => {
    expect(queryWords(text)).toEqual(words);
  });

  it('are few and short, however long the text is', () => {
    expect(queryWords('x'.repeat(10_000))).toEqual(['x'.repeat(24)]);
    expect(queryWords('a b c d e f g h i j k l')).toHaveLength(8);
  });
});
