import { questionsOfLog } from './conflicts.ts';
import type { CheckpointState, GuestState } from './fold.ts';

/** What the tables of station and server keep of one guest at one checkpoint, for counting. */
export interface Attendance {
  readonly checkpoint: string;
  /** The first standing entry. */
  readonly op: string;
  readonly station: string;
  /** Its corrected time, ISO 8601 in UTC. */
  readonly admittedAt: string;
  /** Whether the guest entered last and did not leave; without a meaning where exits are not tracked. */
  readonly inside: boolean;
  /** Entries in question, whatever the list and the capacity say. */
  readonly openConflicts: number;
  /**
   * The entry by which the guest takes a place, its corrected time, and whether somebody decided about it; null for
   * one who left. A checkpoint that holds so many holds the first by (`placeAt`, `placeOp`); each one after these is
   * over capacity, and in question until it is decided about, undone, or enough people left.
   */
  readonly placeOp: string | null;
  readonly placeAt: string | null;
  readonly placeSettled: boolean;
}

/** A guest's attendance, one for each checkpoint that let them in. */
export function attendancesOf({ checkpoints }: GuestState): Attendance[] {
  return [...checkpoints].map(([checkpoint, state]) => attendanceOf(checkpoint, state));
}

function attendanceOf(checkpoint: string, state: CheckpointState): Attendance {
  const [first] = state.entries;
  const { place } = state;
  return {
    checkpoint,
    op: first.op.id,
    station: first.op.station,
    admittedAt: new Date(first.atMs).toISOString(),
    inside: state.presence.insideBy !== null,
    openConflicts: questionsOfLog(state),
    placeOp: place?.op.id ?? null,
    placeAt: place === null ? null : new Date(place.atMs).toISOString(),
    placeSettled: place !== null && place.decision !== null,
  };
}
