import { expect, test } from 'vitest';
import { faultsOf, LONG_DAY, slopeOf } from './bounds.ts';
import type { Levels } from './levels.ts';
import type { Soaked } from './soak.ts';

const LEVEL: Levels = {
  ...{ mainMemory: 190, mainHeap: 5, windowMemory: 200, windowHeap: 10, coreMemory: 250, coreHeap: 30 },
  ...{ nodes: 700, listeners: 400 },
};

function soaked(last: Partial<Levels> = {}, rest: Partial<Soaked> = {}): Soaked {
  return {
    levels: [LEVEL, LEVEL, LEVEL, { ...LEVEL, ...last }],
    ...{ scans: 20_000, answered: 20_000, badges: 27, framesAtStart: [1], framesAtEnd: [1, 1, 2, 2] },
    ...{ tracksWhileOpen: 1, tracksAfter: 0, warnings: [] },
    ...rest,
  };
}

test('a day that leaves nothing behind has no fault', () => {
  expect(faultsOf(soaked(), LONG_DAY)).toEqual([]);
});

test.each([
  ['objects of the core', soaked({ coreHeap: 39 }), 'coreHeap'],
  ['objects of the window', soaked({ windowHeap: 19 }), 'windowHeap'],
  ['resident memory', soaked({ mainMemory: 260 }), 'mainMemory'],
  ['listeners', soaked({ listeners: 501 }), 'listeners'],
  ['nodes', soaked({ nodes: 1_701 }), 'nodes'],
  ['a camera', soaked({}, { tracksAfter: 1 }), 'still on'],
  ['late verdicts', soaked({}, { framesAtEnd: [1, 1, 3, 1] }), '1 of 4 verdicts'],
  ['scans without an answer', soaked({}, { answered: 19_799 }), '201 of 20000'],
  ['a warning of Node', soaked({}, { warnings: ['MaxListenersExceededWarning'] }), 'MaxListeners'],
])('%s left behind is told', (_what, day, words) => {
  expect(faultsOf(day, LONG_DAY)).toEqual([expect.stringContaining(words)]);
});

test('the slope is what each hour adds', () => {
  expect(slopeOf([10, 12, 14, 16])).toBe(2);
});
