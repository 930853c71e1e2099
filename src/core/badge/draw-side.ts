import type { BadgeLayout } from '../../contract/badge-layout.ts';
import { quietSquare } from '../../contract/badge-layout-faults.ts';
import type { Undrawn } from '../../contract/print.ts';
import type { BadgeContent } from './badge-content.ts';
import { applies } from './condition.ts';
import { drawBand } from './draw-band.ts';
import { drawColumn } from './draw-column.ts';
import { drawFlag } from './draw-flag.ts';
import { drawImage } from './draw-image.ts';
import { drawQrCode } from './draw-qr-code.ts';
import { fieldText } from './field-text.ts';
import { inPoints, POINTS_PER_MM } from './points.ts';
import { bleedOf, type PlacedSide, type Sheet } from './sheet.ts';
import type { Fonts } from './text/fonts.ts';

/** What one side is drawn from. */
export interface SideMeans {
  readonly content: BadgeContent;
  readonly layout: BadgeLayout;
  readonly fonts: Fonts;
}

/** Draws one side in its place on the sheet. Gives what no font draws. */
export async function drawSide(
  document: PDFKit.PDFDocument,
  placed: PlacedSide,
  sheet: Sheet,
  { content, layout, fonts }: SideMeans,
): Promise<Undrawn[]> {
  const { side, name } = placed;
  const category = content.category.colour;
  const bleed = bleedOf(placed, sheet);
  const undrawn: Undrawn[] = [];
  document.save();
  goTo(document, placed);
  if (sheet.sides.length > 1 || sheet.bleed > 0) clipTo(document, placed, bleed);
  for (const band of side.bands.filter(({ when }) => applies(when, content, layout)))
    drawBand(document, band, category, layout.page, bleed);
  for (const [at, image] of side.images.entries())
    if (applies(image.when, content, layout))
      await named(`${name}.images[${at}]`, drawImage(document, image, category));
  for (const flag of side.flags.filter(({ when }) => applies(when, content, layout)))
    await drawFlag(document, flag, content.country, layout);
  for (const column of side.columns.filter(({ when }) => applies(when, content, layout))) {
    const said = column.fields
      .filter(({ when }) => applies(when, content, layout))
      .map((field) => ({
        field,
        says: fieldText(field, content, layout),
        country: field.text === 'name' ? content.country : '',
      }));
    undrawn.push(...drawColumn(document, column, said, category, fonts));
  }
  if (side.qr !== null) {
    const { x, y, width, height } = inPoints(quietSquare(side.qr));
    document.rect(x, y, width, height).fill('#ffffff');
    const { size } = side.qr;
    drawQrCode(document, content.code, inPoints({ ...side.qr, width: size, height: size }));
  }
  document.restore();
  return undrawn;
}

/** From here on lengths count from the side's own top left corner. */
function goTo(document: PDFKit.PDFDocument, { box, turned }: PlacedSide): void {
  const { x, y, width, height } = inPoints(box);
  if (turned) document.translate(x + width, y + height).rotate(180);
  else document.translate(x, y);
}

function clipTo(document: PDFKit.PDFDocument, { box }: PlacedSide, bleed: ReturnType<typeof bleedOf>): void {
  document
    .rect(
      -bleed.left * POINTS_PER_MM,
      -bleed.top * POINTS_PER_MM,
      (box.width + bleed.left + bleed.right) * POINTS_PER_MM,
      (box.height + bleed.top + bleed.bottom) * POINTS_PER_MM,
    )
    .clip();
}

/** Says which part of the layout could not be drawn. */
async function named(part: string, drawing: Promise<void>): Promise<void> {
  try {
    await drawing;
  } catch (cause) {
    throw new Error(`${part} of the layout cannot be drawn: ${String(cause)}`, { cause });
  }
}
