import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StampSchema } from '../contract/op.ts';
import { MAX_DRIFT_MS, mergeStamp, nextStamp } from './hlc.ts';

const HERE = '01890a5d-ac96-774b-bcce-b302099a8001';
const THERE = '01890a5d-ac96-774b-bcce-b302099a8002';
const NINE = Date.parse('2026-06-21T01:00:00.000Z');

test('the first stamp is the wall clock', () => {
  expect(nextStamp(null, NINE, HERE)).toBe(`${NINE}-0000-${HERE}`);
});

test('stamps grow whatever the wall clock does, and each is a valid stamp', () => {
  const clocks = fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 2, maxLength: 50 });
  fc.assert(
    fc.property(clocks, (readings) => {
      let last: string | null = null;
      for (const nowMs of readings) {
        const stamp = nextStamp(last, nowMs, HERE);
        expect(StampSchema.safeParse(stamp).success).toBe(true);
        if (last !== null) expect(stamp > last).toBe(true);
        last = stamp;
      }
    }),
  );
});

test('a full counter carries into the milliseconds', () => {
  expect(nextStamp(`${NINE}-ffff-${HERE}`, NINE - 5, HERE)).toBe(`${NINE + 1}-0000-${HERE}`);
});

test('what is made after hearing of another station sorts behind what was heard, within the drift', () => {
  const drift = fc.integer({ min: -1_000_000, max: MAX_DRIFT_MS });
  fc.assert(
    fc.property(drift, fc.integer({ min: 0, max: 0xffff }), (ahead, counter) => {
      const heard = `${NINE + ahead}-${counter.toString(16).padStart(4, '0')}-${THERE}`;
      const last = mergeStamp(null, heard, NINE, HERE);
      expect(nextStamp(last, NINE, HERE) > heard).toBe(true);
    }),
  );
});

test('a clock far ahead pulls this one by no more than the allowed drift', () => {
  const heard = `${NINE + 3 * 3_600_000}-0007-${THERE}`;
  expect(mergeStamp(null, heard, NINE, HERE)).toBe(`${NINE + MAX_DRIFT_MS}-0000-${HERE}`);
});

test('an older stamp does not pull the clock back', () => {
  const last = `${NINE}-0003-${HERE}`;
  expect(mergeStamp(last, `${NINE - 1}-0009-${THERE}`, NINE, HERE)).toBe(last);
});
