import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { EventSchema } from './event.ts';
import { FailureSchema } from './failure.ts';
import { ImportReportSchema, ListEncodingSchema } from './list-import.ts';
import { DecisionSchema, OpSchema, ViaSchema } from './op.ts';
import { PrinterSchema, PrintJobSchema } from './print.ts';
import { RegistrationIdSchema } from './registration.ts';
import {
  ArrivalSchema,
  BackupSchema,
  RecoverySchema,
  SerialPortInfoSchema,
  StationNewsSchema,
  StationSettingsSchema,
  StationStatusSchema,
} from './status.ts';
import { EnrolmentCodeSchema } from './sync.ts';
import { ScanResultSchema, SearchHitSchema } from './verdict.ts';

/** Everything that can be refused is refused with this one error; its data says why, in words for a person. */
const procedure = oc.errors({ REFUSED: { status: 422, data: FailureSchema } });

const ScanInputSchema = z.strictObject({
  /** As it was read, framing characters included; too long is an unknown code, not an error. */
  code: z.string().max(20_000),
  via: ViaSchema,
});

const ByRegistrationSchema = z.strictObject({ registration: RegistrationIdSchema });

const recovery = {
  state: procedure.output(RecoverySchema),
  /** Puts a backup in the place of a damaged database, which is kept under another name. */
  restore: procedure.input(BackupSchema.pick({ file: true })).output(RecoverySchema),
};

/** What a desk window may ask of the core. */
export const deskContract = {
  recovery,
  /** The status and what is to settle, at once and then with each change; print jobs as they move. */
  watch: procedure.output(eventIterator(StationNewsSchema)),
  scan: procedure.input(ScanInputSchema).output(ScanResultSchema),
  /** Admits a person found by search, without a code. */
  checkIn: procedure.input(ByRegistrationSchema).output(ScanResultSchema),
  search: procedure.input(z.strictObject({ text: z.string().max(200) })).output(z.array(SearchHitSchema)),
  /** The newest first. */
  recentArrivals: procedure.output(z.array(ArrivalSchema)),
  /** Takes one op back, by its id, whichever desk made it. */
  undo: procedure.input(z.strictObject({ op: z.uuidv7() })).output(OpSchema),
  /** Says what is decided about an admission in question, or about a walk-in and another guest (`other`). */
  settle: procedure
    .input(
      z.strictObject({
        entry: z.uuidv7(),
        decision: DecisionSchema,
        other: RegistrationIdSchema.nullable(),
      }),
    )
    .output(OpSchema),
  /** Puts what the server did not take up for sending once more; says how many. */
  retryParked: procedure.output(z.int().min(0)),
  /** A guest marked `hold` was met: the next check-in lets them in. */
  confirmHold: procedure.input(ByRegistrationSchema).output(OpSchema),
  printBadge: procedure.input(ByRegistrationSchema).output(PrintJobSchema),
  printers: procedure.output(z.array(PrinterSchema)),
  serialPorts: procedure.output(z.array(SerialPortInfoSchema)),
  setup: {
    initEvent: procedure
      .input(z.strictObject({ file: z.string().max(300), text: z.string().max(1_000_000) }))
      .output(StationStatusSchema),
    importList: procedure
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
    enrol: procedure
      .input(z.strictObject({ url: z.url({ protocol: /^https?$/ }), code: EnrolmentCodeSchema }))
      .output(StationStatusSchema),
    configure: procedure.input(StationSettingsSchema).output(StationStatusSchema),
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
};
