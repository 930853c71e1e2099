import type { BadgeBand, Box } from '../../contract/badge-layout.ts';
import { colourOf } from './colours.ts';
import { inPoints, POINTS_PER_MM } from './points.ts';
import type { Bleed } from './sheet.ts';

/** Draws a band; one that touches an edge of its side goes on beyond it as far as `bleed` says. */
export function drawBand(
  document: PDFKit.PDFDocument,
  band: BadgeBand,
  category: string,
  page: { readonly width: number; readonly height: number },
  bleed: Bleed,
): void {
  const colour = colourOf(band.colour, category);
  if (band.outline !== null) {
    const line = band.outline * POINTS_PER_MM;
    path(document, inset(inPoints(band.box), line / 2), band.radius);
    document.lineWidth(line).stroke(colour);
    return;
  }
  path(document, inPoints(reaching(band.box, page, bleed)), band.radius);
  document.fill(colour);
}

function path(document: PDFKit.PDFDocument, { x, y, width, height }: Box, radius: number): void {
  if (radius === 0) document.rect(x, y, width, height);
  else document.roundedRect(x, y, width, height, radius * POINTS_PER_MM);
}

function inset({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

function reaching(box: Box, page: { width: number; height: number }, bleed: Bleed): Box {
  const left = box.x === 0 ? bleed.left : 0;
  const top = box.y === 0 ? bleed.top : 0;
  const right = box.x + box.width === page.width ? bleed.right : 0;
  const bottom = box.y + box.height === page.height ? bleed.bottom : 0;
  return {
    x: box.x - left,
    y: box.y - top,
    width: box.width + left + right,
    height: box.height + top + bottom,
  };
}
