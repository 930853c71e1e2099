import type { CheckpointCounts } from '../contract/counts.ts';
import type { Event } from '../contract/event.ts';
import type { Attendance } from './attendance.ts';

/** A guest's attendance with the guest's category; '' while the list does not have them. */
export interface Counted extends Pick<Attendance, 'checkpoint' | 'admittedAt' | 'inside'> {
  readonly category: string;
}

/** Time zones differ from UTC by whole quarters of an hour: quarters of UTC are quarters everywhere. */
const QUARTER_MS = 15 * 60_000;

/**
 * What was counted at each checkpoint of the event, in the event's order; then at those that the event no longer has.
 * Each guest once at each checkpoint, by the first entry. `inQuestion` names the checkpoint of each open question.
 */
export function countAttendance(
  counted: Iterable<Counted>,
  event: Pick<Event, 'checkpoints'>,
  inQuestion: readonly string[],
): CheckpointCounts[] {
  const byCheckpoint = new Map<string, Counted[]>(event.checkpoints.map(({ id }) => [id, []]));
  for (const one of counted) {
    const known = byCheckpoint.get(one.checkpoint);
    if (known === undefined) byCheckpoint.set(one.checkpoint, [one]);
    else known.push(one);
  }
  const tracking = new Set(event.checkpoints.filter(({ tracksExit }) => tracksExit).map(({ id }) => id));
  return [...byCheckpoint].map(([checkpoint, guests]) => ({
    checkpoint,
    admitted: guests.length,
    inside: tracking.has(checkpoint) ? guests.filter(({ inside }) => inside).length : null,
    openConflicts: inQuestion.filter((place) => place === checkpoint).length,
    byCategory: tally(guests, ({ category }) => category).map(([category, admitted]) => ({
      category,
      admitted,
    })),
    byQuarterHour: tally(guests, ({ admittedAt }) => quarterOf(admittedAt)).map(([from, admitted]) => ({
      from,
      admitted,
    })),
  }));
}

/** When the quarter of an hour began in which a moment lies; both ISO 8601 in UTC. */
function quarterOf(at: string): string {
  return new Date(Math.floor(Date.parse(at) / QUARTER_MS) * QUARTER_MS).toISOString();
}

/** How often each key comes, in the order of the keys. */
function tally(guests: readonly Counted[], keyOf: (guest: Counted) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const guest of guests) counts.set(keyOf(guest), (counts.get(keyOf(guest)) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}
