import type { Event } from '../contract/event.ts';
import type { Registration } from '../contract/registration.ts';
import type { Verdict } from '../contract/verdict.ts';
import { eventDay } from './event-day.ts';

/** What a verdict is decided from: the guest, the moment, and whether the guest was admitted here before. */
export interface Arrival {
  readonly event: Event;
  readonly registration: Registration | null;
  readonly atMs: number;
  readonly admittedBefore: boolean;
}

/**
 * The verdict for a guest at a checkpoint. The same online and offline: it knows only what the station knows. What
 * the organiser decided about the person (blocked, cancelled) comes before what the day says, and that before a
 * second arrival.
 */
export function decideVerdict(arrival: Arrival): Verdict {
  const { registration } = arrival;
  if (registration === null) return 'unknown';
  if (registration.status === 'blocked') return 'blocked';
  if (registration.status === 'cancelled') return 'cancelled';
  if (!isValidOn(eventDay(arrival.atMs, arrival.event.timeZone), registration, arrival.event))
    return 'wrong-day';
  return arrival.admittedBefore ? 'already-in' : 'admit';
}

function isValidOn(day: string, registration: Registration, event: Event): boolean {
  if (day < event.firstDay || day > event.lastDay) return false;
  return registration.validDays.length === 0 || registration.validDays.includes(day);
}
