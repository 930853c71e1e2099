import { z } from 'zod';
import type { Printer, PrinterWarning, StuckReason } from '../../contract/print.ts';
import { paperOfSize } from './paper.ts';
import type { Sight } from './printer-adapter.ts';

const HUNDREDTHS_OF_MM_PER_HUNDREDTH_OF_INCH = 25.4;

/** A queue as the scripts show it: Get-Printer, and the settings that a document gets that asks for none. */
export const WindowsQueueSchema = z.object({
  name: z.string().min(1).max(200),
  /** PrinterStatus in words, several with commas, or as the number of MSFT_Printer. */
  status: z.string(),
  keepsJobs: z.boolean(),
  queued: z.int().min(0).nullable().catch(null),
  /** In hundredths of an inch. */
  paper: z
    .object({ name: z.string(), width: z.number().positive(), height: z.number().nonnegative() })
    .nullable()
    .catch(null),
  /** Negative where the driver only says `draft` or `high`. */
  dpi: z.int().positive().nullable().catch(null),
});
export type WindowsQueue = z.infer<typeof WindowsQueueSchema>;

export const LookSchema = z.object({
  queue: WindowsQueueSchema.nullable(),
  jobs: z.array(z.object({ id: z.int().nonnegative(), status: z.string() })),
});
export type WindowsLook = z.infer<typeof LookSchema>;

/** PRINTER_STATUS_… of MS-RPRN 2.2.3.12, by the number of their bit, in the words of Get-Printer. */
const PRINTER_BITS = [
  ...['paused', 'error', 'pendingdeletion', 'paperjam', 'paperout', 'manualfeed', 'paperproblem', 'offline'],
  ...[
    'ioactive',
    'busy',
    'printing',
    'outputbinfull',
    'notavailable',
    'waiting',
    'processing',
    'initializing',
  ],
  ...['warmingup', 'tonerlow', 'notoner', 'pagepunt', 'userintervention', 'outofmemory', 'dooropen'],
  ...['serverunknown', 'powersave', 'serveroffline', 'driverupdateneeded'],
];

/** JOB_STATUS_… of MS-RPRN 2.2.3.12, by the number of their bit, in the words of Get-PrintJob. */
const JOB_BITS = [
  ...['paused', 'error', 'deleting', 'spooling', 'printing', 'offline', 'paperout', 'printed'],
  ...['deleted', 'blocked', 'userintervention', 'restart', 'complete', 'retained', 'renderinglocally'],
];

/** The gravest first. */
const PRINTER_REASONS: readonly (readonly [status: string, reason: StuckReason])[] = [
  ['pendingdeletion', 'printer-missing'],
  ['paperjam', 'paper-jam'],
  ['dooropen', 'cover-open'],
  ['paperout', 'out-of-paper'],
  ['manualfeed', 'out-of-paper'],
  ['notoner', 'out-of-ink'],
  ['outputbinfull', 'output-full'],
  ['offline', 'printer-offline'],
  ['serveroffline', 'printer-offline'],
  ['notavailable', 'printer-offline'],
  ['paperproblem', 'printer-error'],
  ['pagepunt', 'printer-error'],
  ['outofmemory', 'printer-error'],
  ['userinterventionrequired', 'printer-error'],
  ['userintervention', 'printer-error'],
  ['serverunknown', 'printer-error'],
  ['error', 'printer-error'],
  ['paused', 'queue-paused'],
];
const WORKING = ['ioactive', 'busy', 'printing', 'processing'];

const JOB_REASONS: readonly (readonly [status: string, reason: StuckReason])[] = [
  ['paperout', 'out-of-paper'],
  ['offline', 'printer-offline'],
  ['paused', 'queue-paused'],
];
/** The job is at fault or its printer is, which says why. */
const IN_TROUBLE = ['error', 'blocked', 'blockeddevicequeue', 'userintervention'];
/** Windows has given all of it to the printer. More it does not know of most printers. */
const FINISHED = ['printed', 'complete', 'retained'];

/** A queue as the station shows it. What lies in the printer is what the queue's settings say: Windows asks nobody. */
export function windowsPrinter(queue: WindowsQueue): Printer {
  const status = words(queue.status, PRINTER_BITS);
  const reason = reasonOf(status);
  const loaded = queue.paper === null ? null : loadedPaper(queue.paper);
  return {
    name: queue.name,
    kind: 'windows',
    state: reason !== null ? 'stopped' : WORKING.some((word) => status.has(word)) ? 'printing' : 'ready',
    // It is changed with the first badge, where that is allowed.
    reason: reason ?? (queue.keepsJobs ? null : 'jobs-not-kept'),
    warnings: status.has('tonerlow') ? (['ink-low'] satisfies PrinterWarning[]) : [],
    media: { loaded, ready: loaded === null ? [] : [loaded], needed: [] },
    resolutionDpi: queue.dpi,
    supplies: [],
    queued: queue.queued,
  };
}

/** What a job's status says of its document. */
export function sightOfJob(status: string, queue: WindowsQueue): Sight {
  const said = words(status, JOB_BITS);
  if (said.has('deleted')) return { at: 'refused', trouble: 'cancelled-at-printer', cause: status };
  // Until it is gone it may still come out.
  if (said.has('deleting')) return { at: 'waiting', trouble: null };
  if (FINISHED.some((word) => said.has(word))) return { at: 'printed' };
  const [, reason] = JOB_REASONS.find(([word]) => said.has(word)) ?? [];
  if (reason !== undefined) return { at: 'waiting', trouble: reason };
  const inTrouble = IN_TROUBLE.some((word) => said.has(word));
  const why = inTrouble ? (reasonOf(words(queue.status, PRINTER_BITS)) ?? 'printer-error') : null;
  return { at: 'waiting', trouble: why };
}

/** Whether something of a job in these states may have reached its printer, which cannot be told to drop it. */
export function hasBegun(status: string): boolean {
  return words(status, JOB_BITS).has('printing');
}

function reasonOf(status: ReadonlySet<string>): StuckReason | null {
  return PRINTER_REASONS.find(([word]) => status.has(word))?.[1] ?? null;
}

function loadedPaper({ name, width, height }: { name: string; width: number; height: number }) {
  const paper = paperOfSize({
    width: width * HUNDREDTHS_OF_MM_PER_HUNDREDTH_OF_INCH,
    height: height * HUNDREDTHS_OF_MM_PER_HUNDREDTH_OF_INCH,
  });
  return { ...paper, name: name || paper.name };
}

/** `Printing, Retained`, `Paper Out` or the number of the bits, as a set of words: `paperout`. */
function words(status: string, bits: readonly string[]): ReadonlySet<string> {
  const parts = status
    .toLowerCase()
    .split(/[,|]/)
    .map((part) => part.replaceAll(/[\s_]/g, ''));
  return new Set(parts.flatMap((part) => (/^\d+$/.test(part) ? wordsOfBits(BigInt(part), bits) : [part])));
}

function wordsOfBits(value: bigint, bits: readonly string[]): string[] {
  return bits.filter((_word, bit) => (value >> BigInt(bit)) & 1n);
}
