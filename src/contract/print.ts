import { z } from 'zod';
import { BadgeReasonSchema, GenerationSchema, InstantSchema } from './op.ts';
import { RegistrationIdSchema } from './registration.ts';

/**
 * `printed` means that the print system reported the job completed, not that a command ended. `superseded`: a reprint
 * took its place before it came out.
 */
export const PrintStateSchema = z.enum([
  'queued',
  'rendered',
  'spooled',
  'printed',
  'stuck',
  'cancelled',
  'superseded',
]);
export type PrintState = z.infer<typeof PrintStateSchema>;

/** Reasons that are the printer's: they hold all badges there, and pass by themselves once the printer is well. */
const PRINTER_REASONS = [
  'printer-missing',
  'printer-unreachable',
  'printer-offline',
  'queue-paused',
  'queue-stalled',
  'out-of-paper',
  'out-of-ink',
  'cover-open',
  'paper-jam',
  'output-full',
  'wrong-paper',
  'printer-error',
  'jobs-not-kept',
] as const;

/** Reasons that lie in the badge itself, or that nobody can know better. */
const BADGE_REASONS = [
  'rejected-by-printer',
  'aborted-by-printer',
  'cancelled-at-printer',
  'render-failed',
  'name-missing',
  'characters-undrawn',
  'key-unusable',
  'attention-needed',
] as const;

/** Why paper does not come; the closed set that screens have words for. */
export const StuckReasonSchema = z.enum([...PRINTER_REASONS, ...BADGE_REASONS]);
export type StuckReason = z.infer<typeof StuckReasonSchema>;

/** A badge with one of these is held for a person, and later badges go on. */
export const HELD_REASONS: readonly StuckReason[] = BADGE_REASONS;

export const PrinterNameSchema = z.string().min(1).max(200);

/** What a badge is printed for. A test badge belongs to nobody and counts nowhere. */
export const PrintWhySchema = z.enum(['first', 'reprint', 'batch', 'test']);

/** A character that no font draws, and the field of the badge that has it. */
export const UndrawnSchema = z.strictObject({ field: z.string(), character: z.string() });
export type Undrawn = z.infer<typeof UndrawnSchema>;

/** One badge on its way to paper, as the print ledger has it. */
export const PrintJobSchema = z.strictObject({
  id: z.uuidv7(),
  /** Null for a test badge. */
  registration: RegistrationIdSchema.nullable(),
  /** Of the badge: one more than before with each reprint. */
  generation: GenerationSchema,
  why: PrintWhySchema,
  /** Why it is made again; null for any other than a reprint. */
  reprintReason: BadgeReasonSchema.nullable(),
  printer: PrinterNameSchema,
  /** Where it waited before it was moved to its printer. */
  movedFrom: PrinterNameSchema.nullable(),
  /** The id of the layout that it was drawn with; null until it is drawn. */
  layout: z.string().nullable(),
  /** What it lacks, when it was drawn last. */
  undrawn: z.array(UndrawnSchema),
  state: PrintStateSchema,
  /** Null unless `state` is `stuck`. */
  reason: StuckReasonSchema.nullable(),
  requestedAt: InstantSchema,
  changedAt: InstantSchema,
});
export type PrintJob = z.infer<typeof PrintJobSchema>;

/** A moment in the life of a badge: what it came to, and where. */
export const PrintStepSchema = PrintJobSchema.pick({ state: true, reason: true, printer: true }).extend({
  at: InstantSchema,
});
export type PrintStep = z.infer<typeof PrintStepSchema>;

/** A badge with all that happened to it, the oldest first. */
export const PrintHistorySchema = PrintJobSchema.extend({ steps: z.array(PrintStepSchema) });
export type PrintHistory = z.infer<typeof PrintHistorySchema>;

/** The name of the printer that writes PDFs into the data folder: the default where there is no other. */
export const PDF_FOLDER_PRINTER = 'pdf-folder';

/** When a station prints a badge: for a guest who has none anywhere and comes in, when somebody asks, or not at all. */
export const PrintWhenSchema = z.enum(['first-admission', 'on-request', 'never']);
export type PrintWhen = z.infer<typeof PrintWhenSchema>;

/** Where and when a station prints. */
export const PrintingSchema = z.strictObject({
  when: PrintWhenSchema,
  printer: PrinterNameSchema,
  /** Those that share its queue of badges: each takes the next one when it is free. */
  furtherPrinters: z
    .array(PrinterNameSchema)
    .max(8)
    .refine((names) => !names.includes(PDF_FOLDER_PRINTER), 'the PDF folder shares with no printer'),
  /** Where badges go while these have been in trouble for 10 s, or at once when they are missing. */
  failoverPrinter: PrinterNameSchema.nullable(),
  /** Printers for layouts, by the layout's id; the others go to `printer`. */
  layoutPrinters: z.record(z.string(), PrinterNameSchema),
});
export type Printing = z.infer<typeof PrintingSchema>;

/** A size of paper, or of labels or cards. `heightMm` is 0 for a roll, which is cut where the badge ends. */
export const PaperSchema = z.strictObject({
  /** As the print system calls it; `105 x 148 mm` where it has no name. */
  name: z.string(),
  widthMm: z.number().positive(),
  heightMm: z.number().nonnegative(),
});
export type Paper = z.infer<typeof PaperSchema>;

/** Ink, toner, ribbon or the like; `level` in per cent, null where the printer does not know it. */
export const SupplySchema = z.strictObject({
  name: z.string(),
  kind: z.string(),
  level: z.int().min(0).max(100).nullable(),
});
export type Supply = z.infer<typeof SupplySchema>;

/** What a printer says will soon stop it. It still prints. */
export const PrinterWarningSchema = z.enum(['paper-low', 'ink-low', 'output-almost-full']);
export type PrinterWarning = z.infer<typeof PrinterWarningSchema>;

/** A printer that the station can use, and what it says of itself. */
export const PrinterSchema = z.strictObject({
  name: PrinterNameSchema,
  kind: z.enum(['ipp', 'windows', 'pdf-folder']),
  state: z.enum(['ready', 'printing', 'stopped', 'missing']),
  /** Null when nothing is wrong. */
  reason: StuckReasonSchema.nullable(),
  warnings: z.array(PrinterWarningSchema),
  media: z.strictObject({
    /** What lies in it, as far as it says: the first of `ready`; null where nobody knows. */
    loaded: PaperSchema.nullable(),
    /** All that it can print on without anybody's hand. Empty where nobody knows. */
    ready: z.array(PaperSchema),
    /** Papers of badges that are printed here and that are not ready: the reason is `wrong-paper` then. */
    needed: z.array(PaperSchema),
  }),
  resolutionDpi: z.int().positive().nullable(),
  supplies: z.array(SupplySchema),
  /** Jobs in its queue that are not finished, whoever sent them; null where nobody knows. */
  queued: z.int().min(0).nullable(),
});
export type Printer = z.infer<typeof PrinterSchema>;
