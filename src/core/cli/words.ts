import { displayName } from '../../checkin/display-name.ts';
import type { Event } from '../../contract/event.ts';
import type { ImportReport } from '../../contract/list-import.ts';
import type { Registration } from '../../contract/registration.ts';
import type { Backup, StationStatus, SyncStatus } from '../../contract/status.ts';
import type { Admission, ScanResult, SearchHit, Verdict } from '../../contract/verdict.ts';
import { printerWords } from './printer-words.ts';

const VERDICTS: Record<Verdict, string> = {
  admit: 'Admitted.',
  'already-in': 'Already let in',
  'wrong-day': 'Not registered for this day, or closed now.',
  'wrong-category': 'This checkpoint is for other categories.',
  full: 'The checkpoint is full.',
  hold: 'To be met first: confirm-hold lets the guest in.',
  'revoked-badge': 'The badge was replaced or revoked.',
  cancelled: 'The registration is cancelled.',
  blocked: 'The guest is blocked.',
  unknown: 'No registration has this code.',
};

/** Times are those of the event, to the second. */
export function time(at: string, { timeZone }: Event): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    Date.parse(at),
  );
}

/** Names and values under each other. */
function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

export function person(registration: Registration): string {
  const { id, organization, category } = registration;
  const name = displayName(registration, registration.country) || '(no name)';
  return [id, name, category, organization].filter((text) => text !== '').join('  ');
}

/** `checkpoint` is null for what was done at a desk and at no checkpoint. */
export function whenAndWhere(
  { at, checkpoint, stationName }: Pick<Admission, 'at' | 'stationName'> & { checkpoint: string | null },
  event: Event,
): string {
  const places = [
    checkpoint ?? stationName,
    checkpoint === null || stationName === '' ? '' : `(${stationName})`,
  ];
  return [time(at, event), 'at', ...places].filter((word) => word !== '').join(' ');
}

export function verdictSentence({ verdict, previous }: ScanResult, event: Event): string {
  return previous === null ? VERDICTS[verdict] : `${VERDICTS[verdict]} ${whenAndWhere(previous, event)}.`;
}

export function scanWords(result: ScanResult, event: Event): string {
  const guest = result.registration === null ? '' : `  ${person(result.registration)}`;
  const answer = result.op?.kind === 'exit' ? 'out' : result.verdict;
  const mark = result.unlisted ? '  (not on the list yet)' : '';
  return `${answer}${guest}  ${time(result.at, event)}${mark}`;
}

export function hitsWords(hits: readonly SearchHit[], event: Event): string {
  if (hits.length === 0) return 'Nobody found.';
  return hits
    .map(({ registration, admission }) => {
      const arrival = admission === null ? '' : `  in ${whenAndWhere(admission, event)}`;
      return person(registration) + arrival;
    })
    .join('\n');
}

export function importWords(report: ImportReport): string {
  const { rows, added, changed, unchanged, refused, dryRun, problems } = report;
  const kind = [report.format, report.encoding, report.delimiter === '\t' ? 'tab' : report.delimiter];
  const summary = table([
    ['file', `${report.file} (${kind.filter((part) => part !== null).join(' ')})`],
    ['rows', String(rows)],
    ['added', String(added)],
    ['changed', String(changed)],
    ['unchanged', String(unchanged)],
    ['refused', String(refused)],
  ]);
  const refusals = problems.map(
    ({ line, column, reason, value }) => `line ${line}  ${column}  ${reason}  ${value}`,
  );
  const note = dryRun ? ['Dry run: nothing was changed.'] : [];
  return [summary, ...refusals, ...note].join('\n');
}

export function statusWords(status: StationStatus): string {
  const { station, event, checkpoint, registrations, arrived, arrivedHere, printers, badgesWaiting } = status;
  return table([
    ['station', `${station.name} (${station.role}, ${station.id})`],
    ['event', `${event.name.en} (${event.id}), ${event.firstDay} to ${event.lastDay}, ${event.timeZone}`],
    ['checkpoint', checkpoint],
    ['registrations', String(registrations)],
    ['arrived', `${arrived}, ${arrivedHere} of them here`],
    ...printers.map((printer) => ['printer', printerWords(printer)] as const),
    ['badges', `${badgesWaiting} waiting`],
    ['sync', syncWords(status.sync)],
  ]);
}

export function syncWords({
  state,
  server,
  waiting,
  waitingSince,
  parked,
  download,
  lastRoundAt,
}: SyncStatus): string {
  const since = waitingSince === null ? '' : ` since ${waitingSince}`;
  return [
    server === null ? state : `${state} (${server})`,
    `${waiting} waiting${since}`,
    `${parked} parked`,
    ...(download === null ? [] : [`${download.received} of ${download.expected} guests here`]),
    lastRoundAt === null ? 'never synced' : `last round ${lastRoundAt}`,
  ].join(', ');
}

export function backupWords({ file, ops }: Backup): string {
  return `${file}  ${ops} ops`;
}
