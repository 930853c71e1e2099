import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { latinWordsIn } from '../../tests/fixtures/latin-words.ts';
import { BadgeLayoutFileSchema, BadgeLayoutSetSchema } from './badge-layout.ts';
import { EventSchema } from './event.ts';
import { isProblemKey, PROBLEMS } from './problem-sentences.ts';
import { PinSchema, StaffPersonSchema } from './staff.ts';

const Part = z.object({ _zod: z.object({ def: z.looseObject({}) }) });

/** The definitions of a schema, of all that it is made of, and of their checks. */
function definitionsIn(part: unknown, seen = new Set<unknown>()): Record<string, unknown>[] {
  if (typeof part !== 'object' || part === null || seen.has(part)) return [];
  seen.add(part);
  const schema = Part.safeParse(part).data;
  if (schema === undefined) return Object.values(part).flatMap((inner) => definitionsIn(inner, seen));
  const { def } = schema._zod;
  return [def, ...Object.values(def).flatMap((inner) => definitionsIn(inner, seen))];
}

/** What a definition says in the place of zod; null where it leaves that to zod. */
function messageOf({ error }: Record<string, unknown>): string | null {
  return typeof error === 'function' ? String(error({})) : null;
}

/** Zod would tell a rule of ours as "Invalid input", and a pattern by itself. */
function isOurRule(definition: Record<string, unknown>): boolean {
  return definition.format === 'regex' || (definition.check === 'custom' && definition.fn !== undefined);
}

describe('our own faults', () => {
  it.each([
    ['an event', EventSchema],
    ['a badge layout', BadgeLayoutFileSchema],
    ['a set of layouts', BadgeLayoutSetSchema],
    ['a person of the staff', StaffPersonSchema.extend({ pin: PinSchema })],
  ])('of %s have sentences, each of them', (_what, schema) => {
    const definitions = definitionsIn(schema);
    const ours = definitions.filter((definition) => isOurRule(definition) || messageOf(definition) !== null);
    const messages = ours.map((definition) => messageOf(definition) ?? JSON.stringify(definition));
    expect(messages).not.toEqual([]);
    expect(messages.filter((message) => !isProblemKey(message))).toEqual([]);
  });

  it('are told somewhere, each of them', () => {
    const source = join(import.meta.dirname, '..');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/problem-sentences|\.test\./.test(file))
      .map((file) => readFileSync(join(source, file), 'utf8'));
    const keys = Object.keys(PROBLEMS);
    expect(keys.filter((key) => !files.some((text) => text.includes(`'${key}'`)))).toEqual([]);
  });

  it.each(Object.entries(PROBLEMS))('%s is told in Chinese and in English', (_key, { zh, en }) => {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(latinWordsIn(zh.replaceAll(/\{\w+\}/g, ''))).toEqual([]);
    expect(en).toMatch(/^[\x20-\x7e]+$/);
    const wordsOf = (text: string) => new Set(text.match(/\{\w+\}/g));
    expect(wordsOf(zh)).toEqual(wordsOf(en));
  });
});
