import { z } from 'zod';

/** A text in the two languages of every screen. */
export const LocalizedTextSchema = z.strictObject({
  zh: z.string().min(1).max(200),
  en: z.string().min(1).max(200),
});
export type LocalizedText = z.infer<typeof LocalizedTextSchema>;

/** A calendar day of the event's time zone, `YYYY-MM-DD` (ISO 8601); impossible dates are refused. */
export const DaySchema = z.iso.date();

/** What a guest may be; its colour is the band of the badge and the tag on the screen. */
export const CategorySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  name: LocalizedTextSchema,
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
});
export type Category = z.infer<typeof CategorySchema>;

/** A place where guests are let in: each guest once. */
export const CheckpointSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  name: LocalizedTextSchema,
});

/** All that the software knows of an event: nothing about one event is in the code. */
export const EventSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
    name: LocalizedTextSchema,
    place: LocalizedTextSchema,
    /** First and last day, both included. */
    firstDay: DaySchema,
    lastDay: DaySchema,
    /** IANA name: days of the event are counted here, whatever the computer is set to. */
    timeZone: z.string().refine(isTimeZone, 'not a known IANA time zone'),
    categories: z.array(CategorySchema).min(1).max(50),
    checkpoints: z.array(CheckpointSchema).min(1).max(100),
  })
  .refine((event) => event.firstDay <= event.lastDay, {
    path: ['lastDay'],
    message: 'the last day lies before the first',
  })
  .refine((event) => hasDistinctIds(event.categories), {
    path: ['categories'],
    message: 'two categories have the same id',
  })
  .refine((event) => hasDistinctIds(event.checkpoints), {
    path: ['checkpoints'],
    message: 'two checkpoints have the same id',
  });
export type Event = z.infer<typeof EventSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function hasDistinctIds(items: readonly { id: string }[]): boolean {
  return new Set(items.map((item) => item.id)).size === items.length;
}
