import { describe, expect, it } from 'vitest';
import { HeldCodes } from './held-codes.ts';

type Picture = readonly [at: number, ...codes: string[]];

/** What is read of the pictures of a camera, ten a second. */
function pictures(codes: readonly string[], fromMs: number, toMs: number): Picture[] {
  const count = (toMs - fromMs) / 100;
  return Array.from({ length: count }, (_, place) => [fromMs + 100 * place, ...codes]);
}

function scans(seen: readonly Picture[]): [number, ...string[]][] {
  const held = new HeldCodes();
  return seen.flatMap(([at, ...codes]) => {
    const fresh = held.see(codes, at);
    return fresh.length === 0 ? [] : [[at, ...fresh]];
  });
}

describe('a code before the camera', () => {
  it.each<[string, Picture[], Picture[]]>([
    ['case 7: held for 5 s is one scan', pictures(['A'], 0, 5000), [[0, 'A']]],
    [
      'case 7: away for 3 s and shown again is a second scan',
      [...pictures(['A'], 0, 5000), ...pictures([], 5000, 8000), ...pictures(['A'], 8000, 9000)],
      [
        [0, 'A'],
        [8000, 'A'],
      ],
    ],
    [
      'lost by the decoder for 1.9 s is still the same scan',
      [...pictures(['A'], 0, 1000), ...pictures([], 1000, 2900), ...pictures(['A'], 2900, 4000)],
      [[0, 'A']],
    ],
    [
      'lost again and again, but never for long, is still the same scan',
      [0, 1500, 3000, 4500].flatMap((at) => [
        ...pictures(['A'], at, at + 200),
        ...pictures([], at + 200, at + 1500),
      ]),
      [[0, 'A']],
    ],
    [
      'held while the computer looks at no picture for 10 s is still the same scan',
      [...pictures(['A'], 0, 1000), ...pictures(['A'], 11_000, 12_000)],
      [[0, 'A']],
    ],
    [
      'and another one in the same second are two scans, side by side or in turn',
      [
        [0, 'A'],
        [300, 'A', 'B'],
        [600, 'A'],
        [900, 'C', 'B'],
      ],
      [
        [0, 'A'],
        [300, 'B'],
        [900, 'C'],
      ],
    ],
  ])('%s', (_circumstance, seen, expected) => {
    expect(scans(seen)).toEqual(expected);
  });
});
