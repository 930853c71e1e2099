import { z } from 'zod';
import { LocalizedTextSchema } from './event.ts';
import { InstantSchema } from './op.ts';
import type { ProblemKey } from './problem-sentences.ts';

/**
 * What a person may do at a station: a steward scans and sees the verdict, the desk does the daily work, a manager
 * also settles, sets up, restores, prints in batches and keeps the list of staff.
 */
export const StaffRoleSchema = z.enum(['steward', 'desk', 'manager']);
export type StaffRole = z.infer<typeof StaffRoleSchema>;

/** The least that a call of a window needs; `anyone` also at a locked window. */
export type Needs = 'anyone' | StaffRole;

/** The name of a person of the staff, which the log has as the actor. */
export const StaffNameSchema = z.string().trim().normalize('NFC').min(1).max(100);

export const PinSchema = z.string().regex(/^\d{4,12}$/, 'pin-form' satisfies ProblemKey);

/**
 * scrypt of a PIN with r = 8 and p = 1; `cost` is its N. What keeps a short PIN is the growing delay after wrong ones:
 * this only keeps the PIN itself out of files and the network.
 */
export const PinHashSchema = z.strictObject({
  cost: z.literal([2 ** 14, 2 ** 15, 2 ** 16, 2 ** 17]),
  salt: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  hash: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type PinHash = z.infer<typeof PinHashSchema>;

/** A person as others see them. */
export const StaffPersonSchema = z.strictObject({ name: StaffNameSchema, role: StaffRoleSchema });

export const StaffMemberSchema = StaffPersonSchema.extend({ pin: PinHashSchema });
export type StaffMember = z.infer<typeof StaffMemberSchema>;

export const StaffMembersSchema = z.array(StaffMemberSchema).max(500);

/** Where a person was put on the list: at this station, or at the server for all of them. */
export const StaffOriginSchema = z.enum(['station', 'server']);

/** After so many seconds without any input a window locks; null: never. */
export const LockAfterSchema = z.int().min(5).max(86_400).nullable();

/** The staff of a station as its manager sees it. */
export const StaffListSchema = z.strictObject({
  members: z.array(StaffPersonSchema.extend({ origin: StaffOriginSchema })),
  lockAfterSeconds: LockAfterSchema,
});
export type StaffList = z.infer<typeof StaffListSchema>;

/** Who is at a desk window: nobody has to sign in while the station has no staff. */
export const DeskSessionSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open') }),
  z.strictObject({
    state: z.literal('locked'),
    event: LocalizedTextSchema,
    stationName: z.string(),
    staff: z.array(StaffPersonSchema),
    /** When a serial scanner last read a code while nobody was signed in: it let nobody in. */
    refusedScan: InstantSchema.nullable(),
    /** At a protocol desk the ops of guests whom nobody goes to meet yet: it rings, and says no name. */
    waiting: z.array(z.uuidv7()),
  }),
  z.strictObject({
    state: z.literal('signed-in'),
    person: StaffPersonSchema,
  }),
]);
export type DeskSession = z.infer<typeof DeskSessionSchema>;
