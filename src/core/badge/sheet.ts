import type { BadgeLayout, BadgeSide, Box } from '../../contract/badge-layout.ts';

/** One side of a badge on the sheet that is printed. Lengths in mm, from the sheet's top left corner. */
export interface PlacedSide {
  readonly name: 'front' | 'back';
  readonly side: BadgeSide;
  readonly box: Box;
  /** Drawn upside down, so that it reads upright when it is folded back. */
  readonly turned: boolean;
}

export interface Line {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** What is printed on one page: both sides of the badge where it is folded, and the paper that is cut away. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly sides: readonly PlacedSide[];
  /** What is left after cutting. */
  readonly trim: Box;
  /** How far colour reaches beyond the trim, so that no white shows where the cut is a little off. */
  readonly bleed: number;
  readonly fold: Line | null;
}

export function sheetOf({ page, front, back, fold, cutMarks }: BadgeLayout): Sheet {
  const margin = cutMarks?.margin ?? 0;
  const across = fold === 'left' ? page.width : 0;
  const down = fold === 'top' ? page.height : 0;
  const trim = { x: margin, y: margin, width: page.width + across, height: page.height + down };
  const right = trim.x + trim.width;
  const bottom = trim.y + trim.height;
  const sides: PlacedSide[] = [
    { name: 'front', side: front, box: { x: margin + across, y: margin + down, ...page }, turned: false },
  ];
  if (back !== null)
    sides.push({ name: 'back', side: back, box: { x: margin, y: margin, ...page }, turned: fold === 'top' });
  return {
    width: trim.width + 2 * margin,
    height: trim.height + 2 * margin,
    sides,
    trim,
    bleed: Math.min(3, margin / 2),
    fold: { top: horizontal, left: vertical, none: () => null }[fold ?? 'none'](),
  };

  function horizontal(): Line {
    return { from: [trim.x, margin + down], to: [right, margin + down] };
  }
  function vertical(): Line {
    return { from: [margin + across, trim.y], to: [margin + across, bottom] };
  }
}

/** How far colour reaches beyond each edge of a side, as the side is read; in mm. */
export interface Bleed {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** None where the side meets the other at the fold. */
export function bleedOf({ name, turned, box }: PlacedSide, { bleed, sides, trim }: Sheet): Bleed {
  const isWide = trim.width > box.width;
  const isFolded = sides.length > 1;
  return {
    left: isFolded && isWide && name === 'front' ? 0 : bleed,
    right: isFolded && isWide && name === 'back' ? 0 : bleed,
    top: isFolded && !isWide && (name === 'front' || turned) ? 0 : bleed,
    bottom: bleed,
  };
}
