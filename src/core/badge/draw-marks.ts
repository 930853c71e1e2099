import { POINTS_PER_MM } from './points.ts';
import type { Line, Sheet } from './sheet.ts';

const MARK_COLOUR = '#000000';
const FOLD_COLOUR = '#8a97a0';
const HAIRLINE = 0.35;
/** On a sheet that is not cut the fold is marked on the badge itself, at its edges; in mm. */
const FOLD_TICK = 4;

/** Says where the sheet is cut and folded. */
export function drawMarks(document: PDFKit.PDFDocument, sheet: Sheet): void {
  const isCut = sheet.width > sheet.trim.width;
  if (isCut) for (const mark of cutMarks(sheet)) strike(document, mark, MARK_COLOUR);
  if (sheet.fold === null) return;
  document.dash(2, { space: 2 });
  for (const mark of isCut ? outside(sheet.fold, sheet) : ends(sheet.fold))
    strike(document, mark, FOLD_COLOUR);
  document.undash();
}

/** Two at each corner, from where the colour ends to the edge of the sheet. */
function cutMarks({ width, height, trim, bleed }: Sheet): Line[] {
  const across = [trim.x, trim.x + trim.width];
  const down = [trim.y, trim.y + trim.height];
  return [
    ...across.flatMap((x): Line[] => [
      { from: [x, 0], to: [x, trim.y - bleed] },
      { from: [x, height - trim.y + bleed], to: [x, height] },
    ]),
    ...down.flatMap((y): Line[] => [
      { from: [0, y], to: [trim.x - bleed, y] },
      { from: [width - trim.x + bleed, y], to: [width, y] },
    ]),
  ];
}

/** The fold beyond the badge, on the paper that is cut away. */
function outside({ from, to }: Line, { width, height, trim, bleed }: Sheet): Line[] {
  const upright = from[0] === to[0];
  const reach = (upright ? trim.y : trim.x) - bleed;
  const end = upright ? height : width;
  return upright
    ? [
        { from: [from[0], 0], to: [from[0], reach] },
        { from: [from[0], end - reach], to: [from[0], end] },
      ]
    : [
        { from: [0, from[1]], to: [reach, from[1]] },
        { from: [end - reach, from[1]], to: [end, from[1]] },
      ];
}

function ends({ from, to }: Line): Line[] {
  const [x, y] = from[0] === to[0] ? [0, FOLD_TICK] : [FOLD_TICK, 0];
  return [
    { from, to: [from[0] + x, from[1] + y] },
    { from: [to[0] - x, to[1] - y], to },
  ];
}

function strike(document: PDFKit.PDFDocument, { from, to }: Line, colour: string): void {
  document
    .moveTo(from[0] * POINTS_PER_MM, from[1] * POINTS_PER_MM)
    .lineTo(to[0] * POINTS_PER_MM, to[1] * POINTS_PER_MM)
    .lineWidth(HAIRLINE)
    .stroke(colour);
}
