import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StampSchema } from '../contract/op.ts';
import { MAX_DRIFT_MS, mergeStamp, nextStamp, type StampingTime } from './hlc.ts';

const HERE = '01890a5d-ac96-774b-bcce-b302099a8001';
const THERE = '01890a5d-ac96-774b-bcce-b302099a8002';
const NINE = Date.parse('2026-06-21T01:00:00.000Z');
const HOURS = 3_600_000;

/** A clock that nobody has corrected yet. */
function alone(correctedMs: number): StampingTime {
  return { correctedMs, offsetMs: null };
}

function told(correctedMs: number): StampingTime {
  return { correctedMs, offsetMs: -3 * HOURS };
}

test('the first stamp is the corrected time', () => {
  expect(nextStamp(null, told(NINE), HERE)).toBe(`${NINE}-0000-${HERE}`);
});

test('stamps of an uncorrected clock grow whatever it does, a restart included, and each is a valid stamp', () => {
  const clocks = fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 2, maxLength: 50 });
  fc.assert(
    fc.property(clocks, (readings) => {
      let last: string | null = null;
      for (const nowMs of readings) {
        const stamp = nextStamp(last, alone(nowMs), HERE);
        expect(StampSchema.safeParse(stamp).success).toBe(true);
        if (last !== null) expect(stamp > last).toBe(true);
        last = stamp;
      }
    }),
  );
});

test('stamps of a corrected clock grow while it goes back by no more than the drift', () => {
  const steps = fc.array(fc.integer({ min: -1_000, max: 100 }), { minLength: 2, maxLength: 50 });
  fc.assert(
    fc.property(steps, (changes) => {
      let nowMs = NINE;
      let last = nextStamp(null, told(nowMs), HERE);
      for (const change of changes) {
        nowMs += change;
        const stamp = nextStamp(last, told(nowMs), HERE);
        expect(stamp > last).toBe(true);
        last = stamp;
      }
    }),
  );
});

test('a full counter carries into the milliseconds', () => {
  expect(nextStamp(`${NINE}-ffff-${HERE}`, alone(NINE - 5), HERE)).toBe(`${NINE + 1}-0000-${HERE}`);
});

test('a station that learns that its clock was three hours ahead stamps by the right time at once', () => {
  const wrong = nextStamp(null, alone(NINE + 3 * HOURS), HERE);
  expect(nextStamp(wrong, told(NINE), HERE)).toBe(`${NINE}-0000-${HERE}`);
});

test('a last stamp within the drift of the right time still counts', () => {
  const last = `${NINE + MAX_DRIFT_MS}-0003-${HERE}`;
  expect(nextStamp(last, told(NINE), HERE)).toBe(`${NINE + MAX_DRIFT_MS}-0004-${HERE}`);
});

test('what is made after hearing of another station sorts behind what was heard, within the drift', () => {
  const drift = fc.integer({ min: -1_000_000, max: MAX_DRIFT_MS });
  fc.assert(
    fc.property(drift, fc.integer({ min: 0, max: 0xffff }), (ahead, counter) => {
      const heard = `${NINE + ahead}-${counter.toString(16).padStart(4, '0')}-${THERE}`;
      const last = mergeStamp(null, heard, NINE, HERE);
      for (const time of [alone(NINE), told(NINE)]) expect(nextStamp(last, time, HERE) > heard).toBe(true);
    }),
  );
});

test('a clock far ahead pulls this one by no more than the allowed drift', () => {
  const heard = `${NINE + 3 * HOURS}-0007-${THERE}`;
  expect(mergeStamp(null, heard, NINE, HERE)).toBe(`${NINE + MAX_DRIFT_MS}-0000-${HERE}`);
});

test('an older stamp does not pull the clock back', () => {
  const last = `${NINE}-0003-${HERE}`;
  expect(mergeStamp(last, `${NINE - 1}-0009-${THERE}`, NINE, HERE)).toBe(last);
});
