import type { Font } from 'fontkit';
import type { BadgeColumn, BadgeField, Box } from '../../contract/badge-layout.ts';
import type { Undrawn } from '../../contract/print.ts';
import { colourOf } from './colours.ts';
import { inPoints, POINTS_PER_MM } from './points.ts';
import { type FittedText, fitText } from './text/fit-text.ts';
import type { Fonts } from './text/fonts.ts';
import type { Line } from './text/line.ts';
import { readParagraph } from './text/paragraph.ts';

/** What a field says on this badge. */
export interface SaidField {
  readonly field: BadgeField;
  readonly says: string;
  /** Whose shapes its Han characters have, where nothing beside them says so. */
  readonly country: string;
}

interface PlacedField {
  readonly field: BadgeField;
  readonly text: FittedText;
}

/** Draws the fields of a column, each at the largest size that fits. Gives what no font draws: a mark (〓) stands in its place. */
export function drawColumn(
  document: PDFKit.PDFDocument,
  column: BadgeColumn,
  fields: readonly SaidField[],
  category: string,
  fonts: Fonts,
): Undrawn[] {
  const undrawn: Undrawn[] = [];
  const placed = fields.flatMap(({ field, says, country }) => {
    const paragraph = readParagraph(says, { ...field, country }, fonts);
    undrawn.push(...paragraph.undrawn.map((character) => ({ field: field.text, character })));
    const text = fitText(paragraph, roomOf(field, column));
    return text ? [{ field, text }] : [];
  });
  drawPlaced(document, column, placed, category);
  return undrawn;
}

function roomOf(field: BadgeField, column: BadgeColumn) {
  return {
    width: column.box.width * POINTS_PER_MM,
    height: field.height * POINTS_PER_MM,
    size: field.size,
    lines: field.lines,
  };
}

function drawPlaced(
  document: PDFKit.PDFDocument,
  column: BadgeColumn,
  placed: readonly PlacedField[],
  category: string,
): void {
  const box = inPoints(column.box);
  const heights = placed.map(({ field, text }, at) => gapAbove(field, at) + heightOf(text));
  const free = box.height - heights.reduce((sum, height) => sum + height, 0);
  let top = box.y + { top: 0, middle: free / 2, bottom: free }[column.place];
  placed.forEach(({ field, text }, at) => {
    top += gapAbove(field, at);
    document.fillColor(colourOf(field.colour, category));
    drawField(document, field, text, { ...box, y: top });
    top += heightOf(text);
  });
}

function gapAbove(field: BadgeField, position: number): number {
  return position === 0 ? 0 : field.gap * POINTS_PER_MM;
}

function heightOf(text: FittedText): number {
  return text.lines.length * (text.ascent + text.descent);
}

function drawField(document: PDFKit.PDFDocument, field: BadgeField, text: FittedText, box: Box): void {
  text.lines.forEach((line, at) => {
    const baseline = box.y + at * (text.ascent + text.descent) + text.ascent;
    drawLine(document, line, text.size, startOf(line, text.size, field, box), baseline);
  });
}

function startOf(line: Line, size: number, field: BadgeField, box: Box): number {
  const free = box.width - line.width * size;
  return box.x + { left: 0, center: free / 2, right: free }[field.align];
}

function drawLine(
  document: PDFKit.PDFDocument,
  line: Line,
  size: number,
  start: number,
  baseline: number,
): void {
  let x = start;
  for (const run of line.runs) {
    selectFont(document, run.font);
    document.fontSize(size).text(run.text, x, baseline, {
      features: [],
      lineBreak: false,
      baseline: 'alphabetic',
      characterSpacing: run.tracking * size,
    });
    x += run.width * size;
  }
}

/** By its name, so that pdfkit embeds it once. */
function selectFont(document: PDFKit.PDFDocument, font: Font): void {
  document.registerFont(font.postscriptName, font).font(font.postscriptName);
}
