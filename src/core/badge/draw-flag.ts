import type { BadgeFlag, BadgeLayout } from '../../contract/badge-layout.ts';
import { drawSvg } from './draw-image.ts';
import { inPoints } from './points.ts';

/** Opened when a layout first asks for a flag: by ISO 3166-1 alpha-2, each an SVG of 3 by 2. */
let flags: Promise<ReadonlyMap<string, unknown>> | undefined;

/** Draws the country's flag with a hairline round it; nothing where there is none, or the event wants none. */
export async function drawFlag(
  document: PDFKit.PDFDocument,
  flag: BadgeFlag,
  country: string,
  { countries }: Pick<BadgeLayout, 'countries'>,
): Promise<void> {
  if (country === '' || countries[country]?.flag === false) return;
  flags ??= import('country-flag-icons/string/3x2').then((all) => new Map(Object.entries(all)));
  const svg = (await flags).get(country);
  if (typeof svg !== 'string') return;
  const box = inPoints(flag.box);
  drawSvg(document, svg, box, 'contain', '#000000');
  const width = Math.min(box.width, box.height * 1.5);
  const height = width / 1.5;
  document
    .rect(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)
    .lineWidth(0.25)
    .stroke('#9aa7af');
}
