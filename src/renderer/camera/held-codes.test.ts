import { describe, expect, it } from 'vitest';
import { HeldCodes } from './held-codes.ts';

/** The moments at which a code in view is read, ten times a second. */
function inView(code: string, fromMs: number, toMs: number): [string, number][] {
  const reads: [string, number][] = [];
  for (let at = fromMs; at <= toMs; at += 100) reads.push([code, at]);
  return reads;
}

function scans(reads: readonly (readonly [string, number])[]): [string, number][] {
  const held = new HeldCodes();
  return reads.filter(([code, at]) => held.see(code, at)).map(([code, at]) => [code, at]);
}

describe('a code before the camera', () => {
  it.each([
    ['held for 5 s is one scan', inView('A', 0, 5000), [['A', 0]]],
    [
      'away for 3 s and shown again is a second scan (case 7)',
      [...inView('A', 0, 5000), ...inView('A', 8000, 9000)],
      [
        ['A', 0],
        ['A', 8000],
      ],
    ],
    [
      'lost by the decoder for 1.9 s is still the same scan',
      [...inView('A', 0, 1000), ...inView('A', 2900, 4000)],
      [['A', 0]],
    ],
    [
      'and another one in the same second are two scans',
      [
        ['A', 0],
        ['B', 300],
        ['A', 600],
        ['B', 900],
      ] as [string, number][],
      [
        ['A', 0],
        ['B', 300],
      ],
    ],
  ])('%s', (_circumstance, reads, expected) => {
    expect(scans(reads)).toEqual(expected);
  });
});
