import { isKnownOp, type LoggedOp, type Op } from '../contract/op.ts';
import { type Corrections, compareText, correctedMs } from './corrections.ts';

/** Each known op once, in the order of the fold: by corrected time, then by the stamp's counter, station and id. */
export function inLogOrder(logged: readonly LoggedOp[], corrections: Corrections): Op[] {
  const distinct = new Map(logged.filter(isKnownOp).map((op) => [op.id, op]));
  return [...distinct.values()]
    .map((op) => ({ op, atMs: correctedMs(op, corrections) }))
    .sort(
      (one, other) =>
        one.atMs - other.atMs ||
        // Counter and station: what follows the milliseconds.
        compareText(one.op.hlc.slice(14), other.op.hlc.slice(14)) ||
        compareText(one.op.id, other.op.id),
    )
    .map(({ op }) => op);
}
