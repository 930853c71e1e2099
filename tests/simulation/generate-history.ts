import fc from 'fast-check';
import type { Action, History, Listed } from './history.ts';

const place = fc.nat({ max: 99 });
const HOUR_MS = 3_600_000;

/** Few are chosen most of the time, so that desks meet the same guests, badges and ops again and again. */
const few = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 2 }) }, { weight: 2, arbitrary: place });

/** Mostly the pace of a queue, sometimes a lull, now and then a night. */
const afterMs = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 4_000 }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 200 }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 120_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 5 * HOUR_MS }) },
);

/** Right, a little wrong, or wrong by hours (a time zone, an empty battery). */
const wrongByMs = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: -90_000, max: 90_000 }) },
  { weight: 3, arbitrary: fc.integer({ min: -5 * HOUR_MS, max: 5 * HOUR_MS }) },
  // Half a day: beyond it, what was admitted waits for a decision.
  { weight: 1, arbitrary: fc.integer({ min: -14 * HOUR_MS, max: 14 * HOUR_MS }) },
);

/** Mostly while a round is under way. */
const soonMs = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 200 }) },
  { weight: 1, arbitrary: afterMs },
);

const transitMs = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 300 }) },
  { weight: 2, arbitrary: fc.integer({ min: 300, max: 9_000 }) },
  // Beyond the station's time limit: it has given up, the request still arrives.
  { weight: 1, arbitrary: fc.integer({ min: 9_000, max: 60_000 }) },
);
const databaseMs = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 20 }) },
  { weight: 1, arbitrary: fc.integer({ min: 20, max: 20_000 }) },
);

const listed: fc.Arbitrary<Listed> = fc.record({
  guest: place,
  status: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'cancelled', 'blocked'),
  category: fc.constantFrom('guest', 'guest', 'vip'),
  hold: fc.nat({ max: 5 }).map((n) => n === 0),
  days: fc.constantFrom('all', 'all', 'all', 'first-only'),
  code: fc.constantFrom('own', 'own', 'own', 'next'),
});

const guestAtDesk = { afterMs, station: place, guest: few };
const checkpoint = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(0, 2, 5) },
  { weight: 1, arbitrary: place },
);
const guestAtCheckpoint = { ...guestAtDesk, checkpoint };

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({
      do: fc.constant('scan'),
      ...guestAtCheckpoint,
      code: fc.constantFrom('own', 'own', 'own', 'ticket', 'badge', 'badge'),
      generation: fc.constantFrom(1, 1, 1, 2, 3),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('go-out'), ...guestAtCheckpoint }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('undo'), afterMs, station: place, choice: few }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('settle'),
      afterMs,
      station: place,
      choice: place,
      decision: fc.constantFrom('same-person', 'somebody-else', 'let-stand'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('walk-in'), afterMs, station: place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct'), ...guestAtDesk, text: place }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('print'), ...guestAtDesk }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('reprint'), ...guestAtDesk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('confirm-hold'), ...guestAtDesk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('note'), ...guestAtDesk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('answer-hold'), ...guestAtDesk }) },
  {
    weight: 30,
    arbitrary: fc.record({
      do: fc.constant('sync'),
      afterMs,
      station: place,
      process: fc.nat({ max: 1 }),
      fault: fc.oneof(
        { weight: 6, arbitrary: fc.constant('none') },
        {
          weight: 4,
          arbitrary: fc.constantFrom(
            'request-lost',
            'reply-lost',
            'reply-lost',
            'request-twice',
            'server-dies-before-commit',
            'answers-503',
            'portal-page',
          ),
        },
      ),
      requestMs: transitMs,
      prepareMs: databaseMs,
      commitMs: databaseMs,
      replyMs: transitMs,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('cut'),
      afterMs: soonMs,
      stations: fc.nat({ max: 4095 }),
      forMs: fc.integer({ min: 1_000, max: HOUR_MS }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set-clock'), afterMs, station: place, wrongByMs }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('restart'),
      afterMs: soonMs,
      station: place,
      machine: fc.boolean(),
      within: fc.boolean(),
      guest: place,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('import'),
      afterMs,
      list: fc.array(listed, { minLength: 1, maxLength: 8 }),
      commitMs: databaseMs,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('remove'), afterMs, guest: place, commitMs: databaseMs }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('change-event'), afterMs, rules: place, commitMs: databaseMs }),
  },
);

/** Days of venues of 2 to 12 stations. */
export const history: fc.Arbitrary<History> = fc.record({
  stations: fc.array(fc.record({ wrongByMs, prepared: fc.nat({ max: 9 }).map((n) => n > 0) }), {
    minLength: 2,
    maxLength: 12,
    size: 'max',
  }),
  // Few, so that desks meet the same guests again and again.
  guests: fc.constantFrom(2, 3, 4, 4, 5, 6, 8, 12, 20),
  pageSize: fc.constantFrom(1, 3, 10, 50, 1000, 1000, 1000, 1000),
  actions: fc.array(action, { minLength: 0, maxLength: 140, size: 'max' }),
});
