import PDFDocument from 'pdfkit';
import type { BadgeLayout } from '../../contract/badge-layout.ts';
import type { Undrawn } from '../../contract/print.ts';
import type { BadgeContent } from './badge-content.ts';
import { drawMarks } from './draw-marks.ts';
import { drawSide } from './draw-side.ts';
import { POINTS_PER_MM } from './points.ts';
import { sheetOf } from './sheet.ts';
import type { Fonts } from './text/fonts.ts';

/** A finished badge. */
export interface RenderedBadge {
  /** One page of the size of the layout's sheet. */
  readonly pdf: Uint8Array<ArrayBuffer>;
  /** Characters that no font draws, with the field that holds them; a mark (〓) stands in a letter's place. */
  readonly undrawn: readonly Undrawn[];
}

/** Draws one badge. Lengths of the layout are mm, those of the PDF points. */
export async function drawBadge(
  content: BadgeContent,
  layout: BadgeLayout,
  fonts: Fonts,
): Promise<RenderedBadge> {
  const sheet = sheetOf(layout);
  const document = new PDFDocument({
    size: [sheet.width * POINTS_PER_MM, sheet.height * POINTS_PER_MM],
    margin: 0,
    font: '',
  });
  const pdf = collect(document);
  const undrawn: Undrawn[] = [];
  for (const placed of sheet.sides)
    undrawn.push(...(await drawSide(document, placed, sheet, { content, layout, fonts })));
  drawMarks(document, sheet);
  document.end();
  return { pdf: await pdf, undrawn };
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
  });
}
