import type { Counts, Verification } from '../../contract/counts.ts';
import type { Event } from '../../contract/event.ts';
import { guestOf, type LoggedOp } from '../../contract/op.ts';
import type { ParkedOp } from '../../contract/status.ts';
import type { Conflict } from '../../contract/verdict.ts';
import { person, time, whenAndWhere } from './words.ts';

export function opWords(op: LoggedOp): string {
  const checkpoint = 'checkpoint' in op && typeof op.checkpoint === 'string' ? [op.checkpoint] : [];
  return [op.hlc, op.kind, guestOf(op) ?? '-', ...checkpoint, op.id].join('  ');
}

/** The newest first. */
export function conflictsWords(conflicts: readonly Conflict[], event: Event): string {
  if (conflicts.length === 0) return 'Nothing to settle.';
  return conflicts.map((conflict) => conflictWords(conflict, event)).join('\n');
}

function conflictWords(conflict: Conflict, event: Event): string {
  const { kind, registration, guest, checkpoint, first, second, other } = conflict;
  const who = registration === null ? guest : person(registration);
  const earlier = first === null ? '' : `${whenAndWhere(first, event)}, then `;
  const like = other === null ? '' : `  perhaps ${person(other)} (--other ${other.id})`;
  return `${second.op}  ${kind}  ${who}  ${earlier}${whenAndWhere({ ...second, checkpoint }, event)}${like}`;
}

export function verificationWords({ ops, differences }: Verification): string {
  const lines = differences.map(
    ({ table, key, stored, expected }) =>
      `${table} ${key}\n  stored:   ${stored ?? 'no row'}\n  expected: ${expected ?? 'no row'}`,
  );
  return [`${ops} ops, ${differences.length} differences`, ...lines].join('\n');
}

export function countsWords(counts: Counts, event: Event): string {
  const {
    registrations,
    openConflicts: toSettle,
    badgesPrinted,
    badgesReprinted,
    badgesVoided,
    checkpoints,
  } = counts;
  const places = checkpoints.flatMap(
    ({ checkpoint, admitted, inside, openConflicts, byCategory, byQuarterHour }) => [
      `${checkpoint}  ${admitted} admitted${inside === null ? '' : `, ${inside} inside`}, ${openConflicts} to settle`,
      ...byCategory.map((count) => `  ${count.category || '(not on the list)'}  ${count.admitted}`),
      ...byQuarterHour.map((count) => `  ${time(count.from, event).slice(0, 16)}  ${count.admitted}`),
    ],
  );
  const voided = badgesVoided.map(({ reason, count }) => `  ${reason}  ${count}`);
  const printed = `${badgesPrinted} badges printed, ${badgesReprinted} of them anew`;
  const total = `${registrations} registrations, ${printed}, ${toSettle} to settle`;
  return [total, ...voided, ...places].join('\n');
}

export function parkedWords(parked: readonly ParkedOp[]): string {
  if (parked.length === 0) return 'Nothing is parked.';
  return parked.map(({ op, reason }) => `${reason}  ${opWords(op)}`).join('\n');
}
