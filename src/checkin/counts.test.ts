import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Counted, countAttendance } from './counts.ts';

const EVENT = {
  checkpoints: [
    { id: 'main', tracksExit: false },
    { id: 'hall', tracksExit: true },
  ].map((checkpoint) => ({
    ...checkpoint,
    name: { zh: '门', en: 'Gate' },
    categories: null,
    days: null,
    hours: null,
    admission: 'once' as const,
    capacity: null,
    holds: true,
  })),
};

function counted(checkpoint: string, admittedAt: string, changes: Partial<Counted> = {}): Counted {
  return { checkpoint, admittedAt, category: 'delegate', inside: true, ...changes };
}

test('guests are counted by checkpoint, category and quarter of an hour', () => {
  const counts = countAttendance(
    [
      counted('main', '2026-06-21T01:14:59.999Z'),
      counted('main', '2026-06-21T01:15:00.000Z', { category: 'vip' }),
      counted('main', '2026-06-21T01:29:59.999Z'),
      counted('hall', '2026-06-21T01:00:00.000Z'),
      counted('hall', '2026-06-21T01:00:00.000Z', { inside: false }),
      counted('gone', '2026-06-21T01:00:00.000Z', { category: '' }),
    ],
    EVENT,
    ['main', 'gone', 'main'],
  );
  expect(counts).toEqual([
    {
      checkpoint: 'main',
      admitted: 3,
      inside: null,
      openConflicts: 2,
      byCategory: [
        { category: 'delegate', admitted: 2 },
        { category: 'vip', admitted: 1 },
      ],
      byQuarterHour: [
        { from: '2026-06-21T01:00:00.000Z', admitted: 1 },
        { from: '2026-06-21T01:15:00.000Z', admitted: 2 },
      ],
    },
    {
      checkpoint: 'hall',
      admitted: 2,
      inside: 1,
      openConflicts: 0,
      byCategory: [{ category: 'delegate', admitted: 2 }],
      byQuarterHour: [{ from: '2026-06-21T01:00:00.000Z', admitted: 2 }],
    },
    {
      checkpoint: 'gone',
      admitted: 1,
      inside: null,
      openConflicts: 1,
      byCategory: [{ category: '', admitted: 1 }],
      byQuarterHour: [{ from: '2026-06-21T01:00:00.000Z', admitted: 1 }],
    },
  ]);
});

test('a checkpoint that nobody passed is counted as nothing', () => {
  expect(countAttendance([], EVENT, [])).toMatchObject([
    { checkpoint: 'main', admitted: 0, byCategory: [], byQuarterHour: [] },
    { checkpoint: 'hall', admitted: 0, inside: 0 },
  ]);
});

test('counts are those of a model that looks at one number at a time', () => {
  const guests = fc.array(
    fc.record({
      checkpoint: fc.constantFrom('main', 'hall'),
      admittedAt: fc
        .date({
          min: new Date('2026-06-21T00:00:00Z'),
          max: new Date('2026-06-21T03:00:00Z'),
          noInvalidDate: true,
        })
        .map((date) => date.toISOString()),
      category: fc.constantFrom('delegate', 'vip', 'press'),
      inside: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(guests, (all) => {
      for (const count of countAttendance(all, EVENT, [])) {
        const here = all.filter(({ checkpoint }) => checkpoint === count.checkpoint);
        expect(count.admitted).toBe(here.length);
        for (const category of ['delegate', 'vip', 'press']) {
          const found = count.byCategory.find((one) => one.category === category)?.admitted ?? 0;
          expect(found).toBe(here.filter((guest) => guest.category === category).length);
        }
        for (let quarter = 0; quarter <= 12; quarter += 1) {
          const [from, to] = [quarter, quarter + 1].map((quarters) =>
            new Date(Date.UTC(2026, 5, 21) + quarters * 900_000).toISOString(),
          );
          const found = count.byQuarterHour.find((one) => one.from === from)?.admitted ?? 0;
          expect(found).toBe(
            here.filter(({ admittedAt }) => admittedAt >= String(from) && admittedAt < String(to)).length,
          );
        }
      }
    }),
  );
});
