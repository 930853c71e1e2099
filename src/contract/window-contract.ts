import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { BatchOrderSchema, BatchReportSchema, BatchSchema } from './batch.ts';
import { ServerAddressSchema } from './enrolment-link.ts';
import { EventSchema, LocalizedTextSchema } from './event.ts';
import { FailureSchema } from './failure.ts';
import {
  AlikeSchema,
  GroupSchema,
  GuestDetailsSchema,
  OrganizationsSchema,
  TypedSchema,
  WalkInFormSchema,
  WalkInOrderSchema,
} from './guest.ts';
import { ImportReportSchema, ListEncodingSchema } from './list-import.ts';
import { BadgeReasonSchema, DecisionSchema, GenerationSchema, OpSchema, ViaSchema } from './op.ts';
import { PrinterNameSchema, PrinterSchema, PrintHistorySchema, PrintJobSchema } from './print.ts';
import { ReadinessSchema } from './readiness.ts';
import { RegistrationIdSchema, RegistrationSchema } from './registration.ts';
import {
  DeskSessionSchema,
  type Needs,
  PinSchema,
  StaffListSchema,
  StaffNameSchema,
  StaffPersonSchema,
} from './staff.ts';
import {
  ArrivalSchema,
  BackupSchema,
  QueuedBadgeSchema,
  RecoverySchema,
  SerialPortInfoSchema,
  StationNewsSchema,
  StationSettingsSchema,
  StationStatusSchema,
} from './status.ts';
import { EnrolmentCodeSchema } from './sync.ts';
import { FoundGuestSchema, ScanResultSchema } from './verdict.ts';

/**
 * Everything that can be refused is refused with this one error; its data says why, in words for a person. Each
 * procedure of a desk says what it needs: `procedure` alone is the daily work of a desk.
 */
const procedure = oc
  .$meta<{ readonly needs: Needs }>({ needs: 'desk' })
  .errors({ REFUSED: { status: 422, data: FailureSchema } });
const forAnyone = procedure.meta({ needs: 'anyone' });
const forStewards = procedure.meta({ needs: 'steward' });
const forManagers = procedure.meta({ needs: 'manager' });

const ScanInputSchema = z.strictObject({
  /** As it was read, framing characters included; too long is an unknown code, not an error. */
  code: z.string().max(20_000),
  via: ViaSchema,
});

const ByRegistrationSchema = z.strictObject({ registration: RegistrationIdSchema });

const TypedCorrectionSchema = z
  .strictObject({
    familyName: TypedSchema,
    givenName: TypedSchema,
    latinName: TypedSchema,
    title: TypedSchema,
    badgeName: TypedSchema,
    organization: TypedSchema,
    category: z.string().max(32),
  })
  .partial();

const JobSchema = z.strictObject({ job: z.uuidv7() });

const ByBatchSchema = z.strictObject({ batch: z.uuidv7() });

const recovery = {
  state: forAnyone.output(RecoverySchema),
  /** Puts a backup in the place of a damaged database, which is kept under another name. */
  restore: forManagers.input(BackupSchema.pick({ file: true })).output(RecoverySchema),
};

