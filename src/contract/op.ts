import { z } from 'zod';
import { RegistrationIdSchema } from './registration.ts';

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

const opFields = {
  id: z.uuidv7(),
  station: StationIdSchema,
  hlc: StampSchema,
  /** The station's wall clock when the op was made. */
  at: InstantSchema,
  /** Who did it: a staff name, or the role of the station while nobody is signed in. */
  actor: z.string().min(1).max(100),
  registration: RegistrationIdSchema,
};

/** How the person was recognised. */
export const ViaSchema = z.enum(['scanner', 'camera', 'search', 'command']);
export type Via = z.infer<typeof ViaSchema>;

/** A guest was let in at a checkpoint. */
export const EntryOpSchema = z.strictObject({
  ...opFields,
  kind: z.literal('entry'),
  checkpoint: z.string().min(1).max(32),
  payload: z.strictObject({ via: ViaSchema }),
});

/** The print system reported that a guest's badge came out. */
export const BadgePrintedOpSchema = z.strictObject({
  ...opFields,
  kind: z.literal('badge-printed'),
  payload: z.strictObject({ job: z.uuidv7(), printer: z.string().min(1).max(200) }),
});

/** One fact that a station made: never changed, never deleted. State is a fold of these. */
export const OpSchema = z.discriminatedUnion('kind', [EntryOpSchema, BadgePrintedOpSchema]);
export type Op = z.infer<typeof OpSchema>;
export type EntryOp = z.infer<typeof EntryOpSchema>;
