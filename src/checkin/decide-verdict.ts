import type { Checkpoint, Event } from '../contract/event.ts';
import type { Registration } from '../contract/registration.ts';
import type { Verdict } from '../contract/verdict.ts';
import { openDay } from './event-day.ts';
import { type GuestState, isBadgeRevoked } from './fold.ts';
import { entryInTheWay, NOWHERE, type PlacedEntry, type Presence } from './presence.ts';

/** Who stands there: from the list, or as far as a signed code says of a guest whom the list does not have yet. */
export type Guest = Pick<Registration, 'status' | 'hold' | 'category' | 'validDays'>;

/** What a verdict is decided from. */
export interface Arrival {
  readonly event: Event;
  readonly checkpoint: Checkpoint;
  /** Null for a code that nobody has. */
  readonly guest: Guest | null;
  /** What the log says of the guest. */
  readonly state: GuestState;
  /** The badge that was scanned; null for a ticket, the organiser's own code or a person found by search. */
  readonly badge: { readonly generation: number } | null;
  /** The right time, as far as the station knows it: milliseconds since 1970. */
  readonly atMs: number;
  /** How many the checkpoint holds: those inside or, where exits are not tracked, all who were let in. */
  readonly occupancy: number;
}

/** A verdict, and the earlier entry in the way when it is `already-in`. */
export interface Decided {
  readonly verdict: Verdict;
  readonly inTheWay: PlacedEntry | null;
}

/**
 * The verdict for a guest at a checkpoint. The same online and offline: it knows only what the station knows. First
 * whether the code counts, then what the organiser decided about the person, then what the checkpoint says of
 * anybody, then what came before, and only then what the desk can change.
 */
export function decideVerdict(arrival: Arrival): Decided {
  const { guest, event, checkpoint, atMs } = arrival;
  if (guest === null) return answer('unknown');
  if (arrival.badge !== null && isBadgeRevoked(arrival.state, arrival.badge.generation))
    return answer('revoked-badge');
  if (guest.status !== 'confirmed') return answer(guest.status);
  if (!mayEnter(guest, checkpoint)) return answer('wrong-category');
  if (!isOpenFor(guest, arrival)) return answer('wrong-day');
  const presence = presenceOf(arrival);
  const inTheWay = entryInTheWay(presence, checkpoint, atMs, event.timeZone);
  if (inTheWay !== null) return { verdict: 'already-in', inTheWay };
  if (guest.hold && checkpoint.holds && !arrival.state.holdConfirmed) return answer('hold');
  return answer(isFull(arrival, presence) ? 'full' : 'admit');
}

function answer(verdict: Verdict): Decided {
  return { verdict, inTheWay: null };
}

function presenceOf({ state, checkpoint }: Arrival): Presence {
  return state.checkpoints.get(checkpoint.id)?.presence ?? NOWHERE;
}

function mayEnter({ category }: Guest, { categories }: Checkpoint): boolean {
  return categories === null || categories.includes(category);
}

/** Whether the checkpoint is open, on a day of the event and of the guest. */
function isOpenFor({ validDays }: Guest, { event, checkpoint, atMs }: Arrival): boolean {
  const day = openDay(atMs, event.timeZone, checkpoint.hours);
  if (day === null || day < event.firstDay || day > event.lastDay) return false;
  if (checkpoint.days !== null && !checkpoint.days.includes(day)) return false;
  return validDays.length === 0 || validDays.includes(day);
}

/** A guest who is counted already takes no further place. */
function isFull({ checkpoint, occupancy }: Arrival, { first, insideBy }: Presence): boolean {
  const isCounted = (checkpoint.tracksExit ? insideBy : first) !== null;
  return checkpoint.capacity !== null && !isCounted && occupancy >= checkpoint.capacity;
}
