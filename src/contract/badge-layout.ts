import { z } from 'zod';
import { type Box, layoutFaults, setFaults } from './badge-layout-faults.ts';
import { LocalizedTextSchema, ShortIdSchema } from './event.ts';
import type { ProblemKey } from './problem-sentences.ts';

/** The form of layouts that this version writes; older forms are read too (checkin/layout/upgrade-layout.ts). */
export const LAYOUT_FORMAT = 2;
/** An image in a layout, as bytes. */
export const LARGEST_IMAGE_BYTES = 300_000;
/** All published layouts with their images, as JSON in characters: it travels to each station in one piece. */
export const LARGEST_SET_CHARACTERS = 3_000_000;

const Millimetres = z.number().nonnegative().max(1000);
const Length = z.number().positive().max(1000);
const Points = z.number().positive().max(400);
const CategoryId = z.string().min(1).max(32);

/**
 * `#rrggbb`, or made from the category's colour: `category` itself, `category-deep` (darker, for white text),
 * `category-pale` (a tint, for dark text), `on-category` (white or dark, whichever reads better on it).
 */
const ColourSchema = z
  .string()
  .regex(
    /^(#[0-9a-fA-F]{6}|category|category-deep|category-pale|on-category)$/,
    'layout-colour-form' satisfies ProblemKey,
  );

/** From the top left corner of its side of the badge, in mm. */
const BoxSchema = z.strictObject({ x: Millimetres, y: Millimetres, width: Length, height: Length });

/** What a field can say of guest and event. */
export const BadgeTextSchema = z.enum([
  'event-name',
  'event-name-en',
  'event-detail',
  'event-line',
  'title',
  'name',
  'latin-name',
  'organization',
  'job-title',
  'country',
  'category-name',
  'category-name-en',
  'registration',
]);
export type BadgeText = z.infer<typeof BadgeTextSchema>;

/** When a part is drawn: for these categories, and when all of these fields say something. */
const ConditionSchema = z.strictObject({
  categories: z.array(CategoryId).min(1).max(50).optional(),
  has: z.array(BadgeTextSchema).min(1).max(20).optional(),
});
const When = ConditionSchema.nullable().default(null);

/** A rectangle of colour; with `outline`, a frame of that width in mm, inside the box. */
const BandSchema = z.strictObject({
  box: BoxSchema,
  colour: ColourSchema,
  radius: Millimetres.default(0),
  outline: Length.nullable().default(null),
  when: When,
});

/** A picture as large as its box holds (`contain`), or as the box is, cut off at its edges (`cover`). */
const ImageSchema = z.strictObject({
  box: BoxSchema,
  /** PNG, JPEG or SVG as a data address. In an SVG, `currentColor` is the category's colour. */
  source: z
    .string()
    .max(Math.ceil(LARGEST_IMAGE_BYTES / 3) * 4 + 50, 'image-data-too-long' satisfies ProblemKey)
    .regex(
      /^data:image\/(png|jpeg|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/,
      'image-kind' satisfies ProblemKey,
    ),
  fit: z.enum(['contain', 'cover']).default('contain'),
  when: When,
});

/** The flag of the guest's country, as large as the box holds; nothing where there is none. */
const FlagSchema = z.strictObject({ box: BoxSchema, when: When });

const FieldSchema = z
  .strictObject({
    /** What it says: of guest or event, or, with `words`, the same on each badge. */
    text: z.union([BadgeTextSchema, z.literal('words')], 'field-unknown' satisfies ProblemKey),
    words: z.string().min(1).max(300).optional(),
    weight: z.enum(['regular', 'bold'], 'weight-unknown' satisfies ProblemKey),
    /** In points: the largest that fits is taken; below the floor the text is cut off. */
    size: z.strictObject({ max: Points, floor: Points }),
    lines: z.int().min(1).max(10),
    /** The most that the field may take of its column's height, in mm. */
    height: Length,
    /** Above the field, unless it is the first that says anything, in mm. */
    gap: Millimetres.default(0),
    /** Extra space after each letter, in em; for Latin capitals only. */
    tracking: z.number().min(0).max(1).default(0),
    colour: ColourSchema,
    align: z.enum(['left', 'center', 'right']),
    when: When,
  })
  .refine((field) => field.size.floor <= field.size.max, {
    path: ['size', 'floor'],
    message: 'floor-above-largest' satisfies ProblemKey,
  })
  .refine((field) => (field.text === 'words') === (field.words !== undefined), {
    path: ['words'],
    message: 'words-without-field' satisfies ProblemKey,
  });

/** Fields below each other; one with nothing to say leaves no gap. `place` is where they stand in the box's height. */
const ColumnSchema = z.strictObject({
  box: BoxSchema,
  place: z.enum(['top', 'middle', 'bottom']).default('middle'),
  when: When,
  fields: z.array(FieldSchema).min(1).max(20),
});

/**
 * The square of the modules of the badge's code, and the white that is kept free on each side of it, in mm: four of
 * its 49 modules (ISO/IEC 18004).
 */
const QrSchema = z
  .strictObject({ x: Millimetres, y: Millimetres, size: Length.min(16), quiet: Millimetres })
  .refine((qr) => qr.quiet >= qr.size * 0.08, {
    path: ['quiet'],
    message: 'qr-white-narrow' satisfies ProblemKey,
  });

/** One side of a badge, drawn in this order: bands, images, flags, columns, QR code. */
const SideSchema = z.strictObject({
  bands: z.array(BandSchema).max(100).default([]),
  images: z.array(ImageSchema).max(20).default([]),
  flags: z.array(FlagSchema).max(5).default([]),
  columns: z.array(ColumnSchema).max(60).default([]),
  qr: QrSchema.nullable().default(null),
});

const layoutShape = {
  /** Of one side, in mm. */
  page: z.strictObject({ width: Length.min(20), height: Length.min(20) }),
  front: SideSchema,
  back: SideSchema.nullable().default(null),
  /**
   * Where front and back hang together: the sheet is twice as high (`top`, the back is turned round) or twice as wide
   * (`left`). Folded backwards there, both sides read upright.
   */
  fold: z.enum(['top', 'left']).nullable().default(null),
  /** Paper around the badge that is cut away, with marks that say where; bands at the edge reach into it. In mm. */
  cutMarks: z
    .strictObject({ margin: z.number().min(4).max(50) })
    .nullable()
    .default(null),
  /** The event's choice for countries: another name than the usual, or no flag. By ISO 3166-1 alpha-2. */
  countries: z
    .record(
      z.string().regex(/^[A-Z]{2}$/, 'country-form' satisfies ProblemKey),
      z.strictObject({ name: LocalizedTextSchema.optional(), flag: z.boolean().default(true) }),
    )
    .default({}),
};

/** How a badge looks: what stands where, in mm and points. Nothing may leave the page or come near the QR code. */
export const BadgeLayoutSchema = z.strictObject(layoutShape).superRefine(layoutFaults);

const entryShape = {
  id: ShortIdSchema,
  name: LocalizedTextSchema,
  /** Whose badges look so; null: all whom no other layout names. */
  categories: z.array(CategoryId).min(1).max(50).nullable(),
};

/** A layout as it lies in a file, images inlined. */
export const BadgeLayoutFileSchema = z
  .strictObject({ format: z.literal(LAYOUT_FORMAT), ...entryShape, ...layoutShape })
  .superRefine(layoutFaults);

/** All layouts that the server published last; `version` is one more than before. */
export const BadgeLayoutSetSchema = z
  .strictObject({
    version: z.int().min(0),
    layouts: z
      .array(z.strictObject({ ...entryShape, layout: BadgeLayoutSchema }))
      .min(1)
      .max(60),
  })
  .superRefine(setFaults);

export type { Box };
export type BadgeCondition = Readonly<z.infer<typeof ConditionSchema>>;
export type BadgeBand = Readonly<z.infer<typeof BandSchema>>;
export type BadgeImage = Readonly<z.infer<typeof ImageSchema>>;
export type BadgeFlag = Readonly<z.infer<typeof FlagSchema>>;
export type BadgeField = Readonly<z.infer<typeof FieldSchema>>;
export type BadgeColumn = Readonly<z.infer<typeof ColumnSchema>>;
export type BadgeQr = Readonly<z.infer<typeof QrSchema>>;
export type BadgeSide = Readonly<z.infer<typeof SideSchema>>;
export type BadgeLayout = Readonly<z.infer<typeof BadgeLayoutSchema>>;
export type BadgeLayoutSet = z.infer<typeof BadgeLayoutSetSchema>;
export type BadgeLayoutEntry = BadgeLayoutSet['layouts'][number];
