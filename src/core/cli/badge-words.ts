import type { Event } from '../../contract/event.ts';
import type { PrintHistory, PrintJob } from '../../contract/print.ts';
import { STUCK } from './stuck-words.ts';
import { time } from './words.ts';

export function stuckSentence({ printer, reason, undrawn }: PrintJob): string {
  const lacking = undrawn.map(({ field, character }) => `${character} (${field})`).join(', ');
  const why = reason === null ? 'unknown' : STUCK[reason];
  return `The badge waits for ${printer}: ${why}${lacking === '' ? '' : `: ${lacking}`}.`;
}

export function jobsWords(jobs: readonly PrintJob[]): string {
  return jobs.length === 0 ? 'No badge.' : jobs.map(jobWords).join('\n');
}

export function jobWords({ id, registration, generation, printer, state, reason }: PrintJob): string {
  const whose = registration === null ? 'test' : `${registration} (${generation})`;
  return [id, whose, printer, state, reason ?? ''].join('  ').trimEnd();
}

export function historyWords(history: PrintHistory, event: Event): string {
  const steps = history.steps.map(({ at, state, reason, printer }) =>
    ['', time(at, event), state, reason ?? '-', printer].join('  '),
  );
  return [jobWords(history), ...steps].join('\n');
}
