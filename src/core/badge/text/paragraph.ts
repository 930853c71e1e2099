import bidiFactory from 'bidi-js';
import type { Font } from 'fontkit';
import { cleanText } from './clean-text.ts';
import { drawingOrder } from './drawing-order.ts';
import type { Fonts, Weight } from './fonts.ts';
import { type LineBreak, lineBreaks } from './line-breaks.ts';

/** What a reader sees as one character, with all that is needed to draw it. */
export interface Cluster {
  /** In drawing order and mirrored, without characters that only steer the layout. */
  readonly text: string;
  /** Where it begins in the cleaned text, in UTF-16 code units. */
  readonly offset: number;
  /** Unicode bidi embedding level: odd is right to left. */
  readonly level: number;
  readonly font: Font;
  /** Extra space after it, in em. */
  readonly tracking: number;
}

interface TextStyle {
  readonly weight: Weight;
  /** Extra space after each Latin letter, in em; letters that join are never pulled apart. */
  readonly tracking: number;
}

export interface Paragraph {
  readonly clusters: readonly Cluster[];
  readonly breaks: readonly LineBreak[];
  readonly ellipsis: Cluster | undefined;
  /** Characters that no font draws, each once. */
  readonly undrawn: readonly string[];
}

/** The geta mark stands in print for a missing letter, so that a name never looks whole when it is not. */
const GETA = '〓';
const LETTER_THAT_JOINS = /(?!\p{sc=Latn})\p{L}/u;
const bidi = bidiFactory();
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Splits a text into clusters, each with its direction and the font that draws it. */
export function readParagraph(source: string, style: TextStyle, fonts: Fonts): Paragraph {
  const text = cleanText(source);
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text);
  const clusters: Cluster[] = [];
  const undrawn = new Set<string>();
  for (const { segment, index } of graphemes.segment(text)) {
    const level = levels[index] ?? 0;
    const drawn = findFont(visibleText(segment, level), style.weight, fonts);
    for (const character of drawn.missing) undrawn.add(character);
    clusters.push(...clusterOf(drawn, index, level, style));
  }
  const [ellipsis] = clusterOf(
    findFont('…', style.weight, fonts),
    text.length,
    paragraphs[0]?.level ?? 0,
    style,
  );
  return { clusters, breaks: lineBreaks(text), ellipsis, undrawn: [...undrawn] };
}

function clusterOf({ text, font }: FontChoice, offset: number, level: number, style: TextStyle): Cluster[] {
  if (!font || text === '') return [];
  return [{ text, offset, level, font, tracking: LETTER_THAT_JOINS.test(text) ? 0 : style.tracking }];
}

/** Without variation selectors and the like; joiners stay, they choose the shapes of letters. */
function visibleText(grapheme: string, level: number): string {
  const visible = grapheme.replace(/(?![\u200C\u200D])\p{Default_Ignorable_Code_Point}/gu, '');
  const mirrored = level % 2 === 1 ? bidi.getMirroredCharacter(visible) : null;
  return mirrored ?? drawingOrder(visible);
}

interface FontChoice {
  readonly text: string;
  readonly font: Font | undefined;
  readonly missing: readonly string[];
}

/** The font that has the whole cluster; else one that has its base, without the marks that it lacks. */
function findFont(text: string, weight: Weight, fonts: Fonts): FontChoice {
  for (const font of fonts.candidates(text, weight)) {
    if (lacking(text, font).length === 0) return { text, font, missing: [] };
  }
  for (const font of fonts.candidates(text, weight)) {
    const missing = lacking(text, font);
    if (missing.includes([...text][0] ?? '')) continue;
    return { text: without(text, missing), font, missing };
  }
  const missing = [...text].filter((character) => !isJoiner(character));
  if (!/[\p{L}\p{N}]/u.test(text)) return { text: '', font: undefined, missing };
  return { text: GETA, font: findFont(GETA, weight, fonts).font, missing };
}

function lacking(text: string, font: Font): string[] {
  return [...text].filter(
    (character) => !isJoiner(character) && !font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
  );
}

function without(text: string, characters: readonly string[]): string {
  return [...text].filter((character) => !characters.includes(character)).join('');
}

function isJoiner(character: string): boolean {
  return character === '\u200C' || character === '\u200D';
}
