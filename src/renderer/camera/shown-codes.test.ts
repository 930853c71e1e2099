import { describe, expect, it } from 'vitest';
import { shownCodes } from './shown-codes.ts';

describe('the codes in one picture of the camera', () => {
  it.each([
    ['none', [], []],
    ['one is shown', [{ text: 'A', side: 40 }], ['A']],
    [
      'two held side by side are both shown, the nearer one first',
      [
        { text: 'A', side: 150 },
        { text: 'B', side: 180 },
      ],
      ['B', 'A'],
    ],
    [
      'a badge in the queue behind is not shown by anybody',
      [
        { text: 'behind', side: 70 },
        { text: 'A', side: 180 },
      ],
      ['A'],
    ],
    [
      'the same code twice is one',
      [
        { text: 'A', side: 180 },
        { text: 'A', side: 170 },
      ],
      ['A'],
    ],
    ['an empty code is none', [{ text: '', side: 180 }], []],
  ])('%s', (_circumstance, found, expected) => {
    expect(shownCodes(found)).toEqual(expected);
  });
});
