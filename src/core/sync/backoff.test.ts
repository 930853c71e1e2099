import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

describe('the back-off', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [6, 30_000],
    [5_000, 30_000],
  ])('after %i failures is anything up to %i ms', (failures, longest) => {
    expect(backoffMs(failures, () => 0)).toBe(0);
    expect(backoffMs(failures, () => 0.5)).toBe(longest / 2);
    expect(backoffMs(failures, () => 1)).toBe(longest);
  });
});
