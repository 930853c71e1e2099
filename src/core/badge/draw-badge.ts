import type { Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import type { BadgeContent } from './badge-content.ts';
import { readableOn } from './colours.ts';
import { drawQrCode } from './draw-qr-code.ts';
import { fieldText } from './field-text.ts';
import type { BadgeColumn, BadgeField, BadgeLayout, Box } from './layout.ts';
import { type FittedText, fitText } from './text/fit-text.ts';
import type { Fonts } from './text/fonts.ts';
import type { Line } from './text/line.ts';
import { readParagraph } from './text/paragraph.ts';

/** A finished badge. */
export interface RenderedBadge {
  /** One page of the layout's size. */
  readonly pdf: Uint8Array<ArrayBuffer>;
  /** Characters that no font draws, with the field that holds them; a mark (〓) stands in a letter's place. */
  readonly undrawn: readonly { readonly field: string; readonly character: string }[];
}

interface PlacedField {
  readonly field: BadgeField;
  readonly text: FittedText;
}

const POINTS_PER_MM = 72 / 25.4;

/** Draws one badge. Lengths of the layout are mm, those of the PDF points. */
export async function drawBadge(
  content: BadgeContent,
  layout: BadgeLayout,
  fonts: Fonts,
): Promise<RenderedBadge> {
  const document = newDocument(layout);
  const pdf = collect(document);
  const undrawn: { field: string; character: string }[] = [];
  for (const band of layout.bands) {
    const { x, y, width, height } = inPoints(band.box);
    document
      .rect(x, y, width, height)
      .fill(band.colour === 'category' ? content.category.colour : band.colour);
  }
  for (const column of layout.columns) {
    const placed = column.fields.flatMap((field) => {
      const paragraph = readParagraph(fieldText(field.text, content), field, fonts);
      undrawn.push(...paragraph.undrawn.map((character) => ({ field: field.text, character })));
      const text = fitText(paragraph, roomOf(field, column));
      return text ? [{ field, text }] : [];
    });
    drawColumn(document, column, placed, content);
  }
  const { x, y, size } = layout.qr;
  drawQrCode(document, content.code, inPoints({ x, y, width: size, height: size }));
  document.end();
  return { pdf: await pdf, undrawn };
}

function newDocument({ page }: BadgeLayout): PDFKit.PDFDocument {
  return new PDFDocument({
    size: [page.width * POINTS_PER_MM, page.height * POINTS_PER_MM],
    margin: 0,
    font: '',
  });
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
  });
}

function inPoints({ x, y, width, height }: Box): Box {
  return {
    x: x * POINTS_PER_MM,
    y: y * POINTS_PER_MM,
    width: width * POINTS_PER_MM,
    height: height * POINTS_PER_MM,
  };
}

function roomOf(field: BadgeField, column: BadgeColumn) {
  return {
    width: column.box.width * POINTS_PER_MM,
    height: field.height * POINTS_PER_MM,
    size: field.size,
    lines: field.lines,
  };
}

function drawColumn(
  document: PDFKit.PDFDocument,
  column: BadgeColumn,
  placed: readonly PlacedField[],
  content: BadgeContent,
): void {
  const box = inPoints(column.box);
  const heights = placed.map(({ field, text }, at) => gapAbove(field, at) + heightOf(text));
  let top = box.y + (box.height - heights.reduce((sum, height) => sum + height, 0)) / 2;
  placed.forEach(({ field, text }, at) => {
    top += gapAbove(field, at);
    document.fillColor(field.colour === 'on-category' ? readableOn(content.category.colour) : field.colour);
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
