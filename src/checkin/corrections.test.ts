import { expect, test } from 'vitest';
import type { OpOf } from '../contract/op.ts';
import { correctedMs, correctionsFrom, observedRuns } from './corrections.ts';

const HERE = '01890a5d-ac96-774b-bcce-b302099a8001';
const THERE = '01890a5d-ac96-774b-bcce-b302099a8002';
const RUN = '7b0c5c0e-8f0e-4a3e-9d52-0d5d1c6a0001';
const NINE = Date.parse('2026-06-21T01:00:00.000Z');
const HOUR = 3_600_000;

function observed(serial: number, offsetMs: number, changes: Partial<OpOf<'clock-observed'>> = {}) {
  const op: OpOf<'clock-observed'> = {
    kind: 'clock-observed',
    id: `019078e5-0000-7000-8000-${String(serial).padStart(12, '0')}`,
    station: HERE,
    hlc: `${NINE + serial}-0000-${HERE}`,
    at: new Date(NINE + serial).toISOString(),
    clock: RUN,
    offsetMs,
    actor: 'desk',
    payload: { clock: RUN, offsetMs },
    ...changes,
  };
  return op;
}

function op(atMs: number, changes: { station?: string; offsetMs?: number; stampMs?: number } = {}) {
  const { station = HERE, offsetMs = null, stampMs = atMs } = changes;
  return {
    station,
    clock: RUN,
    offsetMs,
    hlc: `${stampMs}-0000-${station}`,
    at: new Date(atMs).toISOString(),
  };
}

test('an op stamped before anybody knew the right time is put right by the observation of its run', () => {
  const corrections = correctionsFrom(observedRuns([observed(1, -3 * HOUR)]));
  expect(correctedMs(op(NINE + 3 * HOUR), corrections)).toBe(NINE);
});

test('an op stamped with a known offset is right already', () => {
  const corrections = correctionsFrom(observedRuns([observed(1, -3 * HOUR)]));
  expect(correctedMs(op(NINE, { offsetMs: -3 * HOUR }), corrections)).toBe(NINE);
});

test('of two observations of one run the first in the log counts, in either order of arrival', () => {
  const [first, second] = [observed(1, -3 * HOUR), observed(2, -2 * HOUR)];
  for (const arrived of [
    [first, second],
    [second, first],
  ])
    expect(observedRuns(arrived)).toEqual([{ station: HERE, clock: RUN, offsetMs: -3 * HOUR }]);
});

test("a station cannot put another's clock right", () => {
  const corrections = correctionsFrom(observedRuns([observed(1, -3 * HOUR, { station: THERE })]));
  expect(correctedMs(op(NINE), corrections)).toBe(NINE);
  expect(correctedMs(op(NINE, { station: THERE }), corrections)).toBe(NINE - 3 * HOUR);
});

test('a stamp that runs ahead of a clock that was set back is put right by the wall time', () => {
  const corrections = correctionsFrom(observedRuns([observed(1, 5 * HOUR)]));
  expect(correctedMs(op(NINE - 5 * HOUR, { stampMs: NINE + HOUR }), corrections)).toBe(NINE);
});
