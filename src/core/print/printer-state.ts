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
 * What a queue says of itself.
 * @param state printer-state
 * @param reasons printer-state-reasons; a severity (-error, -warning, -report) may follow each keyword
 */
export function printerState(
  name: string,
  state: number,
  reasons: readonly string[],
  takesJobs: boolean,
): Printer {
  const keywords = new Set(reasons.map((reason) => reason.replace(/-(error|warning|report)$/, '')));
  const said = REASONS.find(([keyword]) => keywords.has(keyword))?.[1] ?? null;
  const shown = STATES[state] ?? 'stopped';
  const reason = said ?? (shown === 'stopped' || !takesJobs ? 'queue-paused' : null);
  return { name, kind: 'ipp', state: shown, reason };
}
