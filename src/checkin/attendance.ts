import { openDoubles } from './conflicts.ts';
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
  readonly openConflicts: number;
}

/** A guest's attendance, one for each checkpoint that let them in. */
export function attendancesOf({ checkpoints }: GuestState): Attendance[] {
  return [...checkpoints].map(([checkpoint, state]) => attendanceOf(checkpoint, state));
}

function attendanceOf(checkpoint: string, state: CheckpointState): Attendance {
  const [first] = state.entries;
  return {
    checkpoint,
    op: first.op.id,
    station: first.op.station,
    admittedAt: new Date(first.atMs).toISOString(),
    inside: state.presence.insideBy !== null,
    openConflicts: openDoubles(state).length,
  };
}
