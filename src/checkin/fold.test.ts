import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyOps,
  correct,
  entry,
  exit,
  guest,
  HERE,
  HOUR,
  made,
  NINE,
  note,
  observation,
  opId,
  printed,
  settle,
  THERE,
  walkIn as takenDown,
  undo,
} from '../../tests/fixtures/ops.ts';
import type { Checkpoint } from '../contract/event.ts';
import { EventSchema } from '../contract/event.ts';
import type { LoggedOp, Op, OpOf } from '../contract/op.ts';
import type { Registration } from '../contract/registration.ts';
import { attendancesOf } from './attendance.ts';
import { entryQuestions, questionsOfLog } from './conflicts.ts';
import { correctionsFrom, observedRuns } from './corrections.ts';
import { effectiveRegistration } from './effective-registration.ts';
import { foldContextOf, foldGuest, foldsAlike, isBadgeRevoked } from './fold.ts';

function eventWith(rules: Partial<Checkpoint> = {}) {
  const text = { zh: '会', en: 'Fair' };
  return EventSchema.parse({
    id: 'fair',
    name: text,
    place: text,
    firstDay: '2026-06-21',
    lastDay: '2026-06-23',
    timeZone: 'Asia/Shanghai',
    categories: [{ id: 'delegate', name: text, colour: '#000000' }],
    checkpoints: [
      { id: 'main', name: text, ...rules },
      { id: 'hall', name: text, admission: 'many', tracksExit: true },
    ],
  });
}

function fold(ops: readonly LoggedOp[], rules: Partial<Checkpoint> = {}) {
  const observations = ops.filter((op): op is OpOf<'clock-observed'> => op.kind === 'clock-observed');
  return foldGuest(ops, foldContextOf(eventWith(rules), correctionsFrom(observedRuns(observations))));
}

/** The ids of the standing entries at a checkpoint, each with that of the entry in its way. */
function standing(ops: readonly LoggedOp[], rules: Partial<Checkpoint> = {}, checkpoint = 'main') {
  const entries = fold(ops, rules).checkpoints.get(checkpoint)?.entries ?? [];
  return entries.map(({ op, inTheWay }) => [op.id, inTheWay?.op.id ?? null]);
}

describe('two entries', () => {
  const [first, second] = [entry(2, 0, 'main', { station: THERE }), entry(1, 1)];

  test('of desks apart: the earlier is the admission, the later in question, in either order', () => {
    const expected = [
      [first.id, null],
      [second.id, first.id],
    ];
    expect(standing([first, second])).toEqual(expected);
    expect(standing([second, first])).toEqual(expected);
  });

  test('of the same millisecond are in the order of their counters, then of their stations, then of their ids', () => {
    const later = { ...entry(1, 0), hlc: `${NINE}-0001-${HERE}` };
    const earlier = entry(3, 0, 'main', { station: THERE });
    const same = { ...earlier, id: opId(4) };
    expect(standing([later, same, earlier]).map(([id]) => id)).toEqual([earlier.id, same.id, later.id]);
  });

  test.each<[string, Partial<Checkpoint>, number, boolean]>([
    ['on one day, once a day', { admission: 'once-a-day' }, HOUR, true],
    ['on two days, once a day', { admission: 'once-a-day' }, 24 * HOUR, false],
    ['on two days, once', { admission: 'once' }, 24 * HOUR, true],
    ['at a checkpoint that admits many times', { admission: 'many' }, HOUR, false],
    ['while inside, where exits are tracked', { admission: 'many', tracksExit: true }, HOUR, true],
  ])('%s', (_case, rules, apartMs, isInQuestion) => {
    const [one, other] = [entry(1, 0), entry(2, apartMs)];
    expect(standing([one, other], rules)[1]).toEqual([other.id, isInQuestion ? one.id : null]);
  });

  test('at two checkpoints are two admissions', () => {
    const state = fold([entry(1, 0), entry(2, 1, 'hall')]);
    expect([...state.checkpoints.keys()]).toEqual(['main', 'hall']);
    expect([...state.checkpoints.values()].map(questionsOfLog)).toEqual([0, 0]);
  });

  test('at a checkpoint that the event no longer has are judged as once', () => {
    expect(standing([entry(1, 0, 'gone'), entry(2, 1, 'gone')], {}, 'gone')[1]).toEqual([opId(2), opId(1)]);
  });
});

