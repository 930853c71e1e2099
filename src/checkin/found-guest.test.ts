import { describe, expect, it } from 'vitest';
import { guest } from '../../tests/fixtures/ops.ts';
import type { Registration } from '../contract/registration.ts';
import type { MarkedText } from '../contract/verdict.ts';
import { shownOfFound } from './found-guest.ts';

const OUYANG = { familyName: '欧阳', givenName: '小明' };
const NUMBERS = { id: 'SME000214', code: 'KX7P-9QLM', phone: '+86 138-0013-7261' };

/** Everything shown, with what is marked in brackets. */
function shown(changes: Partial<Registration>, query: string): string {
  const hit = shownOfFound(
    guest({ id: 'SME000214', code: 'C1', latinName: '', organization: '', ...changes }),
    query,
  );
  return Object.values(hit)
    .map(withBrackets)
    .filter((text) => text !== '')
    .join(' · ');
}

function withBrackets(marked: MarkedText): string {
  return marked.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');
}

describe('what is shown of somebody found', () => {
  it.each([
    ['小明', OUYANG, '欧阳[小明] · Ouyang Xiaoming · SME000214'],
    ['oyxm', OUYANG, '欧阳小明 · [O]u[y]ang [X]iao[m]ing · SME000214'],
    ['ouyangxiao', OUYANG, '欧阳小明 · [Ouyang Xiao]ming · SME000214'],
    ['xm', { ...OUYANG, latinName: 'OUYANG Xiaoming' }, '欧阳小明 · Ouyang [X]iao[m]ing · SME000214'],
    ['liu', { familyName: '刘', givenName: '𬱖', latinName: 'Liu J.' }, '刘𬱖 · [Liu] J. · SME000214'],
    ['gai', { familyName: '盖', givenName: '伟' }, '盖伟 · [Gai] Wei · SME000214'],
    ['ＬＩ zoe', { familyName: 'Li', givenName: 'Zoe\u0308' }, '[Zo\u00EB] [Li] · SME000214'],
    ['mueller', { familyName: 'Müller', givenName: 'Jürgen' }, 'Jürgen [Müller] · SME000214'],
    ['ivanov', { familyName: 'Иванов', givenName: 'Сергей' }, 'Сергей [Иванов] · SME000214'],
    [
      'brien pier',
      { familyName: 'O’Brien', givenName: 'Jean-Pierre' },
      'Jean-[Pier]re O’[Brien] · SME000214',
    ],
    [
      'söhn',
      { familyName: 'Li', givenName: '', organization: 'Quux & Sohne' },
      'Li · Quux & [Sohn]e · SME000214',
    ],
    ['sme0002', { familyName: 'Li', givenName: '' }, 'Li · [SME0002]14'],
    ['kx7p9', { familyName: 'Li', givenName: '', ...NUMBERS }, 'Li · SME000214 · [KX7P-9]QLM · 7261'],
    ['7261', { familyName: 'Li', givenName: '', ...NUMBERS }, 'Li · SME000214 · [7261]'],
  ])('by %s', (query, changes, expected) => {
    expect(shown(changes, query)).toBe(expected);
  });

  it('is nothing marked where the person is found by a spelling that is not shown', () => {
    expect(shown({ familyName: 'Li', givenName: 'Zoë' }, 'lizoe')).toBe('Zoë Li · SME000214');
  });
});
