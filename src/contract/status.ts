import { z } from 'zod';
import { EventSchema } from './event.ts';
import { FailureSchema } from './failure.ts';
import { InstantSchema, StationIdSchema } from './op.ts';
import { PrinterSchema, PrintJobSchema } from './print.ts';
import { RoleSchema } from './sync.ts';
import { ScanResultSchema } from './verdict.ts';

/**
 * How the station stands towards its server: `alone` was never enrolled, `enrolment-needed` was refused by the
 * server (401) and keeps everything.
 */
export const SyncStatusSchema = z.strictObject({
  state: z.enum(['alone', 'online', 'offline', 'enrolment-needed']),
  server: z.string().nullable(),
  /** Since when the state has been what it is. */
  since: InstantSchema,
  lastRoundAt: InstantSchema.nullable(),
  waiting: z.int().min(0),
  /** When the oldest waiting op was made. */
  waitingSince: InstantSchema.nullable(),
  parked: z.int().min(0),
  /** What went wrong in the last round, if it did. */
  failure: FailureSchema.nullable(),
});
export type SyncStatus = z.infer<typeof SyncStatusSchema>;

/** All that a window shows about the station as a whole. */
export const StationStatusSchema = z.strictObject({
  station: z.strictObject({
    id: StationIdSchema,
    name: z.string(),
    role: RoleSchema,
    configured: z.boolean(),
  }),
  event: EventSchema,
  checkpoint: z.string(),
  registrations: z.int().min(0),
  /** Guests admitted at the checkpoint, anywhere, and by this station. */
  arrived: z.int().min(0),
  arrivedHere: z.int().min(0),
  sync: SyncStatusSchema,
  printer: PrinterSchema,
  /** Badges not printed yet, stuck ones among them. */
  badgesWaiting: z.int().min(0),
});
export type StationStatus = z.infer<typeof StationStatusSchema>;

/** One line of the desk's list of last arrivals. */
export const ArrivalSchema = z.strictObject({ result: ScanResultSchema, job: PrintJobSchema.nullable() });
export type Arrival = z.infer<typeof ArrivalSchema>;

/** News for a window, as they happen. */
export const StationNewsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), status: StationStatusSchema }),
  z.strictObject({ kind: z.literal('print-job'), job: PrintJobSchema }),
]);
export type StationNews = z.infer<typeof StationNewsSchema>;

/** What a person chooses for a station; a field left out stays as it is. */
export const StationSettingsSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    role: RoleSchema,
    checkpoint: z.string().min(1).max(32),
    printer: z.string().min(1).max(200),
    /** True once a person has been through the set-up. */
    configured: z.boolean(),
  })
  .partial();
export type StationSettings = z.infer<typeof StationSettingsSchema>;

/** A copy of the database that can be put back. */
export const BackupSchema = z.strictObject({ file: z.string(), at: InstantSchema, ops: z.int().min(0) });
export type Backup = z.infer<typeof BackupSchema>;

/** Whether the database could be opened; when not, the damaged file stays and these backups can be put back. */
export const RecoverySchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('sound') }),
  z.strictObject({ state: z.literal('damaged'), failure: FailureSchema, backups: z.array(BackupSchema) }),
]);
export type Recovery = z.infer<typeof RecoverySchema>;
