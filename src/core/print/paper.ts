import type { Paper } from '../../contract/print.ts';
import type { PageSize } from './pdf-page-size.ts';

/** Printers round their sizes, PDFs count in points: what differs by less is the same paper. */
const TOLERANCE_MM = 1;
const MM_PER_INCH = 25.4;

/** A size at the end of a media name, in mm: `iso_a6_105x148mm`, `na_letter_8.5x11in` (PWG 5101.1). */
function sizeOfName(name: string): { width: number; height: number } | null {
  const [, width, height, unit] = /_([\d.]+)x([\d.]+)(mm|in)$/.exec(name) ?? [];
  const factor = unit === 'in' ? MM_PER_INCH : 1;
  const size = { width: Number(width) * factor, height: Number(height) * factor };
  return size.width > 0 && size.height >= 0 ? size : null;
}

/** What a self-describing media name says; null for any other name, and for the ends of a range. */
export function paperOfName(name: string): Paper | null {
  const size = sizeOfName(name);
  if (size === null || /_(min|max)_/.test(name)) return null;
  return { name, widthMm: rounded(size.width), heightMm: rounded(size.height) };
}

/** A paper without a name of its own. `height` is 0 for a roll. */
export function paperOfSize({ width, height }: PageSize): Paper {
  const [widthMm, heightMm] = [rounded(width / 100), rounded(height / 100)];
  const name = heightMm === 0 ? `${widthMm} mm` : `${widthMm} x ${heightMm} mm`;
  return { name, widthMm, heightMm };
}

/** Whether a page comes out whole on a paper, without being scaled; it may lie across. */
export function holds(paper: Paper, page: PageSize): boolean {
  return holdsUpright(paper, page) || holdsUpright(paper, turned(page));
}

export function turned({ width, height }: PageSize): PageSize {
  return { width: height, height: width };
}

function holdsUpright({ widthMm, heightMm }: Paper, { width, height }: PageSize): boolean {
  const isWide = Math.abs(widthMm - width / 100) <= TOLERANCE_MM;
  return isWide && (heightMm === 0 || Math.abs(heightMm - height / 100) <= TOLERANCE_MM);
}

/**
 * In which position a page has to be asked for at a printer that has these media: as it is, or turned; null when the
 * printer cannot have such a paper at all. What lies ready counts first, then what it knows by name, then what it
 * takes in any size between `custom_min_…` and `custom_max_…`.
 * @param supported media names; none at all: nobody knows, and it is asked for as it is
 */
export function positionFor(
  page: PageSize,
  ready: readonly Paper[],
  supported: readonly string[],
): PageSize | null {
  const known = supported.flatMap((name) => paperOfName(name) ?? []);
  const positions = [page, turned(page)];
  for (const papers of [ready, known]) {
    const found = positions.find((position) => papers.some((paper) => holdsUpright(paper, position)));
    if (found !== undefined) return found;
  }
  if (supported.length === 0) return page;
  return positions.find((position) => isBetween(position, supported)) ?? null;
}

function isBetween({ width, height }: PageSize, names: readonly string[]): boolean {
  const [least] = names
    .filter((name) => name.startsWith('custom_min_'))
    .flatMap((name) => sizeOfName(name) ?? []);
  const [most] = names
    .filter((name) => name.startsWith('custom_max_'))
    .flatMap((name) => sizeOfName(name) ?? []);
  if (least === undefined || most === undefined) return false;
  const [across, along] = [width / 100, height / 100];
  return across >= least.width && across <= most.width && along >= least.height && along <= most.height;
}

function rounded(mm: number): number {
  return Math.round(mm * 10) / 10;
}
