import type { Registration } from '../contract/registration.ts';
import type { ConflictKind } from '../contract/verdict.ts';
import type { CheckpointState, GuestState, StandingEntry } from './fold.ts';
import type { PlacedEntry } from './presence.ts';

/** An admission about which somebody has to decide. */
export interface EntryQuestion {
  readonly kind: ConflictKind;
  readonly entry: PlacedEntry;
  /** The admission that stands; null where there is only one. */
  readonly first: PlacedEntry | null;
}

/** A clock that is further off than this makes the day of an admission doubtful. */
const FAR_OFF_MS = 12 * 3_600_000;

/**
 * The open questions about a guest's admissions that follow from the guest alone: all but those of a full checkpoint.
 * Each entry is asked about once: as the second of two, else as one made unknowing, else for its time.
 */
export function entryQuestions(state: GuestState, registration: Registration | null): EntryQuestion[] {
  const questions = new Map<string, EntryQuestion>();
  function ask(kind: ConflictKind, entries: readonly StandingEntry[]): void {
    for (const entry of entries) {
      if (entry.decision !== null || questions.has(entry.op.id)) continue;
      const first = kind === 'double-admission' ? entry.inTheWay : null;
      questions.set(entry.op.id, { kind, entry, first });
    }
  }
  const entries = [...state.checkpoints.values()].flatMap((checkpoint) => checkpoint.entries);
  ask('double-admission', entries.filter(isDouble));
  ask('admitted-while-offline', admittedWhileOffline(entries, registration));
  ask('skewed-clock', entries.filter(isMadeByClockFarOff));
  return [...questions.values()];
}

/** How many entries are in question whatever the list says: those for which a guest has to be looked at. */
export function questionsOfLog({ entries }: Pick<CheckpointState, 'entries'>): number {
  const open = entries.filter(({ decision }) => decision === null);
  return open.filter((entry) => isDouble(entry) || isMadeByClockFarOff(entry)).length;
}

/** An entry that the rules would have refused. */
function isDouble({ inTheWay }: StandingEntry): boolean {
  return inTheWay !== null;
}

/** An entry by a computer whose clock was more than 12 hours wrong: it stands by the corrected time. */
function isMadeByClockFarOff({ offsetMs }: StandingEntry): boolean {
  return Math.abs(offsetMs ?? 0) > FAR_OFF_MS;
}

/**
 * Entries made after the guest had been cancelled or blocked, by a station that had not heard of it yet: they stand,
 * and wait for a decision. Empty for a guest who may come, or who was out from the beginning.
 */
function admittedWhileOffline(
  entries: readonly StandingEntry[],
  registration: Registration | null,
): readonly StandingEntry[] {
  if (registration === null || registration.status === 'confirmed' || registration.statusSince === null)
    return [];
  const sinceMs = Date.parse(registration.statusSince);
  return entries.filter(({ atMs }) => atMs >= sinceMs);
}
