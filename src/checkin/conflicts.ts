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
