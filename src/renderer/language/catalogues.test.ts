import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from './en.json' with { type: 'json' };
import zh from './zh-CN.json' with { type: 'json' };

const RENDERER = join(import.meta.dirname, '..');

function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  );
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();
}

function sources(): string {
  return readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(RENDERER, file), 'utf8'))
    .join('\n');
}

const english = new Map(leaves(en));
const chinese = new Map(leaves(zh));

describe('the catalogues', () => {
  it('have the same keys in Chinese and English', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('have no empty text, and the same placeholders in both languages', () => {
    for (const [key, text] of english) {
      expect(text, key).not.toBe('');
      expect(chinese.get(key), key).not.toBe('');
      expect(placeholders(chinese.get(key) ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('hold each key that the screens use, and no other', () => {
    const source = sources();
    const used = [...english.keys()].filter((key) => isUsed(key, source));
    expect([...english.keys()].filter((key) => !used.includes(key))).toEqual([]);
    const named = [...source.matchAll(/\b(?:t|zh|en)\(\s*'([\w.-]+)'/g)].map(([, key = '']) => key);
    expect(named.filter((key) => !english.has(key))).toEqual([]);
  });
});

/** Named whole, or built from a prefix and a value: t(`verdict.${verdict}.word`). */
function isUsed(key: string, source: string): boolean {
  if (source.includes(`'${key}'`) || source.includes(`"${key}"`)) return true;
  const parts = key.split('.');
  return parts.some((_, index) => {
    const built = [...parts.slice(0, index), '\\$\\{[^}]+\\}', ...parts.slice(index + 1)].join('\\.');
    return new RegExp(`\`${built}\``).test(source);
  });
}
