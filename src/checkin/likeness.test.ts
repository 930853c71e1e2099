import { describe, expect, test } from 'vitest';
import { entry, guest, settlePerson, walkIn as walkInOp } from '../../tests/fixtures/ops.ts';
import type { Registration } from '../contract/registration.ts';
import { duplicateOf } from './duplicates.ts';
import { foldContextOf, foldGuest } from './fold.ts';
import { likenessKeys, likenessOf } from './likeness.ts';
import { foldPeople } from './people.ts';

type Changes = Partial<Registration>;
const latin = (familyName: string, givenName: string, more: Changes = {}): Changes => ({
  familyName,
  givenName,
  country: '',
  ...more,
});

describe('two registrations', () => {
  test.each<[string, Changes, Changes]>([
    ['the same Chinese name', {}, {}],
    [
      'a Chinese name in one field',
      { familyName: '欧阳小明', givenName: '' },
      { familyName: '欧阳', givenName: '小明' },
    ],
    ['a Latin name in another order', latin('Nguyễn', 'Thị Ánh'), latin('Anh Thi', 'Nguyen')],
    ['a Latin name beside a Chinese one', { latinName: 'WANG Wei' }, latin('Wang', 'Wei')],
    ['a hyphen and a space', latin('Petit', 'Jean-Pierre'), latin('Petit', 'Jean Pierre')],
    ['a hyphen and none', latin('Wang', 'Xiao-Ming'), latin('Wang', 'Xiaoming')],
    ['a passport spelling', latin('Müller', 'Jörg'), latin('MUELLER', 'JOERG')],
    ['a full-width name', latin('Ｌｉ', 'Ｎａ'), latin('Li', 'Na')],
    [
      'the same phone number under another name',
      { phone: '+86 138-0013-8000' },
      { familyName: '李', phone: '13800138000' },
    ],
    [
      'the same phone number with a trunk zero',
      { phone: '+49 170 1234567' },
      { familyName: '李', phone: '0170/1234567' },
    ],
    ['the name, of whom one has no phone', { phone: '13800138000' }, { phone: '' }],
    ['the name, of whom one has an extension only', { phone: '13800138000' }, { phone: '8123' }],
    [
      'name and organisation, and two phones',
      { phone: '13800138000', organization: 'CASME' },
      { phone: '13900139000', organization: 'casme ' },
    ],
  ])('are alike with %s', (_case, one, other) => {
    expect(likenessOf(guest(one), guest(other))).toBeGreaterThan(0);
    const keys = likenessKeys(guest(other));
    expect(likenessKeys(guest(one)).some((key) => keys.includes(key))).toBe(true);
  });

  test.each<[string, Changes, Changes]>([
    ['other names', {}, { givenName: '芳' }],
    ['Chinese names of the same sound', {}, { givenName: '维' }],
    ['no name at all', { familyName: '', givenName: '' }, { familyName: '', givenName: '' }],
    ['the name of many, and two phones', { phone: '13800138000' }, { phone: '13900139000' }],
    ['the same extension', { phone: '8123' }, { familyName: '李', phone: '8123' }],
    ['the same organisation', { organization: 'CASME' }, { familyName: '李', organization: 'CASME' }],
  ])('are not alike with %s', (_case, one, other) => {
    expect(likenessOf(guest(one), guest(other))).toBe(0);
  });
});

describe('a walk-in is asked about', () => {
  const context = foldContextOf(null, new Map());
  const takenDown = (id: string, afterMs: number, changes: Changes = {}) => {
    const registration = guest({ id, code: id, ...changes });
    const { walkIn } = foldGuest([walkInOp(afterMs, afterMs, registration)], context);
    if (walkIn === null) throw new Error('no walk-in');
    return { registration, walkIn };
  };
  const listed = (id: string, changes: Changes = {}) => ({
    registration: guest({ id, code: id, ...changes }),
    walkIn: null,
  });
  const nobody = foldPeople([], new Map());
  const idOf = (...given: Parameters<typeof duplicateOf>) => duplicateOf(...given)?.id ?? null;

  test('once, with the likeliest: phone before organisation before the smaller id', () => {
    const walkIn = takenDown('W1', 1, { phone: '13800138000', organization: 'CASME' });
    const all = [
      listed('R1'),
      listed('R2'),
      listed('R3', { organization: 'CASME' }),
      listed('R4', { phone: '13800138000' }),
    ];
    expect(idOf(walkIn, all, nobody)).toBe('R4');
    expect(idOf(walkIn, all.slice(0, 3), nobody)).toBe('R3');
    expect(idOf(walkIn, all.slice(0, 2).reverse(), nobody)).toBe('R1');
    expect(idOf(walkIn, [listed('R5', { familyName: '李' })], nobody)).toBeNull();
  });

  test('with the next, once it was said that they are two', () => {
    const said = settlePerson(9, 9, 'R1', 'somebody-else', { registration: 'W1' });
    const people = foldPeople([said], new Map());
    expect(idOf(takenDown('W1', 1), [listed('R1'), listed('R2')], people)).toBe('R2');
    expect(idOf(takenDown('W1', 1), [listed('R1')], people)).toBeNull();
  });

  test('when it is the later of two', () => {
    const [early, late] = [takenDown('W2', 1), takenDown('W1', 2)];
    expect(idOf(late, [early], nobody)).toBe('W2');
    expect(idOf(early, [late], nobody)).toBeNull();
  });
});

test('the entries of a walk-in who is somebody else fold to one person', () => {
  const context = foldContextOf(null, new Map());
  const own = walkInOp(1, 1, guest({ id: 'W1', code: 'W1' }));
  const entries = [entry(2, 2, 'main', { registration: 'W1' }), entry(3, 3, 'main', { registration: 'R1' })];
  const state = foldGuest([own, ...entries], context, 'R1');
  expect(state.checkpoints.get('main')?.entries.map(({ inTheWay }) => inTheWay?.op.id ?? null)).toEqual([
    null,
    entries[0]?.id,
  ]);
  expect(state.walkIn?.registration.id).toBe('W1');
});
