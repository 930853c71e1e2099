import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryOp, Op } from '../contract/op.ts';
import { foldGuest } from './fold.ts';

const HERE = '01890a5d-ac96-774b-bcce-b302099a8001';
const THERE = '01890a5d-ac96-774b-bcce-b302099a8002';
const NINE = Date.parse('2026-06-21T01:00:00.000Z');

function opId(serial: number): string {
  return `019078e5-0000-7000-8000-${String(serial).padStart(12, '0')}`;
}

function entry(serial: number, station: string, stampMs: number, checkpoint = 'main'): EntryOp {
  return {
    kind: 'entry',
    id: opId(serial),
    station,
    hlc: `${stampMs}-0000-${station}`,
    at: new Date(stampMs).toISOString(),
    actor: 'desk',
    registration: 'R1',
    checkpoint,
    payload: { via: 'scanner' },
  };
}

function printed(serial: number, stampMs: number): Op {
  const { checkpoint: _checkpoint, ...fields } = entry(serial, HERE, stampMs);
  return { ...fields, kind: 'badge-printed', payload: { job: opId(900 + serial), printer: 'pdf-folder' } };
}

test('a guest of whom the log says nothing is nowhere', () => {
  expect(foldGuest([])).toEqual({ checkpoints: new Map(), badgesPrinted: 0 });
});

test('two desks apart: the earlier entry is the admission, the later a conflict, in either order', () => {
  const earlier = entry(2, THERE, NINE);
  const later = entry(1, HERE, NINE + 1);
  const expected = new Map([['main', { admission: earlier, conflicts: [later] }]]);
  expect(foldGuest([earlier, later]).checkpoints).toEqual(expected);
  expect(foldGuest([later, earlier]).checkpoints).toEqual(expected);
});

test('the order is that of the stamps, not of the wall clocks', () => {
  const stampedFirst = { ...entry(1, HERE, NINE), at: '2026-06-21T09:00:00.000Z' };
  const stampedLast = { ...entry(2, THERE, NINE + 1), at: '2026-06-21T00:00:00.000Z' };
  expect(foldGuest([stampedLast, stampedFirst]).checkpoints.get('main')?.admission).toBe(stampedFirst);
});

test('each checkpoint admits for itself, and badges are counted', () => {
  const state = foldGuest([entry(1, HERE, NINE), entry(2, HERE, NINE + 1, 'vip-room'), printed(3, NINE + 2)]);
  expect([...state.checkpoints.keys()]).toEqual(['main', 'vip-room']);
  expect(state.badgesPrinted).toBe(1);
});

test('the same set of ops gives the same state in any order, any number of times', () => {
  const ops = [
    entry(1, HERE, NINE),
    entry(2, THERE, NINE),
    entry(3, THERE, NINE - 5),
    entry(4, HERE, NINE + 5, 'vip-room'),
    printed(5, NINE + 6),
    printed(6, NINE + 7),
  ];
  const expected = foldGuest(ops);
  const everyOrder = fc.shuffledSubarray(ops, { minLength: ops.length });
  fc.assert(
    fc.property(everyOrder, fc.array(fc.constantFrom(...ops)), (order, repeats) => {
      expect(foldGuest([...repeats, ...order])).toEqual(expected);
    }),
  );
});
