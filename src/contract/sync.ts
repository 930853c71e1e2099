import { z } from 'zod';
import { BadgeLayoutSetSchema } from './badge-layout.ts';
import { EventSchema } from './event.ts';
import { KeyListSchema, PublicKeySchema } from './key.ts';
import { InstantSchema, LoggedOpSchema, StationIdSchema } from './op.ts';
import { RegistrationIdSchema, RegistrationSchema } from './registration.ts';
import { StaffMembersSchema } from './staff.ts';

/**
 * How many ops a station sends, and changes a server returns, in one round at the most. So few that a desk takes
 * them in within a tenth of a second, between two scans.
 */
export const OPS_PER_ROUND = 500;
export const CHANGES_PER_ROUND = 200;

export const RoleSchema = z.enum(['desk', 'kiosk']);
export type Role = z.infer<typeof RoleSchema>;

/** A station as the others know it. */
export const PeerSchema = z.strictObject({ id: StationIdSchema, name: z.string().min(1).max(100) });
export type Peer = z.infer<typeof PeerSchema>;

/** The one-time code of the console: 8 Crockford base32 characters, shown as XXXX-XXXX. */
export const EnrolmentCodeSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/);

export const EnrolRequestSchema = z.strictObject({
  protocol: z.int().min(1),
  code: EnrolmentCodeSchema,
  station: StationIdSchema,
  /** The key with which this station will sign badges. */
  publicKey: PublicKeySchema,
});
export type EnrolRequest = z.infer<typeof EnrolRequestSchema>;
export const EnrolAnswerSchema = z.strictObject({
  /** Opaque bearer token of this station; the server keeps only its hash. */
  token: z.string().min(32).max(200),
  name: z.string().min(1).max(100),
  role: RoleSchema,
  event: EventSchema,
  serverTime: InstantSchema,
});
export type EnrolAnswer = z.infer<typeof EnrolAnswerSchema>;

/** The server's log position up to which a station knows everything; '0' is the beginning. */
export const CursorSchema = z.string().regex(/^\d{1,18}$/);

/** One thing that changed at the server. */
export const ChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('registration'), registration: RegistrationSchema }),
  z.strictObject({ kind: z.literal('registration-removed'), id: RegistrationIdSchema }),
  z.strictObject({ kind: z.literal('op'), op: LoggedOpSchema }),
  z.strictObject({ kind: z.literal('station'), station: PeerSchema }),
  z.strictObject({ kind: z.literal('event'), event: EventSchema }),
  z.strictObject({ kind: z.literal('keys'), keys: KeyListSchema }),
  z.strictObject({ kind: z.literal('layouts'), layouts: BadgeLayoutSetSchema }),
  z.strictObject({ kind: z.literal('staff'), staff: StaffMembersSchema }),
]);
export type Change = z.infer<typeof ChangeSchema>;

/**
 * What a station sends. Ops are not parsed here but one by one by the server, so that one bad op is parked and
 * never stops the others.
 */
export const SyncRequestSchema = z.strictObject({
  protocol: z.int().min(1),
  event: z.string(),
  /** What the station is called now; left out where nobody named it. */
  name: PeerSchema.shape.name.optional(),
  cursor: CursorSchema,
  ops: z.array(z.unknown()).max(OPS_PER_ROUND),
});
export type SyncRequest = z.infer<typeof SyncRequestSchema>;

export const ParkReasonSchema = z.enum(['op-invalid', 'station-differs', 'id-reused']);
export type ParkReason = z.infer<typeof ParkReasonSchema>;

/** What became of each op, in the order sent. An op known from before is `accepted` again. */
export const OpResultSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('accepted') }),
  z.strictObject({ result: z.literal('parked'), reason: ParkReasonSchema }),
]);
export type OpResult = z.infer<typeof OpResultSchema>;

/**
 * What 401 says to a station that was revoked: the signed list of keys that names its own key as revoked. Only that
 * makes a station remove its guest data; any other 401 may come from a wrong proxy or a server put back from a dump.
 */
export const RevocationSchema = z.strictObject({ keys: KeyListSchema });

export const SyncAnswerSchema = z.strictObject({
  results: z.array(OpResultSchema).max(OPS_PER_ROUND),
  changes: z.array(ChangeSchema).max(CHANGES_PER_ROUND),
  cursor: CursorSchema,
  /** More changes wait behind the cursor: ask again at once. */
  more: z.boolean(),
  /** How many registrations and admissions the server has, so that a station can say whether its list is whole. */
  registrations: z.int().min(0),
  serverTime: InstantSchema,
});
export type SyncAnswer = z.infer<typeof SyncAnswerSchema>;
