import type { z } from 'zod';

/** From a top left corner, in mm. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Placed {
  readonly box: Box;
  readonly when: { readonly categories?: readonly string[] | undefined } | null;
}

interface Side {
  readonly bands: readonly Placed[];
  readonly images: readonly Placed[];
  readonly flags: readonly Placed[];
  readonly columns: readonly (Placed & {
    readonly fields: readonly { readonly height: number; readonly gap: number }[];
  })[];
  readonly qr: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly quiet: number;
  } | null;
}

interface Layout {
  readonly page: { readonly width: number; readonly height: number };
  readonly front: Side;
  readonly back: Side | null;
  readonly fold: string | null;
}

type Path = readonly (string | number)[];
type Tell = (path: Path, message: string) => void;

/** What no single part shows: parts that leave the page, come near the QR code or lie on each other. */
export function layoutFaults(layout: Layout, context: z.core.$RefinementCtx): void {
  const tell = telling(context);
  if ((layout.back === null) !== (layout.fold === null))
    tell(['fold'], 'a back needs a fold, and a fold a back');
  sideFaults(layout.front, layout.page, (path, message) => tell(['front', ...path], message));
  if (layout.back !== null)
    sideFaults(layout.back, layout.page, (path, message) => tell(['back', ...path], message));
}

interface Entry {
  readonly id: string;
  readonly categories: readonly string[] | null;
}

/** Two layouts of the same id, or for the same guests. */
export function setFaults(
  { layouts }: { readonly layouts: readonly Entry[] },
  context: z.core.$RefinementCtx,
): void {
  const tell = telling(context);
  for (const [at, entry] of layouts.entries()) {
    const clash = layouts.slice(0, at).find((earlier) => clashOf(earlier, entry) !== null);
    if (clash !== undefined) tell(['layouts', at], clashOf(clash, entry) ?? '');
  }
}

/** Why two layouts cannot be published together, in words; null when they can. */
export function clashOf(one: Entry, other: Entry): string | null {
  if (one.id === other.id) return `another layout has the id ${one.id}`;
  if (one.categories === null && other.categories === null)
    return `the layout ${one.id} is for all other categories already`;
  const shared = other.categories?.find((category) => one.categories?.includes(category));
  return shared === undefined ? null : `the layout ${one.id} is for the category ${shared} already`;
}

function telling(context: z.core.$RefinementCtx): Tell {
  return (path, message) => context.addIssue({ code: 'custom', path: [...path], message });
}

function sideFaults(side: Side, page: Layout['page'], tell: Tell): void {
  const sheet = { x: 0, y: 0, ...page };
  const quiet = side.qr === null ? null : quietSquare(side.qr);
  if (quiet !== null && !holds(sheet, quiet)) tell(['qr'], 'the QR code with its white leaves the page');
  for (const kind of ['bands', 'images', 'flags', 'columns'] as const) {
    for (const [at, { box }] of side[kind].entries()) {
      if (!holds(sheet, box)) tell([kind, at, 'box'], 'it leaves the page');
      // A band may lie under the QR code: its white is painted over it.
      if (quiet !== null && kind !== 'bands' && overlap(box, quiet))
        tell([kind, at, 'box'], 'it comes too near to the QR code');
    }
  }
  columnFaults(side, tell);
}

function columnFaults({ columns, flags }: Side, tell: Tell): void {
  for (const [at, column] of columns.entries()) {
    const height = column.fields.reduce((sum, field, place) => sum + field.height + (place && field.gap), 0);
    if (height > column.box.height + SLACK)
      tell(['columns', at, 'fields'], 'the fields are higher than their column');
    const others = [...columns.slice(0, at), ...flags];
    if (others.some((other) => overlap(column.box, other.box) && !neverTogether(column, other)))
      tell(['columns', at, 'box'], 'it lies on another column or a flag');
  }
}

/** For no category both are drawn. */
function neverTogether(one: Placed, other: Placed): boolean {
  const [these, those] = [one.when?.categories, other.when?.categories];
  return these !== undefined && those !== undefined && !these.some((category) => those.includes(category));
}

export function quietSquare({ x, y, size, quiet }: NonNullable<Side['qr']>): Box {
  return { x: x - quiet, y: y - quiet, width: size + 2 * quiet, height: size + 2 * quiet };
}

/** Sums of decimal fractions are a little off; in mm. */
const SLACK = 1e-6;

function holds(outer: Box, inner: Box): boolean {
  const right = inner.x + inner.width <= outer.x + outer.width + SLACK;
  const bottom = inner.y + inner.height <= outer.y + outer.height + SLACK;
  return inner.x >= outer.x - SLACK && inner.y >= outer.y - SLACK && right && bottom;
}

function overlap(one: Box, other: Box): boolean {
  const aside = one.x + one.width <= other.x + SLACK || other.x + other.width <= one.x + SLACK;
  return !aside && one.y + one.height > other.y + SLACK && other.y + other.height > one.y + SLACK;
}
