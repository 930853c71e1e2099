import type { EntryOp, Op } from '../contract/op.ts';

/** A guest's standing at one checkpoint: the admission that counts, and later ones made by desks that were apart. */
export interface CheckpointState {
  readonly admission: EntryOp;
  readonly conflicts: readonly EntryOp[];
}

/** All that the log says about one guest. */
export interface GuestState {
  readonly checkpoints: ReadonlyMap<string, CheckpointState>;
  readonly badgesPrinted: number;
}

/**
 * Folds the ops of one guest. Ops may come in any order and more than once: the state is that of the set, ordered
 * by stamp and then by id.
 */
export function foldGuest(ops: readonly Op[]): GuestState {
  const checkpoints = new Map<string, { admission: EntryOp; conflicts: EntryOp[] }>();
  let badgesPrinted = 0;
  for (const op of inLogOrder(ops)) {
    if (op.kind === 'badge-printed') {
      badgesPrinted += 1;
      continue;
    }
    const standing = checkpoints.get(op.checkpoint);
    if (standing === undefined) checkpoints.set(op.checkpoint, { admission: op, conflicts: [] });
    else standing.conflicts.push(op);
  }
  return { checkpoints, badgesPrinted };
}

function inLogOrder(ops: readonly Op[]): Op[] {
  const distinct = new Map(ops.map((op) => [op.id, op]));
  return [...distinct.values()].sort(
    (one, other) => compareText(one.hlc, other.hlc) || compareText(one.id, other.id),
  );
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
