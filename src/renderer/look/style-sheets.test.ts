import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const RENDERER = join(import.meta.dirname, '..');
const SHEETS = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .map((file) => [file, withoutComments(readFileSync(join(RENDERER, file), 'utf8'))] as const);

function withoutComments(css: string): string {
  return css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
}

function linesWith(pattern: RegExp, css: string): string[] {
  return css.split('\n').filter((line) => pattern.test(line));
}

/** Named colours that style sheets are tempted by; `transparent` and `currentColor` are none of their own. */
const HARD_COLOUR =
  /#[0-9a-f]{3,8}\b|\b(rgb|hsl|lab|lch|oklch)a?\(|:[^;]*\b(white|black|red|green|blue|gr[ae]y)\b(?!-)/i;
const PHYSICAL = [
  /(^|[\s{;])(left|right)\s*:/,
  /\b(margin|padding|border|scroll-margin|scroll-padding)-(left|right)\b/,
  /\bborder-(top|bottom)-(left|right)-radius\b/,
  /\b(text-align|float|clear)\s*:\s*(left|right)\b/,
  // Four values are top, right, bottom and left: only logical when the sides are the same.
  /\b(margin|padding|inset):\s+[^\s;(]+\s+(?<right>[^\s;(]+)\s+[^\s;(]+\s+(?!\k<right>;)[^\s;(]+;/,
];

describe.each(SHEETS)('%s', (file, css) => {
  it('takes its colours from the tokens, so that every look has them', () => {
    const hard = linesWith(HARD_COLOUR, css);
    if (file.endsWith('tokens.css')) expect(hard).not.toEqual([]);
    else expect(hard).toEqual([]);
  });

  it('knows start and end, not left and right, so that a language from right to left needs nothing', () => {
    for (const pattern of PHYSICAL) expect(linesWith(pattern, css)).toEqual([]);
  });

  it('names no token that does not exist', () => {
    const known = new Set(
      SHEETS.flatMap(([, sheet]) => [...sheet.matchAll(/(--[a-z-]+)\s*:/g)].map(([, name]) => name)),
    );
    const set = ['--trigger-width', '--category', '--category-on-plate'];
    const used = [...css.matchAll(/var\((--[a-z-]+)\)/g)].map(([, name = '']) => name);
    expect(used.filter((name) => !known.has(name) && !set.includes(name))).toEqual([]);
  });
});
