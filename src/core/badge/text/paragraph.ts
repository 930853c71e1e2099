import bidiFactory from 'bidi-js';
import type { Font } from 'fontkit';
import { chooseFont, type FontChoice } from './choose-font.ts';
import { cleanText } from './clean-text.ts';
import { drawingOrder } from './drawing-order.ts';
import { eastAsianSigns, hanStyle } from './east-asian.ts';
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
  /** Of the person whose name it is (ISO 3166-1 alpha-2): its shapes are taken for Han characters. */
  readonly country?: string;
}

export interface Paragraph {
  readonly clusters: readonly Cluster[];
  readonly breaks: readonly LineBreak[];
  readonly ellipsis: Cluster | undefined;
  /** What a reader sees as one character and no font draws in full, each once. */
  readonly undrawn: readonly string[];
}

const LETTER_THAT_JOINS = /(?!\p{sc=Latn})\p{L}/u;
const bidi = bidiFactory();
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Splits a text into clusters, each with its direction (UAX #9, the paragraph's by its first strong letter) and the
 * one font that draws it.
 */
export function readParagraph(source: string, style: TextStyle, fonts: Fonts): Paragraph {
  const text = cleanText(source);
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text);
  const choose = fontChooser(text, style, fonts);
  const clusters: Cluster[] = [];
  const undrawn = new Set<string>();
  for (const { segment, index } of graphemes.segment(text)) {
    const level = levels[index] ?? 0;
    const drawn = choose(drawableText(segment, level), index);
    if (!drawn.whole) undrawn.add(visibleText(segment));
    clusters.push(...clusterOf(drawn, index, level, style));
  }
  const ellipsis = choose('…', text.length);
  const [end] = clusterOf(ellipsis, text.length, paragraphs[0]?.level ?? 0, style);
  return { clusters, breaks: lineBreaks(text), ellipsis: end, undrawn: [...undrawn] };
}

/** Chooses the font of what stands at a place of the text. */
function fontChooser(text: string, { weight, country = '' }: TextStyle, fonts: Fonts) {
  const han = hanStyle(text, country, (style, characters) => fonts.hasAll(style, weight, characters));
  const signs = eastAsianSigns(`${text}…`);
  return (cluster: string, place: number): FontChoice => {
    const wish = { weight, han, eastAsian: signs.has(place) };
    return chooseFont(cluster, (part) => fonts.candidates(part, wish));
  };
}

function clusterOf({ text, font }: FontChoice, offset: number, level: number, style: TextStyle): Cluster[] {
  if (!font || text === '') return [];
  return [{ text, offset, level, font, tracking: LETTER_THAT_JOINS.test(text) ? 0 : style.tracking }];
}

/** Without variation selectors and the like; joiners stay, they choose the shapes of letters. */
function visibleText(grapheme: string): string {
  return grapheme.replace(/(?![\u200C\u200D])\p{Default_Ignorable_Code_Point}/gu, '');
}

function drawableText(grapheme: string, level: number): string {
  const visible = visibleText(grapheme);
  const mirrored = level % 2 === 1 ? bidi.getMirroredCharacter(visible) : null;
  return mirrored ?? drawingOrder(visible);
}
