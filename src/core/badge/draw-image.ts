import SVGtoPDF from 'svg-to-pdfkit';
import type { BadgeImage, Box } from '../../contract/badge-layout.ts';
import { type OpenedImage, openImage } from './open-image.ts';
import { inPoints } from './points.ts';

const SVG = 'data:image/svg+xml;base64,';

/** Draws an image of a layout; in an SVG `currentColor` is the category's colour. */
export async function drawImage(
  document: PDFKit.PDFDocument,
  { source, box, fit }: Pick<BadgeImage, 'source' | 'box' | 'fit'>,
  category: string,
): Promise<void> {
  const place = inPoints(box);
  document.save();
  if (fit === 'cover') document.rect(place.x, place.y, place.width, place.height).clip();
  if (source.startsWith(SVG)) drawSvg(document, svgText(source), place, fit, category);
  else drawPicture(document, await openImage(source), place, fit);
  document.restore();
}

/** Draws an SVG as large as its box holds, or as the box is. Texts, pictures and links in it were refused before. */
export function drawSvg(
  document: PDFKit.PDFDocument,
  svg: string,
  { x, y, width, height }: Box,
  fit: BadgeImage['fit'],
  category: string,
): void {
  SVGtoPDF(document, svg.replaceAll('currentColor', category), x, y, {
    width,
    height,
    assumePt: true,
    preserveAspectRatio: fit === 'cover' ? 'xMidYMid slice' : 'xMidYMid meet',
    // What it warns of was refused when the layout was published, or is not drawn.
    warningCallback: () => undefined,
    imageCallback: () => '',
  });
}

function svgText(source: string): string {
  return Buffer.from(source.slice(SVG.length), 'base64').toString('utf8');
}

function drawPicture(
  document: PDFKit.PDFDocument,
  image: OpenedImage,
  { x, y, width, height }: Box,
  fit: BadgeImage['fit'],
): void {
  const size: [number, number] = [width, height];
  const center = { align: 'center', valign: 'center' } as const;
  document.image(
    image.forDocument(),
    x,
    y,
    fit === 'cover' ? { cover: size, ...center } : { fit: size, ...center },
  );
}
