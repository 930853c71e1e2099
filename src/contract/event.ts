import { z } from 'zod';
import { PublicKeySchema } from './key.ts';
import type { ProblemKey } from './problem-sentences.ts';

/** A text in the two languages of every screen. */
export const LocalizedTextSchema = z.strictObject({
  zh: z.string().min(1).max(200),
  en: z.string().min(1).max(200),
});
export type LocalizedText = z.infer<typeof LocalizedTextSchema>;

/** A calendar day of the event's time zone, `YYYY-MM-DD` (ISO 8601); impossible dates are refused. */
export const DaySchema = z.iso.date('day-form' satisfies ProblemKey);

/** `#rrggbb` in small letters. */
const ColourSchema = z.string().regex(/^#[0-9a-f]{6}$/, 'event-colour-form' satisfies ProblemKey);

/** Of a category, a checkpoint or a badge layout. */
export const ShortIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'id-form' satisfies ProblemKey);

/** What a guest may be; its colour is the band of the badge and the tag on the screen. */
export const CategorySchema = z.strictObject({
  id: ShortIdSchema,
  name: LocalizedTextSchema,
  colour: ColourSchema,
});
export type Category = z.infer<typeof CategorySchema>;

/** A time of day of the event's time zone, `HH:MM`. */
const TimeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-form' satisfies ProblemKey);

/** How often one guest is let in at a checkpoint. */
export const AdmissionRuleSchema = z.enum(['once', 'once-a-day', 'many']);

/** A place where guests are let in, and its rules; what is left out restricts nothing. */
export const CheckpointSchema = z.strictObject({
  id: ShortIdSchema,
  name: LocalizedTextSchema,
  /** Ids of the categories that may come in; null means all. */
  categories: z.array(z.string()).min(1).max(50).nullable().default(null),
  /** Days on which it is open; null means all days of the event. */
  days: z.array(DaySchema).min(1).max(366).nullable().default(null),
  /** Open from (included) to (excluded); null means all day. Beyond midnight when `to` is the earlier. */
  hours: z.strictObject({ from: TimeOfDaySchema, to: TimeOfDaySchema }).nullable().default(null),
  admission: AdmissionRuleSchema.default('once'),
  /** Guests are scanned out as well: who is inside may not enter again, who went out may. */
  tracksExit: z.boolean().default(false),
  /** How many may be inside (or, without exits, may come in all); null means any number. */
  capacity: z.int().min(1).max(1_000_000).nullable().default(null),
  /** Whether a guest marked `hold` waits here until somebody confirms. */
  holds: z.boolean().default(true),
});
export type Checkpoint = z.infer<typeof CheckpointSchema>;

/** A kind of printed code that a camera can be told to look for; each one more costs time for every picture. */
export const CodeKindSchema = z.enum(['qr-code', 'data-matrix', 'pdf417', 'aztec']);
export type CodeKind = z.infer<typeof CodeKindSchema>;

/** `{code}` stands for the code, `*` for any text, everything else for itself: `https://t.example/{code}`. */
const CodePatternSchema = z
  .string()
  .max(200)
  .refine((pattern) => pattern.split('{code}').length === 2, 'pattern-code-once' satisfies ProblemKey)
  .refine((pattern) => !pattern.includes('{code}*'), 'pattern-endless-code' satisfies ProblemKey);

/** All that the software knows of an event: nothing about one event is in the code. */
export const EventSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'event-id-form' satisfies ProblemKey),
    name: LocalizedTextSchema,
    place: LocalizedTextSchema,
    /** First and last day, both included. */
    firstDay: DaySchema,
    lastDay: DaySchema,
    /** IANA name: days of the event are counted here, whatever the computer is set to. */
    timeZone: z.string().refine(isTimeZone, 'time-zone-unknown' satisfies ProblemKey),
    categories: z.array(CategorySchema).min(1).max(50),
    checkpoints: z.array(CheckpointSchema).min(1).max(100),
    /** What the organiser's tickets carry; our own tickets and badges are QR codes, which are read in any case. */
    ticketCodes: z.array(CodeKindSchema).max(4).default([]),
    /** How codes stand in what the tickets carry, such as an address or JSON; a bare code needs none. */
    codePatterns: z.array(CodePatternSchema).max(10).default([]),
    /** The key that signs the guests' tickets; null until a server (or a station on its own) has made one. */
    ticketKey: PublicKeySchema.nullable().default(null),
    /** The event's own colour, for what is pressed and chosen; null for the colour of the product. */
    accent: ColourSchema.nullable().default(null),
  })
  .refine((event) => event.firstDay <= event.lastDay, {
    path: ['lastDay'],
    message: 'last-day-before-first' satisfies ProblemKey,
  })
  .refine((event) => hasDistinctIds(event.categories), {
    path: ['categories'],
    message: 'category-twice' satisfies ProblemKey,
  })
  .refine((event) => hasDistinctIds(event.checkpoints), {
    path: ['checkpoints'],
    message: 'checkpoint-twice' satisfies ProblemKey,
  })
  .refine((event) => namesKnownCategories(event), {
    path: ['checkpoints'],
    message: 'checkpoint-category-unknown' satisfies ProblemKey,
  });
export type Event = z.infer<typeof EventSchema>;

/** Asking is slow, and an event is parsed with each read: each answer is kept. */
const timeZones = new Map<string, boolean>();

function isTimeZone(name: string): boolean {
  const known = timeZones.get(name) ?? isKnownToIntl(name);
  timeZones.set(name, known);
  return known;
}

function isKnownToIntl(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function namesKnownCategories(event: {
  readonly categories: readonly Category[];
  readonly checkpoints: readonly { readonly categories: readonly string[] | null }[];
}): boolean {
  const known = new Set(event.categories.map((category) => category.id));
  return event.checkpoints.every(({ categories }) => categories?.every((id) => known.has(id)) ?? true);
}

function hasDistinctIds(items: readonly { id: string }[]): boolean {
  return new Set(items.map((item) => item.id)).size === items.length;
}
