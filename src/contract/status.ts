import { z } from 'zod';
import { EventSchema } from './event.ts';
import { FailureSchema } from './failure.ts';
import { PartListSchema } from './list-import.ts';
import { InstantSchema, LoggedOpSchema, StationIdSchema } from './op.ts';
import { PrinterSchema, PrintingSchema, PrintJobSchema } from './print.ts';
import { RegistrationSchema } from './registration.ts';
import { LockAfterSchema } from './staff.ts';
import { ParkReasonSchema, RoleSchema } from './sync.ts';
import { ConflictSchema, ScanResultSchema } from './verdict.ts';
import { WaitingGuestSchema } from './waiting-guest.ts';

/**
 * How the station stands towards its server: `alone` was never enrolled; `enrolment-needed` was refused by the server
 * (401) and keeps everything, or (failure `station-revoked`) was revoked and keeps only what the server does not have.
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
  /** How many guests of the server's list are here, while it is not whole yet. */
  download: z.strictObject({ received: z.int().min(0), expected: z.int().min(0) }).nullable(),
  /** What went wrong in the last round, if it did. */
  failure: FailureSchema.nullable(),
});
export type SyncStatus = z.infer<typeof SyncStatusSchema>;

/** Which way guests pass at this station; `out` only counts where the checkpoint tracks exits. */
export const DirectionSchema = z.enum(['in', 'out']);
export type Direction = z.infer<typeof DirectionSchema>;

/** A scanner that is no keyboard, at a serial port (USB-CDC, RS-232). */
const SerialPortSchema = z.strictObject({
  path: z.string().min(1).max(260),
  baudRate: z.int().min(300).max(921_600),
});
export type SerialPortSetting = z.infer<typeof SerialPortSchema>;

/** A serial port that something is plugged into; the name is '' where the device tells none. */
export const SerialPortInfoSchema = z.strictObject({ path: z.string(), name: z.string() });
export type SerialPortInfo = z.infer<typeof SerialPortInfoSchema>;

/** Over so many minutes it is told how fast guests come. */
export const PULSE_MINUTES = 5;

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
  direction: DirectionSchema,
  /** Whether this desk is told, loudly, of guests who wait to be met. */
  protocolDesk: z.boolean(),
  /** The right time minus that of this computer's clock, in milliseconds; null until a server told it. */
  clockOffsetMs: z.int().nullable(),
  registrations: z.int().min(0),
  /** Null when the last list that was imported here is whole. */
  partList: PartListSchema.extend({ isRunning: z.boolean() }).nullable(),
  /** Guests admitted at the checkpoint, anywhere, and by this station. */
  arrived: z.int().min(0),
  arrivedHere: z.int().min(0),
  /** Guests admitted at the checkpoint in each of the last five minutes, back from `at`. */
  pulse: z.strictObject({ at: InstantSchema, minutes: z.array(z.int().min(0)).length(PULSE_MINUTES) }),
  sync: SyncStatusSchema,
  /** Those that badges usually come out at, `printing.printer` first. */
  printers: z.array(PrinterSchema).min(1),
  printing: PrintingSchema,
  /** Badges not printed yet, stuck ones among them. */
  badgesWaiting: z.int().min(0),
  /** The serial scanner and whether it can be heard; null where there is none. */
  serialScanner: SerialPortSchema.extend({ isOpen: z.boolean() }).nullable(),
});
export type StationStatus = z.infer<typeof StationStatusSchema>;

/** One line of the desk's list of last arrivals. */
export const ArrivalSchema = z.strictObject({ result: ScanResultSchema, job: PrintJobSchema.nullable() });
export type Arrival = z.infer<typeof ArrivalSchema>;

/** A badge on its way to paper, with whose it is; null for a test badge, and for a guest who left the list. */
export const QueuedBadgeSchema = z.strictObject({
  job: PrintJobSchema,
  registration: RegistrationSchema.nullable(),
});
export type QueuedBadge = z.infer<typeof QueuedBadgeSchema>;

/** An op that the server did not take: kept, and sent again only when a person says so. */
export const ParkedOpSchema = z.strictObject({
  op: LoggedOpSchema,
  reason: ParkReasonSchema,
  /** Whom it is about; null where the list does not have the guest. */
  registration: RegistrationSchema.nullable(),
});
export type ParkedOp = z.infer<typeof ParkedOpSchema>;

/** What waits for a person's decision, the newest of each first; the counts also count what is left out here. */
export const ToSettleSchema = z.strictObject({
  conflictCount: z.int().min(0),
  conflicts: z.array(ConflictSchema).max(50),
  parkedCount: z.int().min(0),
  parked: z.array(ParkedOpSchema).max(50),
});
export type ToSettle = z.infer<typeof ToSettleSchema>;

/** News for a window, as they happen. */
export const StationNewsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('to-settle'), toSettle: ToSettleSchema }),
  z.strictObject({ kind: z.literal('waiting-guests'), waiting: z.array(WaitingGuestSchema) }),
  z.strictObject({ kind: z.literal('status'), status: StationStatusSchema }),
  z.strictObject({ kind: z.literal('print-job'), job: PrintJobSchema }),
  /** A serial scanner read this, and the station decided on it. */
  z.strictObject({ kind: z.literal('scan'), text: z.string(), result: ScanResultSchema }),
  z.strictObject({ kind: z.literal('scan-refused'), failure: FailureSchema }),
]);
export type StationNews = z.infer<typeof StationNewsSchema>;

/** What a person chooses for a station; a field left out stays as it is. */
export const StationSettingsSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    role: RoleSchema,
    checkpoint: z.string().min(1).max(32),
    direction: DirectionSchema,
    protocolDesk: z.boolean(),
    printer: PrintingSchema.shape.printer,
    furtherPrinters: PrintingSchema.shape.furtherPrinters,
    printWhen: PrintingSchema.shape.when,
    failoverPrinter: PrintingSchema.shape.failoverPrinter,
    layoutPrinters: PrintingSchema.shape.layoutPrinters,
    serialPort: SerialPortSchema.nullable(),
    lockAfterSeconds: LockAfterSchema,
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
