import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRegressions } from './regressions.ts';
import { problemsOf, simulateSeed } from './simulate-seed.ts';
import { StationFiles } from './station-files.ts';

/** As many as take some 20 seconds; `npm run sim` runs more. */
const SEEDS = Array.from({ length: 40 }, (_, place) => place + 1);
const GROUP = 10;

let files: StationFiles;

beforeAll(() => {
  files = new StationFiles();
});
afterAll(() => files.close());

describe('a history that once went wrong goes right', () => {
  test.each(readRegressions())('$name', ({ history }) => {
    expect(problemsOf(history, files)).toEqual([]);
  });
});

describe('after a day of cuts, losses, wrong clocks and restarts all stations and the server agree', () => {
  const groups = SEEDS.filter((seed) => seed % GROUP === 1);
  test.each(groups)(`seed %i and the ${GROUP - 1} after it`, (first) => {
    for (const seed of SEEDS.slice(first - 1, first - 1 + GROUP)) {
      expect(simulateSeed(seed, { files, shrinkForMs: 20_000 })).toBeNull();
    }
  });
});
