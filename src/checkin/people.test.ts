import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, settlePerson, THERE } from '../../tests/fixtures/ops.ts';
import { foldPeople, type PersonDecision } from './people.ts';

const UNCORRECTED = new Map<string, number>();

function says(
  serial: number,
  [walkIn, other]: readonly [string, string],
  decision: 'same-person' | 'somebody-else',
  afterMs = serial,
): PersonDecision {
  return settlePerson(serial, afterMs, other, decision, { registration: walkIn });
}

function personsOf(...decisions: PersonDecision[]) {
  return Object.fromEntries(foldPeople(decisions, UNCORRECTED).persons);
}

describe('a walk-in', () => {
  test('is nobody else until somebody says so', () => {
    expect(personsOf()).toEqual({});
    expect(personsOf(says(1, ['W1', 'R1'], 'somebody-else'))).toEqual({});
  });

  test('is the guest whom somebody named, until somebody says that they are two', () => {
    const merged = says(1, ['W1', 'R1'], 'same-person');
    expect(personsOf(merged)).toEqual({ W1: 'R1' });
    expect(personsOf(merged, says(2, ['W1', 'R1'], 'somebody-else'))).toEqual({});
    expect(personsOf(says(2, ['W1', 'R1'], 'somebody-else', -5), merged)).toEqual({ W1: 'R1' });
  });

  test('is the last of several, and no longer one that was taken back', () => {
    const [first, second] = [says(1, ['W1', 'R1'], 'same-person'), says(2, ['W1', 'R2'], 'same-person')];
    expect(personsOf(first, second)).toEqual({ W1: 'R2' });
    expect(personsOf(first, second, says(3, ['W1', 'R2'], 'somebody-else'))).toEqual({ W1: 'R1' });
    expect(personsOf(first, says(3, ['W1', 'R2'], 'somebody-else'))).toEqual({ W1: 'R1' });
  });

  test('said again to be the same counts from then on', () => {
    const [first, second] = [says(1, ['W1', 'R1'], 'same-person'), says(2, ['W1', 'R2'], 'same-person')];
    expect(personsOf(first, second, says(3, ['W1', 'R1'], 'same-person'))).toEqual({ W1: 'R1' });
  });

  test('follows the corrected time of what was said', () => {
    const clock = '7b0c5c0e-8f0e-4a3e-9d52-0d5d1c6a0001';
    const by = { registration: 'W1', station: THERE, clock, offsetMs: null };
    const wrong = settlePerson(1, 3 * HOUR, 'R1', 'same-person', by);
    const right = says(2, ['W1', 'R1'], 'somebody-else', HOUR);
    expect(foldPeople([wrong, right], UNCORRECTED).persons.get('W1')).toBe('R1');
    const corrections = new Map([[`${THERE} ${clock}`, -3 * HOUR]]);
    expect(foldPeople([wrong, right], corrections).persons.size).toBe(0);
  });
});

describe('several walk-ins', () => {
  test('of one person are that person, along a chain', () => {
    const chain = [says(1, ['W3', 'W2'], 'same-person'), says(2, ['W2', 'W1'], 'same-person')];
    expect(personsOf(...chain)).toEqual({ W3: 'W1', W2: 'W1' });
    expect(personsOf(...chain, says(3, ['W1', 'R1'], 'same-person'))).toEqual({
      W3: 'R1',
      W2: 'R1',
      W1: 'R1',
    });
  });

  test('said to be each other in a circle are the smallest of it', () => {
    const circle = [
      says(1, ['W2', 'W3'], 'same-person'),
      says(2, ['W3', 'W1'], 'same-person'),
      says(3, ['W1', 'W2'], 'same-person'),
    ];
    expect(personsOf(...circle)).toEqual({ W2: 'W1', W3: 'W1' });
    expect(personsOf(...circle, says(4, ['W9', 'W3'], 'same-person'))).toMatchObject({ W9: 'W1' });
  });

  test('of which each was said to be the other, are as was said last', () => {
    const [one, other] = [says(1, ['W1', 'W2'], 'same-person'), says(2, ['W2', 'W1'], 'same-person')];
    expect(personsOf(one, other)).toEqual({ W2: 'W1' });
    expect(personsOf(one, other, says(3, ['W1', 'W2'], 'somebody-else'))).toEqual({});
  });

  test('nobody is their own alias', () => {
    expect(personsOf(says(1, ['W1', 'W1'], 'same-person'))).toEqual({});
  });
});

test('two people are apart when that was said of any of their ids, and only then', () => {
  const people = foldPeople(
    [says(1, ['W2', 'W1'], 'same-person'), says(2, ['W2', 'R1'], 'somebody-else')],
    UNCORRECTED,
  );
  expect([people.isApart('W1', 'R1'), people.isApart('R1', 'W1'), people.isApart('W1', 'R2')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(people.decisionAbout('W1', 'W2')).toBe('same-person');
  expect(people.decisionAbout('W1', 'R1')).toBeNull();
});

test('the same decisions give the same people in any order, any number of times, and nobody is two', () => {
  const ids = fc.constantFrom('W1', 'W2', 'W3', 'W4', 'R1', 'R2');
  const decision = fc.constantFrom('same-person', 'same-person', 'somebody-else');
  const drawn = fc
    .array(fc.tuple(ids, ids, decision, fc.nat({ max: 5 })), { minLength: 1, maxLength: 12 })
    .map((all) =>
      all.map(([one, other, said, afterMs], serial) => says(serial, [one, other], said, afterMs)),
    );
  const orders = drawn.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.array(fc.constantFrom(...all)),
    ),
  );
  fc.assert(
    fc.property(orders, ([all, order, repeats]) => {
      const people = personsOf(...all);
      expect(personsOf(...repeats, ...order)).toEqual(people);
      for (const person of Object.values(people)) expect(people[person]).toBeUndefined();
    }),
  );
});