/** What a desk window may ask of the core. */
export const deskContract = {
  recovery,
  session: {
    /** Who is at the window, at once and after each change. */
    watch: forAnyone.output(eventIterator(DeskSessionSchema)),
    /** `pin-wrong`, or `pin-wait` with the `seconds` in which no PIN is tried. */
    signIn: forAnyone.input(z.strictObject({ name: StaffNameSchema, pin: PinSchema })).output(z.null()),
    lock: forAnyone.output(z.null()),
    /** A person did something: the time after which the window locks begins again. */
    touch: forAnyone.output(z.null()),
  },
  staff: {
    list: forManagers.output(StaffListSchema),
    /** At a station without staff the first has to be a manager, who is then signed in. */
    add: forManagers.input(StaffPersonSchema.extend({ pin: PinSchema })).output(StaffListSchema),
    remove: forManagers.input(StaffPersonSchema.pick({ name: true })).output(StaffListSchema),
  },
  /**
   * The status and what is to settle, at once and then with each change; print jobs as they move. Ends when another
   * person, or nobody, is at the window. A steward is not told what is to settle.
   */
  watch: forStewards.output(eventIterator(StationNewsSchema)),
  scan: forStewards.input(ScanInputSchema).output(ScanResultSchema),
  /**
   * What the station's serial scanner reads from now on: as long as somebody listens, it is told here only, and nobody
   * is let in by it.
   */
  hearScanner: procedure.output(eventIterator(z.strictObject({ text: z.string() }))),
  /** Admits a person found by search, without a code. */
  checkIn: procedure.input(ByRegistrationSchema).output(ScanResultSchema),
  /** Notes that a person goes out, without a code. */
  checkOut: procedure.input(ByRegistrationSchema).output(ScanResultSchema),
  search: procedure.input(z.strictObject({ text: z.string().max(200) })).output(z.array(FoundGuestSchema)),
  /** The newest first. */
  recentArrivals: procedure.output(z.array(ArrivalSchema)),
  /** Takes one op back, by its id, whichever desk made it. */
  undo: procedure.input(z.strictObject({ op: z.uuidv7() })).output(OpSchema),
  /** Says what is decided about an admission in question, or about a walk-in and another guest (`other`). */
  settle: forManagers
    .input(
      z.strictObject({
        entry: z.uuidv7(),
        decision: DecisionSchema,
        other: RegistrationIdSchema.nullable(),
      }),
    )
    .output(OpSchema),
  /** Puts what the server did not take up for sending once more; says how many. */
  retryParked: forManagers.output(z.int().min(0)),
  /** A guest marked `hold` was met: the next check-in lets them in. */
  confirmHold: procedure.input(ByRegistrationSchema).output(OpSchema),
  guest: {
    details: procedure.input(ByRegistrationSchema).output(GuestDetailsSchema),
    /** Puts right the fields that are given. */
    correct: procedure
      .input(ByRegistrationSchema.extend({ after: TypedCorrectionSchema }))
      .output(RegistrationSchema),
    note: procedure.input(ByRegistrationSchema.extend({ text: TypedSchema })).output(OpSchema),
  },
  walkIn: {
    /** Whom the guest of a form may be, while somebody fills it in. */
    alike: procedure.input(WalkInFormSchema).output(z.array(AlikeSchema)),
    /** Takes a guest down and checks them in. */
    register: procedure.input(WalkInOrderSchema).output(ScanResultSchema),
  },
  organizations: procedure.output(OrganizationsSchema),
  /** A delegation, and who of it is in; each guest is checked in by `checkIn`. */
  group: procedure.input(z.strictObject({ organization: z.string().max(300) })).output(GroupSchema),
  /** Somebody goes to meet the guest who waits, by the op that says so: the alert is quiet from then on, everywhere. */
  answerHold: procedure.input(z.strictObject({ waiting: z.uuidv7() })).output(OpSchema),
  /** `badge-printed-before` for a guest who has a badge or is about to get one, unless a reason is given. */
  printBadge: procedure
    .input(
      ByRegistrationSchema.extend({
        reprint: z
          .strictObject({ reason: BadgeReasonSchema, replaces: GenerationSchema.optional() })
          .optional(),
      }),
    )
    .output(PrintJobSchema),
  badge: {
    /** Badges that are not out yet, those that wait for a person first. */
    queue: procedure.output(z.array(QueuedBadgeSchema)),
    history: procedure.input(JobSchema).output(PrintHistorySchema),
    /** One that is held for a person; `anyway` also with characters that cannot be drawn. */
    retry: procedure.input(JobSchema.extend({ anyway: z.boolean() })).output(PrintJobSchema),
    cancel: procedure.input(JobSchema).output(PrintJobSchema),
    move: procedure.input(JobSchema.extend({ printer: PrinterNameSchema })).output(PrintJobSchema),
    /** A person has seen that one that is held came out. */
    cameOut: procedure.input(JobSchema).output(PrintJobSchema),
    test: procedure.input(z.strictObject({ printer: PrinterNameSchema })).output(PrintJobSchema),
  },
  /** Whether the station can go on for a day without its server. */
  ready: procedure.output(ReadinessSchema),
  printers: procedure.output(z.array(PrinterSchema)),
  serialPorts: forManagers.output(z.array(SerialPortInfoSchema)),
  batch: {
    start: forManagers
      .input(
        z.strictObject({
          guests: z.discriminatedUnion('by', [
            z.strictObject({ by: z.literal('category'), category: z.string().max(32) }),
            z.strictObject({ by: z.literal('organization'), organization: z.string().max(300) }),
            // A Blob passes the port, a Uint8Array does not.
            z.strictObject({ by: z.literal('ids'), file: z.string().max(300), bytes: z.instanceof(Blob) }),
          ]),
          order: BatchOrderSchema,
          again: BadgeReasonSchema.nullable(),
        }),
      )
      .output(BatchReportSchema),
    /** The newest first. */
    list: forManagers.output(z.array(BatchSchema)),
    report: forManagers.input(ByBatchSchema).output(BatchReportSchema),
    pause: forManagers.input(ByBatchSchema).output(BatchSchema),
    resume: forManagers.input(ByBatchSchema).output(BatchSchema),
    cancel: forManagers.input(ByBatchSchema).output(BatchSchema),
  },
  setup: {
    initEvent: forManagers
      .input(z.strictObject({ file: z.string().max(300), text: z.string().max(1_000_000) }))
      .output(StationStatusSchema),
    importList: forManagers
      .input(
        z.strictObject({
          file: z.string().max(300),
          /** The file itself: a Blob passes the port, a Uint8Array does not. */
          bytes: z.instanceof(Blob),
          encoding: ListEncodingSchema.nullable(),
          dryRun: z.boolean(),
        }),
      )
      .output(ImportReportSchema),
    /** Ends the import that runs; what was taken in stays, and its report comes as the import's own answer. */
    stopImport: forManagers,
    enrol: forManagers
      .input(z.strictObject({ url: ServerAddressSchema, code: EnrolmentCodeSchema }))
      .output(StationStatusSchema),
    configure: forManagers.input(StationSettingsSchema).output(StationStatusSchema),
    /** The layouts of the event's badges, each once. */
    layouts: forManagers.output(z.array(z.strictObject({ id: z.string(), name: LocalizedTextSchema }))),
  },
};

