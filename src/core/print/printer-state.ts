import type { Printer, StuckReason } from '../../contract/print.ts';

/** printer-state of RFC 8011, section 5.4.11. */
const STATES: Readonly<Record<number, Printer['state']>> = { 3: 'ready', 4: 'printing', 5: 'stopped' };

/** Keywords of printer-state-reasons (RFC 8011, section 5.4.12), the gravest first, in the words of the ledger. */
const REASONS: readonly (readonly [keyword: string, reason: StuckReason])[] = [
  ['media-jam', 'paper-jam'],
  ['cover-open', 'cover-open'],
  ['door-open', 'cover-open'],
  ['interlock-open', 'cover-open'],
  ['media-empty', 'out-of-paper'],
  ['media-needed', 'out-of-paper'],
  ['marker-supply-empty', 'out-of-ink'],
  ['toner-empty', 'out-of-ink'],
  ['offline', 'printer-unreachable'],
  ['shutdown', 'printer-unreachable'],
  ['timed-out', 'printer-unreachable'],
  ['paused', 'queue-paused'],
  ['moving-to-paused', 'queue-paused'],
  ['stopped', 'queue-paused'],
  ['stopping', 'queue-paused'],
];

/**
 * How the backends of CUPS say that they cannot reach their printer, which they tell in no reason. They speak the
 * language of the job's request, which is English.
 */
const OUT_OF_REACH =
  /unreachable|unavailable|not responding|not connected|unable to locate printer|waiting for printer to become available/i;

/** What a queue says of itself, in the attributes of RFC 8011, section 5.4. */
export interface QueueReport {
  readonly name: string;
  /** printer-state */
  readonly state: number;
  /** printer-state-reasons; a severity (-error, -warning, -report) may follow each keyword. */
  readonly reasons: readonly string[];
  /** printer-state-message */
  readonly message: string;
  /** printer-is-accepting-jobs */
  readonly takesJobs: boolean;
}

export function printerState({ name, state, reasons, message, takesJobs }: QueueReport): Printer {
  const shown = STATES[state] ?? 'stopped';
  const reason = saidReason(reasons) ?? (shown === 'stopped' || !takesJobs ? 'queue-paused' : null);
  const outOfReach = shown === 'printing' && OUT_OF_REACH.test(message);
  return { name, kind: 'ipp', state: shown, reason: reason ?? (outOfReach ? 'printer-unreachable' : null) };
}

function saidReason(reasons: readonly string[]): StuckReason | null {
  const keywords = new Set(reasons.map((reason) => reason.replace(/-(error|warning|report)$/, '')));
  return REASONS.find(([keyword]) => keywords.has(keyword))?.[1] ?? null;
}
