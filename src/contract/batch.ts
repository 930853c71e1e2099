import { z } from 'zod';
import { BadgeReasonSchema, InstantSchema } from './op.ts';
import { PrintJobSchema } from './print.ts';
import { RegistrationIdSchema, RegistrationSchema } from './registration.ts';

/** Whose badges are printed together: those of a category, of a delegation, or those that a file names. */
export const BatchGuestsSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('category'), category: z.string() }),
  z.strictObject({ by: z.literal('organization'), organization: z.string() }),
  z.strictObject({ by: z.literal('ids'), file: z.string() }),
]);
export type BatchGuests = z.infer<typeof BatchGuestsSchema>;

/** `list`: as the list has them, or the file of ids. */
export const BatchOrderSchema = z.enum(['name', 'list']);
export type BatchOrder = z.infer<typeof BatchOrderSchema>;

/** Badges that are printed one after the other, without anybody waiting for them. */
export const BatchSchema = z.strictObject({
  id: z.uuidv7(),
  guests: BatchGuestsSchema,
  order: BatchOrderSchema,
  /** Why guests who have a badge get another one; null leaves them out. */
  again: BadgeReasonSchema.nullable(),
  /** `done`: nothing of it is on its way any more, though badges may be held for a person. */
  state: z.enum(['running', 'paused', 'done', 'cancelled']),
  /** `done`, `failed`, `givenUp` and `waiting` together. */
  total: z.int().min(0),
  done: z.int().min(0),
  /** Held for a person, see the report. */
  failed: z.int().min(0),
  /** Cancelled, or replaced by another badge. */
  givenUp: z.int().min(0),
  waiting: z.int().min(0),
  /** Guests of it for whom no badge is made. */
  leftOut: z.strictObject({
    /** They have one, or one is on its way. */
    printed: z.int().min(0),
    /** Cancelled, blocked, or not on the list any more. */
    notConfirmed: z.int().min(0),
  }),
  requestedAt: InstantSchema,
  changedAt: InstantSchema,
});
export type Batch = z.infer<typeof BatchSchema>;

/** A line of the file that names nobody. */
export const UnknownIdSchema = z.strictObject({ line: z.int().min(1), id: z.string() });
export type UnknownId = z.infer<typeof UnknownIdSchema>;

/** A batch with what a person has to look after; of long lists the beginning. */
export const BatchReportSchema = BatchSchema.extend({
  unknownCount: z.int().min(0),
  unknown: z.array(UnknownIdSchema).max(200),
  /** Badges that are held, `failed` together; `registration` is null for a guest who is not on the list any more. */
  held: z
    .array(
      z.strictObject({
        guest: RegistrationIdSchema,
        registration: RegistrationSchema.nullable(),
        job: PrintJobSchema,
      }),
    )
    .max(200),
});
export type BatchReport = z.infer<typeof BatchReportSchema>;