describe('an undo', () => {
  const [first, second] = [entry(1, 0), entry(2, HOUR)];

  test.each([
    ['after its entry', 5],
    ['stamped before it, by a slow clock', -5 * HOUR],
  ])('takes the entry back: %s', (_case, afterMs) => {
    expect(standing([first, undo(3, afterMs, first)])).toEqual([]);
    expect(standing([first, second, undo(3, afterMs, first)])).toEqual([[second.id, null]]);
  });

  test('that comes before its entry takes it back when it comes', () => {
    expect(standing([undo(3, 1, first)])).toEqual([]);
    expect(standing([undo(3, 1, first), first])).toEqual([]);
  });

  test('of two desks at once takes back one entry', () => {
    expect(standing([first, second, undo(3, 1, second), undo(4, 2, second)])).toEqual([[first.id, null]]);
  });

  test('cannot be taken back, and takes back no print and no settlement', () => {
    const taken = undo(3, 1, first);
    expect(standing([first, taken, undo(4, 2, taken)])).toEqual([]);
    const print = printed(5, 1, 1);
    expect(fold([print, undo(6, 2, print)]).badge.printed).toBe(1);
    const settled = settle(7, 2, second, 'same-person');
    const [, inQuestion] =
      fold([first, second, settled, undo(8, 3, settled)]).checkpoints.get('main')?.entries ?? [];
    expect(inQuestion?.decision).toBe('same-person');
  });

  test('of a correction and of a note takes them back', () => {
    const [wrong, said] = [correct(1, 0, { familyName: '黄' }), note(2, 1, 'VIP')];
    const state = fold([wrong, said, undo(3, 2, wrong), undo(4, 3, said)]);
    expect([state.correction, state.notes]).toEqual([{}, []]);
  });
});

describe('a settlement', () => {
  const [first, second] = [entry(1, 0), entry(2, HOUR)];

  test('closes the question, whenever the entry comes', () => {
    const settled = settle(3, 2 * HOUR, second, 'same-person');
    for (const ops of [
      [first, second, settled],
      [settled, second, first],
    ]) {
      const state = fold(ops).checkpoints.get('main');
      expect(state?.entries[1]?.decision).toBe('same-person');
      expect(state === undefined ? null : questionsOfLog(state)).toBe(0);
    }
  });

  test('is the last of several', () => {
    const both = [settle(3, 3, second, 'same-person'), settle(4, 4, second, 'let-stand')];
    expect(fold([...both, first, second]).checkpoints.get('main')?.entries[1]?.decision).toBe('let-stand');
  });
});

describe('presence', () => {
  const insideAfter = (ops: readonly Op[]) =>
    fold(ops).checkpoints.get('hall')?.presence.insideBy?.op.id ?? null;

  test('follows entries and exits in the order in which they were made', () => {
    const ops = [entry(1, 0, 'hall'), exit(2, HOUR), entry(3, 2 * HOUR, 'hall')];
    expect(insideAfter(ops)).toBe(opId(3));
    expect(insideAfter(ops.slice(0, 2))).toBeNull();
    expect(insideAfter([...ops].reverse())).toBe(opId(3));
  });

  test('of a guest whose exit was taken back is inside', () => {
    const out = exit(2, HOUR);
    expect(insideAfter([entry(1, 0, 'hall'), out, undo(3, 2 * HOUR, out)])).toBe(opId(1));
  });

  test('of an exit without an entry is nowhere', () => {
    expect(fold([exit(1, 0)]).checkpoints.size).toBe(0);
  });
});

describe('a clock that was observed late', () => {
  const run = '7b0c5c0e-8f0e-4a3e-9d52-0d5d1c6a0001';
  const right = entry(1, HOUR, 'main', { station: THERE });
  const wrong = entry(2, 3 * HOUR, 'main', { offsetMs: null, clock: run });
  const observed = observation(3, 4 * HOUR, { station: HERE, clock: run, offsetMs: -3 * HOUR });

  test('puts the entries made by it where they belong', () => {
    expect(standing([right, wrong]).map(([id]) => id)).toEqual([right.id, wrong.id]);
    expect(standing([right, wrong, observed])).toEqual([
      [wrong.id, null],
      [right.id, wrong.id],
    ]);
  });
});

