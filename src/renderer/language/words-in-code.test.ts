import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const RENDERER = join(import.meta.dirname, '..');

/** Attributes, of HTML and of our own components, whose text a person reads or hears. */
const SPOKEN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'errorMessage',
  'hint',
  'label',
  'placeholder',
  'text',
  'title',
  'words',
]);
/** An address as an example is the same in every language. */
const SAME_EVERYWHERE = /^https?:\/\/\S+$/;

const NodeSchema = z.looseObject({ type: z.string() });
type Node = z.infer<typeof NodeSchema>;

const AttributeSchema = z.looseObject({ name: z.looseObject({ value: z.unknown() }), value: z.unknown() });

/** The texts that an expression may come to without asking anybody; those of functions are looked at where they are. */
function textsOf(value: unknown): string[] {
  const node = NodeSchema.safeParse(value).data;
  if (node === undefined) return [];
  switch (node.type) {
    case 'StringLiteral':
      return [String(node.value)];
    case 'TemplateElement':
      return [String(node.cooked)];
    case 'TemplateLiteral':
      return listOf(node.quasis).flatMap(textsOf);
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap(textsOf);
    case 'BinaryExpression':
      return (/^(\+|\|\||\?\?)$/.test(String(node.operator)) ? [node.left, node.right] : [node.right])
        .filter(() => /^(\+|\|\||\?\?|&&)$/.test(String(node.operator)))
        .flatMap(textsOf);
    case 'ParenthesisExpression':
    case 'JSXExpressionContainer':
      return textsOf(node.expression);
    default:
      return [];
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  const node = NodeSchema.safeParse(value).data;
  return [...(node === undefined ? [] : [node]), ...Object.values(value).flatMap(nodesIn)];
}

/** Words that a person would meet and that no catalogue has: in children and spoken attributes of JSX, and any Chinese. */
function wordsIn(source: string): string[] {
  const nodes = nodesIn(parseSync(source, { syntax: 'typescript', tsx: true }).body);
  const inJsx = nodes.flatMap((node) => {
    if (node.type === 'JSXText') return [String(node.value)];
    if (node.type === 'JSXElement' || node.type === 'JSXFragment')
      return listOf(node.children).flatMap(textsOf);
    if (node.type !== 'JSXAttribute') return [];
    const { name, value } = AttributeSchema.parse(node);
    return SPOKEN.has(String(name.value)) ? textsOf(value) : [];
  });
  const chinese = nodes.flatMap(textsOf).filter((text) => /\p{Script=Han}/u.test(text));
  const isWord = (text: string) => /\p{L}{2}/u.test(text) && !SAME_EVERYWHERE.test(text);
  return [...new Set([...inJsx.filter(isWord), ...chinese].map((text) => text.trim()))];
}

/** What stands on the keys of a keyboard is the same in both languages. */
const KEY_NAMES = /^(F\d{1,2}|Esc|Enter|Tab|Ctrl|Alt)$/;

const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.endsWith('.d.ts'),
);

describe('words that people meet', () => {
  it.each([
    ['<p>Loading</p>', ['Loading']],
    ['<p>{busy ? "Loading" : null}</p>', ['Loading']],
    ['<p>{busy && `Loading`}</p>', ['Loading']],
    ['<p>{t("core.starting")}</p>', []],
    ['<Input placeholder="Search" className="field wide" />', ['Search']],
    ['<Input placeholder="http://192.168.1.10:8787" />', []],
    ['<img alt={name ?? "Picture"} />', ['Picture']],
    ['<Choice title={t("a.b")} hint={"Printed " + count} />', ['Printed']],
    ['<p>{count} / {total} · {kind === "guest" && name}</p>', []],
  ])('are found in %s', (jsx, words) => {
    expect(wordsIn(`const screen = ${jsx};`)).toEqual(words);
  });

  it('are found in Chinese wherever they stand', () => {
    expect(wordsIn("export const word = '签到';")).toEqual(['签到']);
  });

  it.each(files)('come from the catalogue in %s', (file) => {
    const words = wordsIn(readFileSync(join(RENDERER, file), 'utf8'));
    expect(words.filter((word) => !KEY_NAMES.test(word))).toEqual([]);
  });
});
