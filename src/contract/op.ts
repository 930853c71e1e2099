import { z } from 'zod';
import { RegistrationIdSchema, RegistrationSchema } from './registration.ts';

export const StationIdSchema = z.uuid();

/** A moment: ISO 8601 in UTC with milliseconds, so that texts sort as times do. */
export const InstantSchema = z.iso.datetime({ precision: 3 });

/**
 * A hybrid logical clock stamp: 13 digits of milliseconds since 1970, 4 hexadecimal digits of counter, the
 * station that stamped. Stamps sort as text in the order that the log has.
 * After Kulkarni et al., "Logical Physical Clocks" (2014).
 */
export const StampSchema = z
  .string()
  .regex(/^\d{13}-[0-9a-f]{4}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** What every op has, whatever its kind: enough to keep, order and pass on one that only a newer station knows. */
const opFields = {
  id: z.uuidv7(),
  station: StationIdSchema,
  hlc: StampSchema,
  /** The station's wall clock when the op was made, uncorrected. */
  at: InstantSchema,
  /** The run of the station's clock: new with each boot, and whenever somebody set the clock by hand. */
  clock: z.uuid(),
  /** By how much `hlc` was corrected against that clock, in milliseconds; null when no server had told yet. */
  offsetMs: z.int().nullable(),
  /** Who did it: a staff name, or the role of the station while nobody is signed in. */
  actor: z.string().min(1).max(100),
};

const CheckpointIdSchema = z.string().min(1).max(32);

/** How the person was recognised. */
export const ViaSchema = z.enum(['scanner', 'camera', 'search', 'command']);
export type Via = z.infer<typeof ViaSchema>;

function kind<Name extends string, Fields extends z.ZodRawShape>(name: Name, fields: Fields) {
  return z.strictObject({ ...opFields, kind: z.literal(name), ...fields });
}

/** A guest was let in at a checkpoint. `unlisted`: the ticket was good, but the list did not have the guest yet. */
export const EntryOpSchema = kind('entry', {
  registration: RegistrationIdSchema,
  checkpoint: CheckpointIdSchema,
  payload: z.strictObject({ via: ViaSchema, unlisted: z.boolean() }),
});

/** A guest went out at a checkpoint that tracks exits. */
const ExitOpSchema = kind('exit', {
  registration: RegistrationIdSchema,
  checkpoint: CheckpointIdSchema,
  payload: z.strictObject({ via: ViaSchema }),
});

/** Takes back exactly one entry, exit, correction or note of that guest, by id, whatever came between. */
const UndoOpSchema = kind('undo', {
  registration: RegistrationIdSchema,
  payload: z.strictObject({ op: z.uuidv7() }),
});

/** A guest who was on no list, as the desk took them down. The op's `registration` is the new id. */
const WalkInOpSchema = kind('walk-in', {
  registration: RegistrationIdSchema,
  payload: z.strictObject({ registration: RegistrationSchema }),
});

const { familyName, givenName, latinName, title, badgeName, organization, category } =
  RegistrationSchema.shape;

/** What a desk may put right about a guest. A field that is not named stays as it is: none has a default here. */
export const CorrectableSchema = z
  .strictObject({
    familyName,
    givenName,
    latinName,
    title: title.unwrap(),
    badgeName: badgeName.unwrap(),
    organization,
    category,
  })
  .partial();
export type Correctable = z.infer<typeof CorrectableSchema>;

/** What a desk put right: the fields that changed, as they were and as they are now. */
const CorrectionOpSchema = kind('correction', {
  registration: RegistrationIdSchema,
  payload: z.strictObject({ before: CorrectableSchema, after: CorrectableSchema }),
});

/** Raised by one with each reprint; a badge of an earlier one no longer counts. */
export const GenerationSchema = z.int().min(1).max(65_535);

/** The print system reported that a guest's badge came out. */
const BadgePrintedOpSchema = kind('badge-printed', {
  registration: RegistrationIdSchema,
  payload: z.strictObject({
    job: z.uuidv7(),
    printer: z.string().min(1).max(200),
    generation: GenerationSchema,
  }),
});

/** Why a badge is made again, or no longer counts. */
export const BadgeReasonSchema = z.enum(['lost', 'damaged', 'corrected', 'wrong-person', 'reprinted']);
export type BadgeReason = z.infer<typeof BadgeReasonSchema>;

/** Badges up to and including this generation no longer let anybody in. */
const BadgeRevokedOpSchema = kind('badge-revoked', {
  registration: RegistrationIdSchema,
  payload: z.strictObject({
    generation: GenerationSchema,
    reason: BadgeReasonSchema,
  }),
});

/** A guest marked `hold` stands at a checkpoint and waits to be met: whoever is to meet them is told everywhere. */
const HoldWaitingOpSchema = kind('hold-waiting', {
  registration: RegistrationIdSchema,
  checkpoint: CheckpointIdSchema,
  payload: z.strictObject({}),
});

/** Somebody has seen that the guest waits, by the id of that op, and goes to meet them. */
const HoldAnsweredOpSchema = kind('hold-answered', {
  registration: RegistrationIdSchema,
  payload: z.strictObject({ waiting: z.uuidv7() }),
});

/** Protocol staff met a guest marked `hold`: the guest may go in at any checkpoint. */
const HoldConfirmedOpSchema = kind('hold-confirmed', {
  registration: RegistrationIdSchema,
  payload: z.strictObject({}),
});

const NoteOpSchema = kind('note', {
  registration: RegistrationIdSchema,
  payload: z.strictObject({ text: z.string().trim().min(1).max(2000) }),
});

/** How people on site decided about what was in question. */
export const DecisionSchema = z.enum(['same-person', 'somebody-else', 'let-stand']);
export type Decision = z.infer<typeof DecisionSchema>;

/**
 * How people on site decided about an admission in question, by the id of its entry; or whether a walk-in, by the id
 * of the walk-in op, is the same person as another guest. The op's `registration` is that of the entry or walk-in.
 */
const ConflictSettledOpSchema = kind('conflict-settled', {
  registration: RegistrationIdSchema,
  payload: z.strictObject({
    entry: z.uuidv7(),
    decision: DecisionSchema,
    /** The guest with whom a walk-in was compared; null for an admission. */
    other: RegistrationIdSchema.nullable(),
  }),
});

/** What a station learnt late: by how much a run of its clock was wrong. Corrects its ops stamped without offset. */
const ClockObservedOpSchema = kind('clock-observed', {
  payload: z.strictObject({ clock: z.uuid(), offsetMs: z.int() }),
});

/** One fact that a station made: never changed, never deleted. State is a fold of these. */
export const OpSchema = z.discriminatedUnion('kind', [
  EntryOpSchema,
  ExitOpSchema,
  UndoOpSchema,
  WalkInOpSchema,
  CorrectionOpSchema,
  BadgePrintedOpSchema,
  BadgeRevokedOpSchema,
  HoldWaitingOpSchema,
  HoldAnsweredOpSchema,
  HoldConfirmedOpSchema,
  NoteOpSchema,
  ConflictSettledOpSchema,
  ClockObservedOpSchema,
]);
export type Op = z.infer<typeof OpSchema>;
export type OpKind = Op['kind'];
export type OpOf<Kind extends OpKind> = Extract<Op, { kind: Kind }>;
export type EntryOp = OpOf<'entry'>;

/** The kinds of this version. */
export const KNOWN_KINDS: ReadonlySet<string> = new Set(
  OpSchema.options.map((option) => option.shape.kind.value),
);

/** An op of a kind that only a newer version knows: kept and passed on untouched, and folded to nothing. */
export const ForeignOpSchema = z
  .looseObject({
    ...opFields,
    kind: z.string().min(1).max(64),
    registration: RegistrationIdSchema.optional(),
  })
  .refine((op) => !KNOWN_KINDS.has(op.kind), {
    path: ['kind'],
    message: 'a known kind that its schema refuses',
  });

/** What the log holds. */
export const LoggedOpSchema = z.union([OpSchema, ForeignOpSchema]);
export type LoggedOp = z.infer<typeof LoggedOpSchema>;

export function isKnownOp(op: LoggedOp): op is Op {
  return KNOWN_KINDS.has(op.kind);
}

/** The id of the guest whom an op is about; null for one about no guest. */
export function guestOf(op: LoggedOp): string | null {
  if (isKnownOp(op)) return op.kind === 'clock-observed' ? null : op.registration;
  return op.registration ?? null;
}