describe('badges', () => {
  const revoked: Op = { ...made('badge-revoked', 9, 9), payload: { generation: 2, reason: 'lost' } };

  test('are counted, and the newest generation counts whatever came last', () => {
    const { badge } = fold([printed(2, 5, 2), printed(1, 6, 1)]);
    expect(badge).toMatchObject({ printed: 2, generation: 2, last: { id: opId(1) }, revokedUpTo: 0 });
  });

  test.each([
    ['a reprint', [printed(1, 0, 1), printed(2, 1, 2)], [true, false, false]],
    ['a revocation', [printed(1, 0, 1), printed(2, 1, 2), revoked], [true, true, false]],
    ['nothing', [], [false, false, false]],
  ])('of earlier generations stop working after %s', (_case, ops, expected) => {
    const state = fold(ops);
    expect([1, 2, 3].map((generation) => isBadgeRevoked(state, generation))).toEqual(expected);
  });
});

describe('what desks say of a guest', () => {
  const walkIn: Op = { ...made('walk-in', 1, 0), payload: { registration: guest({ familyName: '李' }) } };

  test('a walk-in is known without a list, and the list knows better', () => {
    expect(effectiveRegistration('R1', null, fold([walkIn]))?.familyName).toBe('李');
    expect(effectiveRegistration('R1', guest(), fold([walkIn]))?.familyName).toBe('王');
    expect(effectiveRegistration('R1', null, fold([]))).toBeNull();
  });

  test('of each field the newest correction counts, over a newer list too', () => {
    const state = fold([
      correct(3, 3, { familyName: '黄' }),
      correct(2, 2, { familyName: '汪', organization: 'CASME' }),
    ]);
    const effective = effectiveRegistration('R1', guest({ organization: 'New Ltd', jobTitle: 'CEO' }), state);
    expect(effective).toEqual(guest({ familyName: '黄', organization: 'CASME', jobTitle: 'CEO' }));
  });

  test('a hold that was confirmed, and notes in their order', () => {
    const state = fold([
      note(2, 2, 'second'),
      note(1, 1, 'first'),
      { ...made('hold-confirmed', 3, 3), payload: {} },
    ]);
    expect(state.holdConfirmed).toBe(true);
    expect(state.notes.map(({ payload }) => payload.text)).toEqual(['first', 'second']);
  });
});

describe('admitted while offline', () => {
  const since = new Date(NINE + HOUR).toISOString();
  const before = entry(1, HOUR - 1);
  const after = entry(2, HOUR, 'hall');

  test.each(['cancelled', 'blocked'] as const)('case 13: an entry after the guest was %s', (status) => {
    const found = entryQuestions(fold([before, after]), guest({ status, statusSince: since }));
    expect(found).toMatchObject([{ kind: 'admitted-while-offline', entry: { op: after }, first: null }]);
  });

  test.each<[string, Registration | null]>([
    ['a guest who may come', guest({ statusSince: since })],
    ['a guest who was out from the beginning', guest({ status: 'cancelled' })],
    ['a guest who is not on the list', null],
  ])('not %s', (_case, registration) => {
    expect(entryQuestions(fold([after]), registration)).toEqual([]);
  });

  test('not an entry that was settled or taken back', () => {
    const cancelled = guest({ status: 'cancelled', statusSince: since });
    expect(entryQuestions(fold([after, settle(3, 3, after, 'let-stand')]), cancelled)).toEqual([]);
    expect(entryQuestions(fold([after, undo(3, 3, after)]), cancelled)).toEqual([]);
  });
});

describe('made by a clock far off', () => {
  const DAY_HALF = 12 * HOUR;

  /** The same clock, `offsetMs` wrong, with a stamp that another station pulled ahead by a minute at most. */
  function madeBy(offsetMs: number, pulledMs: number) {
    const stampMs = NINE + pulledMs;
    const at = new Date(NINE - offsetMs).toISOString();
    return fold([{ ...entry(1, 0), hlc: `${stampMs}-0000-${HERE}`, at, offsetMs }]);
  }

  test.each([
    ['exactly half a day wrong', DAY_HALF, 0, 0],
    ['a millisecond more', DAY_HALF + 1, 0, 1],
    ['half a day wrong, with a stamp ahead', DAY_HALF, 60_000, 0],
    ['a minute less, with a stamp ahead', DAY_HALF - 60_000, 60_000, 0],
    ['half a day fast, with a stamp ahead', -DAY_HALF, 60_000, 0],
    ['more than that fast', -DAY_HALF - 1, 0, 1],
  ])(
    '%s: the guest is looked at exactly when the entry is in question',
    (_case, offsetMs, pulledMs, asked) => {
      const state = madeBy(offsetMs, pulledMs);
      expect(entryQuestions(state, guest()).map(({ kind }) => kind)).toEqual(asked ? ['skewed-clock'] : []);
      expect([...state.checkpoints.values()].map(questionsOfLog)).toEqual([asked]);
    },
  );
});

