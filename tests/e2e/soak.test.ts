import { expect, it } from 'vitest';
import { faultsOf, SHORT_DAY } from '../../scripts/soak/bounds.ts';
import { soak } from '../../scripts/soak/soak.ts';

it('a short day leaves no listener, no camera and no memory behind in any process', {
  timeout: 600_000, // a computer that others load as well
}, async () => {
  const soaked = await soak({ scans: 300, rounds: 1, warmUp: 100, watched: 0, onRound: () => {} });
  expect(faultsOf(soaked, SHORT_DAY)).toEqual([]);
});
