/** The simulation can fail: each fault that is planted into the modelled venue is caught, by days that else are sound. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlantedFault } from './planted-fault.ts';
import { readRegressions } from './regressions.ts';
import { historyOf, problemsOf } from './simulate-seed.ts';
import { StationFiles } from './station-files.ts';

const FAULTS: readonly PlantedFault[] = [
  'cursor-past-uncommitted',
  'op-dropped-on-503',
  'last-writer-by-arrival',
  'clock-uncorrected',
  'dedupe-by-guest',
];

/** One of so many seeds has to catch it: the rarest needs a commit that is late by more than a round. */
const SEEDS = 100;

/** Larger venues catch more and take longer. */
const MOST_STATIONS = 4;

let files: StationFiles;

beforeAll(() => {
  files = new StationFiles();
});
afterAll(() => files.close());

describe.each(FAULTS)('%s', (fault) => {
  test('is caught by the smallest history that was found', () => {
    const kept = readRegressions().find(({ name }) => name === `planted-${fault}.json`);
    if (kept === undefined) throw new Error('there is no such history');
    expect(problemsOf(kept.history, files, fault).length).toBeGreaterThan(0);
    expect(problemsOf(kept.history, files)).toEqual([]);
  });

  test('is caught by a seed whose day is sound without it', () => {
    const seeds = Array.from({ length: SEEDS }, (_, place) => place + 1);
    const days = seeds.map(historyOf).filter(({ stations }) => stations.length <= MOST_STATIONS);
    const caught = days.find((day) => problemsOf(day, files, fault).length > 0);
    expect(caught).toBeDefined();
    if (caught !== undefined) expect(problemsOf(caught, files)).toEqual([]);
  });
});