describe('a place at a checkpoint', () => {
  const [first, second] = [entry(1, 0, 'hall'), entry(3, 2 * HOUR, 'hall')];

  test('is taken by the first entry, whatever follows', () => {
    const entries = [entry(1, 0), entry(2, HOUR)];
    expect(fold(entries).checkpoints.get('main')?.place?.op.id).toBe(opId(1));
  });

  test('is taken by the entry by which the guest is inside, where exits are tracked', () => {
    const ops = [first, exit(2, HOUR), second];
    expect(fold(ops).checkpoints.get('hall')?.place?.op.id).toBe(second.id);
    expect(fold(ops.slice(0, 2)).checkpoints.get('hall')?.place).toBeNull();
    const settled = fold([...ops, settle(4, 3 * HOUR, second, 'let-stand')]);
    expect(attendancesOf(settled)).toMatchObject([{ placeOp: second.id, placeSettled: true }]);
  });
});

describe('a person of two ids', () => {
  const walkIn = takenDown(1, 0, guest({ id: 'W1', code: 'W1', familyName: '李' }));
  const corrected = correct(2, 1, { familyName: '黎' }, { registration: 'W1' });
  const context = foldContextOf(eventWith(), new Map());

  test('has the words of the walk-in, as put right, only while nothing else is known', () => {
    const state = foldGuest([walkIn, corrected], context, 'R1');
    expect(effectiveRegistration('R1', null, state)).toMatchObject({ id: 'R1', familyName: '黎' });
    expect(effectiveRegistration('R1', guest(), state)).toEqual(guest());
  });

  test('keeps what was put right of the id by which they are known', () => {
    const own = correct(3, 2, { organization: 'CASME' });
    const state = foldGuest([walkIn, corrected, own], context, 'R1');
    expect(effectiveRegistration('R1', guest(), state)).toEqual(guest({ organization: 'CASME' }));
    expect(effectiveRegistration('R1', null, state)).toMatchObject({
      familyName: '黎',
      organization: 'CASME',
    });
  });

  test('has the badges of both', () => {
    const badges = [printed(4, 4, 1), printed(5, 5, 2, { registration: 'W1' })];
    expect(isBadgeRevoked(foldGuest(badges, context, 'R1'), 1)).toBe(true);
  });
});

test('a kind that only a newer version knows folds to nothing', () => {
  const foreign: LoggedOp = { ...made('note', 1, 0), kind: 'lunch-voucher', payload: { courses: 3 } };
  expect(fold([foreign])).toEqual(fold([]));
});

test('the event folds alike until a rule changes', () => {
  const named = { name: { zh: '新', en: 'New' }, capacity: 5 };
  expect(foldsAlike(eventWith(), eventWith(named))).toBe(true);
  for (const rules of [
    { admission: 'many' },
    { tracksExit: true },
    { hours: { from: '08:00', to: '18:00' } },
  ] as const)
    expect(foldsAlike(eventWith(), eventWith(rules))).toBe(false);
});

describe('the same set of ops', () => {
  test.each<Partial<Checkpoint>>([
    { admission: 'once' },
    { admission: 'once-a-day' },
    { admission: 'many', tracksExit: true },
    { admission: 'once-a-day', hours: { from: '18:00', to: '03:00' } },
  ])('gives the same state in any order, any number of times: %j', (rules) => {
    const orders = anyOps(['R1']).chain((ops) =>
      fc.tuple(
        fc.constant(ops),
        fc.shuffledSubarray(ops, { minLength: ops.length }),
        fc.array(fc.constantFrom(...ops)),
      ),
    );
    fc.assert(
      fc.property(orders, ([ops, order, repeats]) => {
        expect(fold([...repeats, ...order], rules)).toEqual(fold(ops, rules));
      }),
    );
  });

  test('an entry is in question exactly when the rules would have refused it there and then', () => {
    fc.assert(
      fc.property(anyOps(['R1']), (ops) => {
        for (const [checkpoint, { entries }] of fold(ops).checkpoints) {
          const [first, ...later] = entries;
          expect(first.inTheWay).toBeNull();
          if (checkpoint === 'main')
            expect(later.every(({ inTheWay }) => inTheWay?.op.id === first.op.id)).toBe(true);
        }
      }),
    );
  });
});
