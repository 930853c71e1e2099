import { z } from 'zod';
import { GenerationSchema, InstantSchema } from './op.ts';
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

/** Why paper does not come; the closed set that screens have words for. */
export const StuckReasonSchema = z.enum([
  'printer-missing',
  'printer-unreachable',
  'printer-offline',
  'queue-paused',
  'out-of-paper',
  'out-of-ink',
  'cover-open',
  'paper-jam',
  'wrong-paper',
  'rejected-by-printer',
  'aborted-by-printer',
  'cancelled-at-printer',
  'render-failed',
  'name-missing',
  'characters-undrawn',
  'attention-needed',
]);
export type StuckReason = z.infer<typeof StuckReasonSchema>;

/** One badge on its way to paper, as the print ledger has it. */
export const PrintJobSchema = z.strictObject({
  id: z.uuidv7(),
  registration: RegistrationIdSchema,
  /** Of the badge: one more than before with each reprint. */
  generation: GenerationSchema,
  printer: z.string().min(1).max(200),
  state: PrintStateSchema,
  /** Null unless `state` is `stuck`. */
  reason: StuckReasonSchema.nullable(),
  requestedAt: InstantSchema,
  changedAt: InstantSchema,
});
export type PrintJob = z.infer<typeof PrintJobSchema>;

/** The name of the printer that writes PDFs into the data folder: the default where there is no other. */
export const PDF_FOLDER_PRINTER = 'pdf-folder';

/** A printer that the station can use, and what it says of itself. */
export const PrinterSchema = z.strictObject({
  name: z.string().min(1).max(200),
  kind: z.enum(['ipp', 'pdf-folder']),
  state: z.enum(['ready', 'printing', 'stopped', 'missing']),
  /** Null when nothing is wrong. */
  reason: StuckReasonSchema.nullable(),
});
export type Printer = z.infer<typeof PrinterSchema>;
