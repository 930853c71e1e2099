import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../contract/event.ts';
import { EventSchema } from '../contract/event.ts';
import type { EntryOp, LoggedOp, Op, OpKind, OpOf } from '../contract/op.ts';
import type { Registration } from '../contract/registration.ts';
import { admittedWhileOffline, openDoubles } from './conflicts.ts';
import { correctionsFrom, observedRuns } from './corrections.ts';
import { effectiveRegistration } from './effective-registration.ts';
import { foldContextOf, foldGuest, foldsAlike, isBadgeRevoked } from './fold.ts';

const HERE = '01890a5d-ac96-774b-bcce-b302099a8001';
const THERE = '01890a5d-ac96-774b-bcce-b302099a8002';
const NINE = Date.parse('2026-06-21T01:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

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

function opId(serial: number): string {
  return `019078e5-0000-7000-8000-${String(serial).padStart(12, '0')}`;
}

interface Made {
  readonly station?: string;
  readonly offsetMs?: number | null;
  readonly clock?: string;
}

/** An op of the guest R1, stamped at NINE and so many milliseconds. */
function made<Kind extends OpKind>(
  kind: Kind,
  serial: number,
  afterMs: number,
  { station = HERE, offsetMs = 0, clock = station }: Made = {},
) {
  const stampMs = NINE + afterMs;
  return {
    kind,
    id: opId(serial),
    station,
    hlc: `${stampMs}-0000-${station}`,
    at: new Date(stampMs - (offsetMs ?? 0)).toISOString(),
    clock,
    offsetMs,
    actor: 'desk',
    registration: 'R1',
  };
}

function entry(serial: number, afterMs: number, checkpoint = 'main', by: Made = {}): EntryOp {
  return {
    ...made('entry', serial, afterMs, by),
    checkpoint,
    payload: { via: 'scanner', unlisted: false },
  };
}

function exit(serial: number, afterMs: number, checkpoint = 'hall'): Op {
  return { ...made('exit', serial, afterMs), checkpoint, payload: { via: 'scanner' } };
}

function undo(serial: number, afterMs: number, of: Op): Op {
  return { ...made('undo', serial, afterMs), payload: { op: of.id } };
}

function settle(serial: number, afterMs: number, of: Op, decision: 'same-person' | 'let-stand'): Op {
  return { ...made('conflict-settled', serial, afterMs), payload: { entry: of.id, decision } };
}

function correct(serial: number, afterMs: number, after: OpOf<'correction'>['payload']['after']): Op {
  return { ...made('correction', serial, afterMs), payload: { before: {}, after } };
}

function printed(serial: number, afterMs: number, generation: number): Op {
  const payload = { job: opId(900 + serial), printer: 'pdf-folder', generation };
  return { ...made('badge-printed', serial, afterMs), payload };
}

function note(serial: number, afterMs: number, text: string): Op {
  return { ...made('note', serial, afterMs), payload: { text } };
}

function guest(changes: Partial<Registration> = {}): Registration {
  return {
    id: 'R1',
    code: 'A',
    familyName: '王',
    givenName: '伟',
    latinName: '',
    organization: '',
    jobTitle: '',
    country: 'CN',
    category: 'delegate',
    validDays: [],
    status: 'confirmed',
    statusSince: null,
    hold: false,
    phone: '',
    notes: '',
    ...changes,
  };
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
    expect([...state.checkpoints.values()].flatMap(openDoubles)).toEqual([]);
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
      expect(state === undefined ? null : openDoubles(state)).toEqual([]);
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
  const observed: Op = {
    ...without(made('clock-observed', 3, 4 * HOUR), 'registration'),
    payload: { clock: run, offsetMs: -3 * HOUR },
  };

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
    expect(effectiveRegistration(null, fold([walkIn]))?.familyName).toBe('李');
    expect(effectiveRegistration(guest(), fold([walkIn]))?.familyName).toBe('王');
    expect(effectiveRegistration(null, fold([]))).toBeNull();
  });

  test('of each field the newest correction counts, over a newer list too', () => {
    const state = fold([
      correct(3, 3, { familyName: '黄' }),
      correct(2, 2, { familyName: '汪', organization: 'CASME' }),
    ]);
    const effective = effectiveRegistration(guest({ organization: 'New Ltd', jobTitle: 'CEO' }), state);
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
    const found = admittedWhileOffline(fold([before, after]), guest({ status, statusSince: since }));
    expect(found.map(({ op }) => op.id)).toEqual([after.id]);
  });

  test.each<[string, Registration | null]>([
    ['a guest who may come', guest({ statusSince: since })],
    ['a guest who was out from the beginning', guest({ status: 'cancelled' })],
    ['a guest who is not on the list', null],
  ])('not %s', (_case, registration) => {
    expect(admittedWhileOffline(fold([after]), registration)).toEqual([]);
  });

  test('not an entry that was settled or taken back', () => {
    const cancelled = guest({ status: 'cancelled', statusSince: since });
    expect(admittedWhileOffline(fold([after, settle(3, 3, after, 'let-stand')]), cancelled)).toEqual([]);
    expect(admittedWhileOffline(fold([after, undo(3, 3, after)]), cancelled)).toEqual([]);
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
  const runs = ['7b0c5c0e-8f0e-4a3e-9d52-0d5d1c6a0001', '7b0c5c0e-8f0e-4a3e-9d52-0d5d1c6a0002'];
  const anyOps = fc
    .array(
      fc.record({
        kind: fc.constantFrom('entry', 'exit', 'undo', 'settle', 'correct', 'print', 'note', 'observe'),
        afterMs: fc.integer({ min: 0, max: 3 * 24 * 60 }).map((minutes) => minutes * MINUTE),
        station: fc.constantFrom(HERE, THERE),
        checkpoint: fc.constantFrom('main', 'hall'),
        isCorrected: fc.boolean(),
        run: fc.constantFrom(...runs),
        target: fc.nat(),
        number: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 1, maxLength: 25 },
    )
    .map((drafts) => drafts.map((draft, index) => opFrom(draft, index, drafts.length)));

  interface Draft {
    readonly kind: string;
    readonly afterMs: number;
    readonly station: string;
    readonly checkpoint: string;
    readonly isCorrected: boolean;
    readonly run: string;
    readonly target: number;
    readonly number: number;
  }

  function opFrom(draft: Draft, index: number, count: number): Op {
    const { afterMs, station, checkpoint, run: clock } = draft;
    const by = { station, clock, offsetMs: draft.isCorrected ? 0 : null };
    const target = { ...entry(draft.target % count, 0) };
    switch (draft.kind) {
      case 'exit':
        return { ...exit(index, afterMs, checkpoint), ...by };
      case 'undo':
        return undo(index, afterMs, target);
      case 'settle':
        return settle(index, afterMs, target, draft.number > 2 ? 'same-person' : 'let-stand');
      case 'correct':
        return correct(index, afterMs, { familyName: String(draft.number) });
      case 'print':
        return printed(index, afterMs, draft.number);
      case 'note':
        return note(index, afterMs, String(draft.number));
      case 'observe':
        return {
          ...without(made('clock-observed', index, afterMs, { station }), 'registration'),
          payload: { clock, offsetMs: (draft.number - 2) * HOUR },
        };
      default:
        return entry(index, afterMs, checkpoint, by);
    }
  }

  test.each<Partial<Checkpoint>>([
    { admission: 'once' },
    { admission: 'once-a-day' },
    { admission: 'many', tracksExit: true },
    { admission: 'once-a-day', hours: { from: '18:00', to: '03:00' } },
  ])('gives the same state in any order, any number of times: %j', (rules) => {
    const orders = anyOps.chain((ops) =>
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
      fc.property(anyOps, (ops) => {
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

function without<Value extends object, Field extends keyof Value>(
  value: Value,
  field: Field,
): Omit<Value, Field> {
  const { [field]: _left, ...rest } = value;
  return rest;
}
