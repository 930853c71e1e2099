import { describe, expect, it } from 'vitest';
import { restartLimit } from './restart-limit.ts';

describe('the limit of restarts', () => {
  it('doubles the delay with each death of the last minute, and gives up at the fifth', () => {
    const limit = restartLimit(() => true);
    const delays = [0, 1_000, 2_000, 3_000, 59_999].map((now) => limit.delayAfterDeath(now));
    expect(delays).toEqual([100, 200, 400, 800, null]);
  });

  it('forgets a death after a minute', () => {
    const limit = restartLimit(() => true);
    const delays = [0, 60_000, 120_000, 120_001].map((now) => limit.delayAfterDeath(now));
    expect(delays).toEqual([100, 100, 100, 200]);
  });

  it('never gives up a kiosk, but goes slower, until it has lived for a minute', () => {
    const limit = restartLimit(() => false);
    const delays = [0, 1, 2, 3, 4, 10_000, 70_001].map((now) => limit.delayAfterDeath(now));
    expect(delays).toEqual([100, 200, 400, 800, 10_000, 10_000, 100]);
  });
});
