import { z } from 'zod';
import {
  BadgeReasonSchema,
  CorrectableSchema,
  GenerationSchema,
  InstantSchema,
  StationIdSchema,
} from './op.ts';
import { PrinterNameSchema } from './print.ts';
import { RegistrationIdSchema, RegistrationSchema } from './registration.ts';
import { DirectionSchema } from './status.ts';
import { AdmissionSchema, SearchHitSchema } from './verdict.ts';

/** Something that somebody did: when by the right time, at which desk, and who. */
const DeedSchema = z.strictObject({
  op: z.uuidv7(),
  at: InstantSchema,
  station: StationIdSchema,
  /** '' while the station's name has not reached us. */
  stationName: z.string(),
  /** A staff name, or the role of the station. */
  actor: z.string(),
});
export type Deed = z.infer<typeof DeedSchema>;

/** A guest went in or out. */
const PassSchema = DeedSchema.extend({ checkpoint: z.string(), way: DirectionSchema });
export type Pass = z.infer<typeof PassSchema>;

const MadeBadgeSchema = DeedSchema.extend({
  generation: GenerationSchema,
  printer: PrinterNameSchema,
  /** Why it stopped working; null while it works. `reprinted` also where only a newer one is known of. */
  voided: BadgeReasonSchema.nullable(),
});
export type MadeBadge = z.infer<typeof MadeBadgeSchema>;

const WrittenNoteSchema = DeedSchema.extend({ text: z.string() });
const PutRightSchema = DeedSchema.extend({ before: CorrectableSchema, after: CorrectableSchema });
export type PutRight = z.infer<typeof PutRightSchema>;

/** A walk-in of whom it was said that they are this guest; `op` is what was said. */
const MergeSchema = DeedSchema.extend({
  walkIn: RegistrationIdSchema,
  other: RegistrationIdSchema,
  /** The walk-in op, which a settlement names. */
  entry: z.uuidv7(),
  /** As the desk took them down; null where that has not reached us. */
  registration: RegistrationSchema.nullable(),
});
export type Merge = z.infer<typeof MergeSchema>;

/** All that the station knows of one guest, for a person at the desk; the newest of each first. */
export const GuestDetailsSchema = z.strictObject({
  registration: RegistrationSchema,
  /** The admission at this station's checkpoint that a next one would stand beside. */
  admission: AdmissionSchema.nullable(),
  /** Whether the guest came in here and did not go out; without a meaning where exits are not tracked. */
  isInside: z.boolean(),
  /** Marked `hold`, and nobody has met them yet. */
  isToBeMet: z.boolean(),
  passes: z.array(PassSchema),
  badges: z.array(MadeBadgeSchema),
  notes: z.array(WrittenNoteSchema),
  corrections: z.array(PutRightSchema),
  merges: z.array(MergeSchema),
});
export type GuestDetails = z.infer<typeof GuestDetailsSchema>;

/** The guests of a delegation by name, each with the admission at this station's checkpoint. */
export const GroupSchema = z.strictObject({ organization: z.string(), guests: z.array(SearchHitSchema) });
export type Group = z.infer<typeof GroupSchema>;

/** As a person typed it: the core says in words what is too long. */
export const TypedSchema = z.string().max(20_000);

/** The smallest form for a guest who is on no list. */
export const WalkInFormSchema = z.strictObject({
  /** The whole name, in whatever script. */
  name: TypedSchema,
  /** The same in Latin letters; '' where nobody asked. */
  latinName: TypedSchema,
  organization: TypedSchema,
  category: z.string().max(32),
});
export type WalkInForm = z.infer<typeof WalkInFormSchema>;

/** A form that is sent. */
export const WalkInOrderSchema = WalkInFormSchema.extend({
  /** The same with each try of one form: a guest is taken down once, however often the answer gets lost. */
  form: z.uuid(),
  /** Guests who look the same, of whom the desk said that they are somebody else. */
  apartFrom: z.array(RegistrationIdSchema).max(20),
});
export type WalkInOrder = z.infer<typeof WalkInOrderSchema>;

/** Somebody whom a walk-in may be: of the same name or phone, or only of a name that looks or sounds so. */
export const AlikeSchema = z.strictObject({ hit: SearchHitSchema, likeness: z.enum(['same', 'similar']) });
export type Alike = z.infer<typeof AlikeSchema>;

/** The delegations of the list, by name, each with how many guests it has. */
export const OrganizationsSchema = z.array(z.strictObject({ name: z.string(), guests: z.int().min(1) }));
export type Organizations = z.infer<typeof OrganizationsSchema>;
