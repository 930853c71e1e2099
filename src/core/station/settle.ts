import { done, type Result, refused } from '../../contract/failure.ts';
import { type Decision, guestOf, type Op } from '../../contract/op.ts';
import type { Reader } from '../store/database.ts';
import { guestState } from '../store/guest-state.ts';
import { findOp } from '../store/op-rows.ts';
import { findRegistration } from '../store/registrations.ts';
import type { Append } from './append.ts';
import { conflictsOf } from './conflicts.ts';

/** Notes what people decided about an admission in question. Refused when it is not, or not any more. */
export function settle(reader: Reader, entry: string, decision: Decision, append: Append): Result<Op> {
  const op = findOp(reader, entry);
  if (op === null) return refused('op-unknown', { op: entry });
  const registration = guestOf(op);
  const isOpen =
    registration !== null && conflictsOf(reader, registration).some(({ second }) => second.op === entry);
  if (registration === null || !isOpen) return refused('nothing-to-settle', { entry });
  return done(append({ kind: 'conflict-settled', registration, payload: { entry, decision } }));
}

/** Notes that a guest marked `hold` was met. Refused for a guest without that mark, and a second time. */
export function confirmHold(reader: Reader, registration: string, append: Append): Result<Op> {
  const guest = findRegistration(reader, registration);
  if (guest === null) return refused('registration-unknown', { registration });
  if (!guest.hold || guestState(reader, registration).holdConfirmed)
    return refused('nothing-to-confirm', { registration });
  return done(append({ kind: 'hold-confirmed', registration, payload: {} }));
}
