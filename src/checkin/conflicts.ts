import type { Registration } from '../contract/registration.ts';
import type { CheckpointState, GuestState, StandingEntry } from './fold.ts';

/** Entries that the rules would have refused, and about which nobody has decided. */
export function openDoubles({ entries }: CheckpointState): StandingEntry[] {
  return entries.filter(({ inTheWay, decision }) => inTheWay !== null && decision === null);
}

/**
 * Entries made after the guest had been cancelled or blocked, by a station that had not heard of it yet: they stand,
 * and wait for a decision. Empty for a guest who may come, or who was out from the beginning.
 */
export function admittedWhileOffline(state: GuestState, registration: Registration | null): StandingEntry[] {
  if (registration === null || registration.status === 'confirmed' || registration.statusSince === null)
    return [];
  const sinceMs = Date.parse(registration.statusSince);
  return [...state.checkpoints.values()].flatMap(({ entries }) =>
    entries.filter(({ atMs, decision }) => atMs >= sinceMs && decision === null),
  );
}

/** A clock that is further off than this makes the day of an admission doubtful. */
const FAR_OFF_MS = 12 * 3_600_000;

/** Entries that a computer made whose clock was more than 12 hours wrong: they stand by the corrected time. */
export function madeByClockFarOff({ checkpoints }: GuestState): StandingEntry[] {
  return [...checkpoints.values()].flatMap(({ entries }) =>
    entries.filter(
      ({ op, atMs, decision }) => decision === null && Math.abs(atMs - Date.parse(op.at)) > FAR_OFF_MS,
    ),
  );
}
