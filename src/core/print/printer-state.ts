import type { Printer, PrinterWarning, StuckReason } from '../../contract/print.ts';

/** printer-state of RFC 8011, section 5.4.11. */
const STATES: Readonly<Record<number, Printer['state']>> = { 3: 'ready', 4: 'printing', 5: 'stopped' };

/**
 * Keywords of printer-state-reasons (RFC 8011, section 5.4.12; PWG 5100.9; CUPS), the gravest first, in the words of
 * the ledger. `connecting-to-device` is none of them: each job begins with it, and what goes wrong then is told in
 * the message.
 */
const REASONS: readonly (readonly [keyword: RegExp, reason: StuckReason])[] = [
  [/(^|-)jam$/, 'paper-jam'],
  [/(^|-)(cover|door|interlock)-open$/, 'cover-open'],
  [/^media-(empty|needed)$|^input-(tray-missing|manual-input-request)$/, 'out-of-paper'],
  [/^input-cannot-feed-size-selected$/, 'wrong-paper'],
  [/^(marker-supply|toner|developer)-(empty|missing)$/, 'out-of-ink'],
  [/^marker-(ink|toner|print-ribbon|developer)(-cartridge)?-(empty|missing|exhausted)$/, 'out-of-ink'],
  [/^output-(area|tray|bin|stacker)-full$/, 'output-full'],
  [/^(offline|shutdown|timed-out|power-down)$/, 'printer-offline'],
  [/^(spool-area-full|marker-waste-full|marker-failure|opc-life-over|fuser-over-temp)$/, 'printer-error'],
  [/^(media-path-failure|interpreter-resource-unavailable|output-tray-missing)$/, 'printer-error'],
  [/^cups-(missing|insecure)-filter$/, 'printer-error'],
  [/^(paused|moving-to-paused|stopped|stopping|deactivated|hold-new-jobs)$/, 'queue-paused'],
];

/** Keywords that say what will stop it soon. */
const WARNINGS: readonly (readonly [keyword: RegExp, warning: PrinterWarning])[] = [
  [/^media-low$/, 'paper-low'],
  [/^(marker-supply|toner|developer)-low$/, 'ink-low'],
  [/^marker-(ink|toner|print-ribbon|developer)(-cartridge)?-(low|almost-empty|near-end)$/, 'ink-low'],
  [/^output-(area|tray|bin|stacker)-almost-full$/, 'output-almost-full'],
];

/**
 * How the backends of CUPS say that they cannot reach their printer, which they tell in no reason. They speak the
 * language of the job's request, which is English.
 */
const OUT_OF_REACH =
  /unreachable|unavailable|not responding|not connected|unable to locate printer|waiting for printer to become available/i;

/** Whether a message of a backend says so. */
export function isOutOfReach(message: string): boolean {
  return OUT_OF_REACH.test(message);
}

/** What a queue says of itself, in the attributes of RFC 8011, section 5.4. */
export interface QueueReport {
  /** printer-state */
  readonly state: number;
  /** printer-state-reasons; a severity (-error, -warning, -report) may follow each keyword. */
  readonly reasons: readonly string[];
  /** printer-state-message */
  readonly message: string;
  /** printer-is-accepting-jobs */
  readonly takesJobs: boolean;
}

/** What the printer behind the queue says of itself; `offline` where nobody answers at its address. */
export type DeviceReport = 'offline' | Pick<QueueReport, 'state' | 'reasons'>;

/** How a printer stands, and why it does not print. */
export type Standing = Pick<Printer, 'state' | 'reason' | 'warnings'>;

/**
 * How a queue and the printer behind it stand. CUPS hears of its printer only while it prints, so what an idle one
 * says of itself comes from the printer; and that nobody answers there counts always, as CUPS says nothing of a
 * printer that is switched off in the middle of a job. A `device` of null is one that nobody can ask.
 */
export function printerState(queue: QueueReport, device: DeviceReport | null): Standing {
  const { state, reason, warnings } = queueState(queue);
  if (device === 'offline' && state === 'printing')
    return { state, reason: reason ?? 'printer-offline', warnings };
  // What an idle queue says is what its printer said while it printed last, unless somebody closed the queue.
  const isOwnWord = state !== 'ready' || reason === 'queue-paused';
  if (device === null || isOwnWord) return { state, reason, warnings };
  if (device === 'offline') return { state: 'stopped', reason: 'printer-offline', warnings };
  return deviceState(device);
}

/** CUPS makes a warning of each error of its printer: the severity says nothing. */
function queueState({ state, reasons, message, takesJobs }: QueueReport): Standing {
  const shown = STATES[state] ?? 'stopped';
  const keywords = reasons.map(withoutSeverity);
  const said = gravest(keywords) ?? (shown === 'stopped' || !takesJobs ? 'queue-paused' : null);
  const outOfReach = shown === 'printing' && isOutOfReach(message);
  const reason = said ?? (outOfReach ? 'printer-offline' : null);
  return { state: shown, reason: reason ?? unknownError(reasons), warnings: warningsIn(keywords) };
}

/** A second tray that is empty is a warning or a report: what does not stop the printer stops no badge. */
function deviceState({ state, reasons }: Pick<QueueReport, 'state' | 'reasons'>): Standing {
  const shown = STATES[state] ?? 'stopped';
  const counting =
    shown === 'stopped' ? reasons : reasons.filter((reason) => !/-(warning|report)$/.test(reason));
  const said = gravest(counting.map(withoutSeverity)) ?? unknownError(reasons);
  return {
    state: shown,
    reason: said ?? (shown === 'stopped' ? 'printer-error' : null),
    warnings: warningsIn(reasons.map(withoutSeverity)),
  };
}

function gravest(keywords: readonly string[]): StuckReason | null {
  return REASONS.find(([keyword]) => keywords.some((said) => keyword.test(said)))?.[1] ?? null;
}

/** An error that this list does not know is an error all the same. */
function unknownError(reasons: readonly string[]): StuckReason | null {
  return reasons.some((reason) => reason.endsWith('-error')) ? 'printer-error' : null;
}

function warningsIn(keywords: readonly string[]): PrinterWarning[] {
  return WARNINGS.filter(([keyword]) => keywords.some((said) => keyword.test(said))).map(
    ([, warning]) => warning,
  );
}

function withoutSeverity(reason: string): string {
  return reason.replace(/-(error|warning|report)$/, '');
}
