import { z } from 'zod';
import defaultLayoutFile from '../../../resources/layouts/default.json' with { type: 'json' };

const Millimetres = z.number().nonnegative().max(1000);
const Length = z.number().positive().max(1000);
const Points = z.number().positive().max(400);
const Colour = z.string().regex(/^#[0-9a-f]{6}$/);

/** From the page's top left corner, in mm. */
const BoxSchema = z.strictObject({ x: Millimetres, y: Millimetres, width: Length, height: Length });

const BandSchema = z.strictObject({ box: BoxSchema, colour: z.union([z.literal('category'), Colour]) });

const FieldSchema = z
  .strictObject({
    text: z.enum([
      'event-name',
      'event-detail',
      'name',
      'latin-name',
      'organization',
      'job-title',
      'country',
      'category-name',
      'category-name-en',
    ]),
    weight: z.enum(['regular', 'bold']),
    /** In points: the largest that fits is taken; below the floor the text is cut off. */
    size: z.strictObject({ max: Points, floor: Points }),
    lines: z.int().min(1).max(10),
    /** The most that the field may take of its column's height, in mm. */
    height: Length,
    /** Above the field, unless it is the first that says anything, in mm. */
    gap: Millimetres.default(0),
    /** Extra space after each letter, in em; for Latin capitals only. */
    tracking: z.number().min(0).max(1).default(0),
    /** `on-category` is white or dark, whichever reads better on the category's colour. */
    colour: z.union([z.literal('on-category'), Colour]),
    align: z.enum(['left', 'center', 'right']),
  })
  .refine((field) => field.size.floor <= field.size.max, 'the floor is above the largest size');

/** Fields below each other, centred in the box's height; a field with nothing to say leaves no gap. */
const ColumnSchema = z
  .strictObject({ box: BoxSchema, fields: z.array(FieldSchema).min(1) })
  .refine(
    ({ box, fields }) => fields.reduce((sum, field) => sum + field.height + field.gap, 0) <= box.height,
    'the fields are higher than their column',
  );

/** The square of the QR code's modules, and the white that must stay free on each side of it, in mm. */
const QrSchema = z.strictObject({ x: Millimetres, y: Millimetres, size: Length, quiet: Millimetres });

/** How a badge looks: what stands where, in mm and points. Nothing may leave the page or come near the QR code. */
export const BadgeLayoutSchema = z
  .strictObject({
    page: z.strictObject({ width: Length, height: Length }),
    bands: z.array(BandSchema),
    columns: z.array(ColumnSchema),
    qr: QrSchema,
  })
  .refine(({ page, ...parts }) => boxesOf(parts).every((box) => lies(box, page)), 'a part leaves the page')
  .refine(
    ({ qr, ...parts }) => boxesOf(parts).every((box) => !overlap(box, quietSquare(qr))),
    'a part comes too near to the QR code',
  );

export type Box = Readonly<z.infer<typeof BoxSchema>>;
export type BadgeField = Readonly<z.infer<typeof FieldSchema>>;
export type BadgeColumn = Readonly<z.infer<typeof ColumnSchema>>;
export type BadgeLayout = Readonly<z.infer<typeof BadgeLayoutSchema>>;

/** The layout of every badge until the server publishes others. */
export const defaultLayout: BadgeLayout = BadgeLayoutSchema.parse(defaultLayoutFile);

interface Parts {
  readonly bands: readonly { readonly box: Box }[];
  readonly columns: readonly { readonly box: Box }[];
  readonly qr?: z.infer<typeof QrSchema>;
}

function boxesOf({ bands, columns, qr }: Parts): Box[] {
  const boxes = [...bands, ...columns].map((part) => part.box);
  return qr ? [...boxes, quietSquare(qr)] : boxes;
}

function quietSquare({ x, y, size, quiet }: z.infer<typeof QrSchema>): Box {
  return { x: x - quiet, y: y - quiet, width: size + 2 * quiet, height: size + 2 * quiet };
}

function lies(box: Box, page: { width: number; height: number }): boolean {
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= page.width && box.y + box.height <= page.height;
}

function overlap(one: Box, other: Box): boolean {
  const aside = one.x + one.width <= other.x || other.x + other.width <= one.x;
  return !aside && one.y + one.height > other.y && other.y + other.height > one.y;
}
