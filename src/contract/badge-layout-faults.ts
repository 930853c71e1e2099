import type { z } from 'zod';
import { type Problem, type ProblemKey, problem } from './problem-sentences.ts';

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
type Tell = (path: Path, key: ProblemKey) => void;

/** What no single part shows: parts that leave the page, come near the QR code or lie on each other. */
export function layoutFaults(layout: Layout, context: z.core.$RefinementCtx): void {
  const tell = telling(context);
  if ((layout.back === null) !== (layout.fold === null)) tell(['fold'], 'fold-without-back');
  sideFaults(layout.front, layout.page, (path, key) => tell(['front', ...path], key));
  if (layout.back !== null) sideFaults(layout.back, layout.page, (path, key) => tell(['back', ...path], key));
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
  for (const [at, entry] of layouts.entries()) {
    const clash = firstClash(layouts.slice(0, at), entry);
    if (clash !== null)
      context.addIssue({ code: 'custom', path: ['layouts', at], message: clash.key, params: clash.words });
  }
}

/** Why a layout cannot be published with those before it; null when it can. */
export function firstClash(before: readonly Entry[], entry: Entry): Problem | null {
  return before.map((earlier) => clashOf(earlier, entry)).find((clash) => clash !== null) ?? null;
}

function clashOf(one: Entry, other: Entry): Problem | null {
  if (one.id === other.id) return problem('layout-id-taken', { id: one.id });
  if (one.categories === null && other.categories === null)
    return problem('layout-for-others-taken', { id: one.id });
  const shared = other.categories?.find((category) => one.categories?.includes(category));
  if (shared === undefined) return null;
  return problem('layout-for-category-taken', { id: one.id, category: shared });
}

function telling(context: z.core.$RefinementCtx): Tell {
  return (path, key) => context.addIssue({ code: 'custom', path: [...path], message: key });
}

function sideFaults(side: Side, page: Layout['page'], tell: Tell): void {
  const sheet = { x: 0, y: 0, ...page };
  const quiet = side.qr === null ? null : quietSquare(side.qr);
  if (quiet !== null && !holds(sheet, quiet)) tell(['qr'], 'qr-leaves-page');
  for (const kind of ['bands', 'images', 'flags', 'columns'] as const) {
    for (const [at, { box }] of side[kind].entries()) {
      if (!holds(sheet, box)) tell([kind, at, 'box'], 'part-leaves-page');
      // A band may lie under the QR code: its white is painted over it.
      if (quiet !== null && kind !== 'bands' && overlap(box, quiet)) tell([kind, at, 'box'], 'part-near-qr');
    }
  }
  columnFaults(side, tell);
}

function columnFaults({ columns, flags }: Side, tell: Tell): void {
  for (const [at, column] of columns.entries()) {
    const height = column.fields.reduce((sum, field, place) => sum + field.height + (place && field.gap), 0);
    if (height > column.box.height + SLACK) tell(['columns', at, 'fields'], 'fields-too-high');
    const others = [...columns.slice(0, at), ...flags];
    if (others.some((other) => overlap(column.box, other.box) && !neverTogether(column, other)))
      tell(['columns', at, 'box'], 'part-on-another');
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
