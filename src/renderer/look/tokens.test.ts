import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import sampleEvent from '../../../resources/events/world-sme-conference-2026.json' with { type: 'json' };
import { accentTokens } from './accent.ts';
import { contrast, mixed } from './contrast.ts';
import type { Look } from './look-choice.ts';

const TEXT = 4.5;
/** Edges of what can be pressed, marks and focus (WCAG 2.2, 1.4.11 and 2.4.13). */
const SHAPE = 3;
const COLOURS = ['--lake', '--admit', '--again', '--hold', '--refuse', '--unknown'];

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const [lightBlock = '', darkBlock = ''] = css.split(':root[data-look="dark"]');
const light = new Map(declarations(lightBlock));
const TOKENS: Readonly<Record<Look, ReadonlyMap<string, string>>> = {
  light,
  dark: new Map([...light, ...declarations(darkBlock)]),
};

function declarations(block: string): [string, string][] {
  return [...block.matchAll(/(--[a-z-]+): (#[0-9a-f]{6,8});/g)].map(([, name = '', colour = '']) => [
    name,
    colour,
  ]);
}

/** Text, what it stands on, and how much it has to stand out. */
const PAIRS: readonly (readonly [text: string, ground: string, least: number])[] = [
  ...['--ink', '--ink-soft', ...COLOURS].flatMap((text) => [
    [text, '--paper', TEXT] as const,
    [text, '--mist', TEXT] as const,
  ]),
  ['--ink', '--lake-light', TEXT],
  ['--ink-soft', '--lake-light', TEXT],
  ['--ink', '--line', TEXT],
  ...COLOURS.map((ground) => ['--on-colour', ground, TEXT] as const),
  ['--on-colour', '--lake-deep', TEXT],
  ['--paper', '--ink', TEXT],
  ['--ink', '--found', TEXT],
  ['--on-bar', '--bar', TEXT],
  ['--on-warn', '--warn', TEXT],
  ['--on-plate', '--plate', TEXT],
  ['--edge', '--paper', SHAPE],
  ['--edge', '--mist', SHAPE],
  ['--warn-mark', '--warn', SHAPE],
  ['--well', '--bar', SHAPE],
  ['--focus', '--focus-edge', SHAPE],
];

/** A colour `#rrggbbaa` over another. */
function over(veil: string, ground: string): string {
  return mixed(veil.slice(0, 7), ground, Number.parseInt(veil.slice(7, 9), 16) / 255);
}

describe.each(['light', 'dark'] as const)('the %s look', (look) => {
  const colour = (name: string) => TOKENS[look].get(name) ?? expect.fail(`${name} is no colour`);

  it.each(PAIRS)('writes %s on %s with a contrast of at least %f', (text, ground, least) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(least);
  });

  it.each(COLOURS)('writes on the foot of a surface in %s', (ground) => {
    const foot = over(colour('--foot-veil'), colour(ground));
    expect(contrast(colour('--on-colour'), foot)).toBeGreaterThanOrEqual(TEXT);
  });

  it('writes on a chip of the bar', () => {
    const chip = over(colour('--bar-veil'), colour('--bar'));
    expect(contrast(colour('--on-bar'), chip)).toBeGreaterThanOrEqual(TEXT);
  });

  it('shows the focus on every ground by one of its two colours', () => {
    for (const ground of ['--paper', '--mist', '--bar', '--lake-light', ...COLOURS]) {
      const best = Math.max(
        ...['--focus', '--focus-edge'].map((ring) => contrast(colour(ring), colour(ground))),
      );
      expect(best, ground).toBeGreaterThanOrEqual(SHAPE);
    }
  });

  it.each(['#000000', '#ffffff', '#ffd400', '#00696b', '#e4002b', '#808080', '#00ff00', '#0000ff'])(
    'can be read when the event is coloured %s',
    (accent) => {
      const tokens = new Map([...TOKENS[look], ...Object.entries(accentTokens(accent, look))]);
      const now = (name: string) => tokens.get(name) ?? expect.fail(`${name} is no colour`);
      for (const [text, ground, least] of PAIRS.filter((pair) => /--(lake|bar)/.test(pair.join(' ')))) {
        expect(contrast(now(text), now(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(least);
      }
    },
  );
});

it.each([...sampleEvent.categories.map(({ colour }) => colour), '#000000', '#0000ff'])(
  'a category coloured %s can be read on dark paper',
  (colour) => {
    // In sRGB the mix is darker than in oklab, in which the style sheet mixes.
    const word = mixed(colour, '#ffffff', 0.3);
    expect(contrast(word, TOKENS.dark.get('--paper') ?? '')).toBeGreaterThanOrEqual(TEXT);
  },
);
