import { UNDOABLE } from '../../checkin/fold.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import { guestOf, isKnownOp, type Op } from '../../contract/op.ts';
import type { Reader } from '../store/database.ts';
import { findOp, opsOf } from '../store/op-rows.ts';
import type { Append } from './append.ts';

/**
 * Takes one op back, whichever desk made it and whatever came after it. Refused when there is no such op, when its
 * kind is not one that can be taken back, and when it was taken back before.
 */
export function undo(reader: Reader, id: string, append: Append): Result<Op> {
  const op = findOp(reader, id);
  if (op === null) return refused('op-unknown', { op: id });
  const registration = guestOf(op);
  if (registration === null || !UNDOABLE.has(op.kind))
    return refused('op-not-undoable', { op: id, kind: op.kind });
  if (isUndone(reader, registration, id)) return refused('op-undone', { op: id });
  return done(append({ kind: 'undo', registration, payload: { op: id } }));
}

function isUndone(reader: Reader, registration: string, id: string): boolean {
  const known = opsOf(reader, registration).filter(isKnownOp);
  return known.some((op) => op.kind === 'undo' && op.payload.op === id);
}