/**
 * What a kiosk tells the hall: a welcome, a goodbye, or only that the desk will help. The name is '' for a guest whose
 * ticket is good and who is not on the list yet: their badge comes from the desk.
 */
export const KioskAnswerSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('welcome'),
    name: z.string(),
    latinName: z.string(),
    printJob: z.uuidv7().nullable(),
  }),
  /** The guest went out. */
  z.strictObject({ outcome: z.literal('goodbye') }),
  z.strictObject({ outcome: z.literal('see-desk') }),
]);
export type KioskAnswer = z.infer<typeof KioskAnswerSchema>;

/** What a kiosk needs of the station; no list, no name, no count. */
export const KioskNewsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('event'),
    event: EventSchema,
    checkpoint: z.string(),
    online: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('print-job'), job: PrintJobSchema.pick({ id: true, state: true }) }),
  /** What to tell the guest whose code a serial scanner read. */
  z.strictObject({ kind: z.literal('answer'), answer: KioskAnswerSchema }),
]);
export type KioskNews = z.infer<typeof KioskNewsSchema>;

/** What a kiosk window may ask: it cannot search or list anybody. */
export const kioskContract = {
  recovery: { state: recovery.state },
  watch: procedure.output(eventIterator(KioskNewsSchema)),
  scan: procedure.input(ScanInputSchema).output(KioskAnswerSchema),
  /**
   * Makes the station a desk by the PIN of anybody of desk or manager: another window opens in the place of this one.
   * `pin-wrong`, `pin-wait` with the `seconds` in which no PIN is tried, `no-staff`.
   */
  leave: procedure.input(z.strictObject({ pin: PinSchema })).output(z.null()),
};
