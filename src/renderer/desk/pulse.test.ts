import { expect, it } from 'vitest';
import { arrivalsPerMinute } from './pulse.tsx';

const AT = '2026-06-21T01:00:00.000Z';
const MINUTE = 60_000;
const pulse = { at: AT, minutes: [10, 20, 0, 5, 22] };

it.each([
  [0, 11.4],
  [MINUTE - 1, 11.4],
  [MINUTE, 7],
  [2 * MINUTE, 6],
  [5 * MINUTE, 0],
  [60 * MINUTE, 0],
  [-MINUTE, 11.4], // the clock of the window was set back
])('%i ms after it was told, %d guests come in a minute', (laterMs, expected) => {
  expect(arrivalsPerMinute(pulse, Date.parse(AT) + laterMs)).toBe(expected);
});
