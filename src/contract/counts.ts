import { z } from 'zod';
import { BadgeReasonSchema, InstantSchema } from './op.ts';

const CountSchema = z.int().min(0);

/** How many guests one checkpoint let in; what was taken back is not counted. */
export const CheckpointCountsSchema = z.strictObject({
  checkpoint: z.string(),
  /** Guests let in, each once however often they came. */
  admitted: CountSchema,
  /** Guests inside now; null where exits are not tracked. */
  inside: CountSchema.nullable(),
  /** Admissions in question that nobody has decided about. */
  openConflicts: CountSchema,
  byCategory: z.array(z.strictObject({ category: z.string(), admitted: CountSchema })),
  /** Guests by the quarter of an hour, in the event's time zone, of their admission; quiet quarters are left out. */
  byQuarterHour: z.array(z.strictObject({ from: InstantSchema, admitted: CountSchema })),
});
export type CheckpointCounts = z.infer<typeof CheckpointCountsSchema>;

/** What the log comes to, for the manager who answers for it. */
export const CountsSchema = z.strictObject({
  registrations: CountSchema,
  /** All that waits for a decision: admissions in question, and walk-ins who may be somebody else. */
  openConflicts: CountSchema,
  badgesPrinted: CountSchema,
  /** Those of them that took the place of an earlier one. */
  badgesReprinted: CountSchema,
  /** Why badges stopped counting. */
  badgesVoided: z.array(z.strictObject({ reason: BadgeReasonSchema, count: CountSchema })),
  checkpoints: z.array(CheckpointCountsSchema),
});
export type Counts = z.infer<typeof CountsSchema>;

/** What the tables of the station say otherwise than the log does; sound when there is no difference. */
export const VerificationSchema = z.strictObject({
  ops: CountSchema,
  differences: z.array(
    z.strictObject({
      table: z.string(),
      /** The key of the row, in the order of the table's columns. */
      key: z.string(),
      /** The row as JSON, as it stands and as the log has it; null where there is none. */
      stored: z.string().nullable(),
      expected: z.string().nullable(),
    }),
  ),
});
export type Verification = z.infer<typeof VerificationSchema>;
