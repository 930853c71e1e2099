import { describe, expect, it } from 'vitest';
import { restartLimit } from './restart-limit.ts';

describe('the limit of restarts', () => {
  it('doubles the delay with each death of the last minute, and gives up at the fifth', () => {
    const limit = restartLimit();
    const delays = [0, 1_000, 2_000, 3_000, 59_999].map((now) => limit.delayAfterDeath(now));
    expect(delays).toEqual([100, 200, 400, 800, null]);
  });

  it('forgets a death after a minute', () => {
    const limit = restartLimit();
    const delays = [0, 60_000, 120_000, 120_001].map((now) => limit.delayAfterDeath(now));
    expect(delays).toEqual([100, 100, 100, 200]);
  });
});
