import { z } from 'zod';
import { InstantSchema, OpSchema, StationIdSchema } from './op.ts';
import { RegistrationIdSchema, RegistrationSchema } from './registration.ts';

/** What a checkpoint answers to a guest. */
export const VerdictSchema = z.enum([
  'admit',
  'already-in',
  'wrong-day',
  'wrong-category',
  'blocked',
  'cancelled',
  'full',
  'hold',
  'revoked-badge',
  'unknown',
]);
export type Verdict = z.infer<typeof VerdictSchema>;

/** When and where a guest was let in. */
export const AdmissionSchema = z.strictObject({
  op: z.uuidv7(),
  checkpoint: z.string(),
  /** By the right time, as far as the station knows it (an op's `at` is the wall clock's). */
  at: InstantSchema,
  station: StationIdSchema,
  /** '' while the station's name has not reached us. */
  stationName: z.string(),
});
export type Admission = z.infer<typeof AdmissionSchema>;

/**
 * The answer to one scan. `registration` is null for an unknown code, `op` is the entry that was committed
 * (admit only), `previous` the admission that stands (already-in only), `printJob` the badge now in the ledger.
 */
export const ScanResultSchema = z.strictObject({
  verdict: VerdictSchema,
  checkpoint: z.string(),
  at: InstantSchema,
  registration: RegistrationSchema.nullable(),
  /** The ticket was good, but the list does not have the guest yet: shown as such. */
  unlisted: z.boolean(),
  op: OpSchema.nullable(),
  previous: AdmissionSchema.nullable(),
  printJob: z.uuidv7().nullable(),
});
export type ScanResult = z.infer<typeof ScanResultSchema>;

/**
 * Why something needs a person's decision: an admission beside an earlier one, one that the station could not know
 * better, one more than the checkpoint holds, one made while the computer's clock was more than 12 hours wrong, or a
 * walk-in who may be on the list already or was taken down twice.
 */
export const ConflictKindSchema = z.enum([
  'double-admission',
  'admitted-while-offline',
  'over-capacity',
  'skewed-clock',
  'duplicate-walk-in',
]);
export type ConflictKind = z.infer<typeof ConflictKindSchema>;

/** What needs a person's decision: who, where and when. */
export const ConflictSchema = z.strictObject({
  kind: ConflictKindSchema,
  guest: RegistrationIdSchema,
  /** Null for a guest whom the list does not have yet. */
  registration: RegistrationSchema.nullable(),
  /** Null for a walk-in, who is taken down at a desk. */
  checkpoint: z.string().nullable(),
  /** The admission that stands; null where there is only one. */
  first: AdmissionSchema.nullable(),
  /** The admission in question, or the walk-in: when and at which desk, and the op that a settlement names. */
  second: AdmissionSchema.omit({ checkpoint: true }),
  /** Whom the walk-in looks like; null for an admission. */
  other: RegistrationSchema.nullable(),
});
export type Conflict = z.infer<typeof ConflictSchema>;

/** A text in the pieces that make it up; marked are those in which a search found what was typed. */
const MarkedTextSchema = z.array(z.strictObject({ text: z.string(), isMatch: z.boolean() }));
export type MarkedText = z.infer<typeof MarkedTextSchema>;

/** A registration with what the station knows of the person's arrival; `admission` is null before it. */
export const SearchHitSchema = z.strictObject({
  registration: RegistrationSchema,
  admission: AdmissionSchema.nullable(),
});
export type SearchHit = z.infer<typeof SearchHitSchema>;

/** Somebody whom a search found. */
export const FoundGuestSchema = SearchHitSchema.extend({
  /** What tells people of the same name apart; [] for what is not known, or (`code`) was not asked for. */
  shown: z.strictObject({
    name: MarkedTextSchema,
    latin: MarkedTextSchema,
    organization: MarkedTextSchema,
    id: MarkedTextSchema,
    code: MarkedTextSchema,
    phoneEnd: MarkedTextSchema,
  }),
});
export type FoundGuest = z.infer<typeof FoundGuestSchema>;
