import { done, type Result, refused } from '../../contract/failure.ts';
import { type Decision, isKnownOp, type Op, type OpOf } from '../../contract/op.ts';
import type { Reader } from '../store/database.ts';
import { guestState } from '../store/guest-state.ts';
import { findOp } from '../store/op-rows.ts';
import { peopleOfLog, personOf } from '../store/people.ts';
import { openQuestions } from '../store/questions.ts';
import { findRegistration } from '../store/registrations.ts';
import type { Append } from './append.ts';

/** What people decided: about an entry, or about a walk-in and the guest (`other`) whom the walk-in may be. */
export interface Settlement {
  /** The id of the entry or walk-in. */
  readonly entry: string;
  readonly decision: Decision;
  readonly other: string | null;
}

/** Notes what people decided. Refused when it is not in question, or not any more. */
export function settle(reader: Reader, settlement: Settlement, append: Append): Result<Op> {
  const op = findOp(reader, settlement.entry);
  if (op === null) return refused('op-unknown', { op: settlement.entry });
  if (isKnownOp(op) && op.kind === 'walk-in') return settleWalkIn(reader, op, settlement, append);
  const { entry, other } = settlement;
  const isOpen = other === null && openQuestions(reader).some((question) => question.op === entry);
  if (!isOpen || !isKnownOp(op) || op.kind !== 'entry') return refused('nothing-to-settle', { entry });
  return done(append({ kind: 'conflict-settled', registration: op.registration, payload: settlement }));
}

/**
 * Says that a walk-in and another guest are one person, or two. A desk may know it of somebody whom nothing suggests,
 * and takes a merge back by saying that they are two. Refused when nothing would be another than before.
 */
function settleWalkIn(
  reader: Reader,
  { id, registration }: OpOf<'walk-in'>,
  { decision, other }: Settlement,
  append: Append,
): Result<Op> {
  if (other === null) return refused('nothing-to-settle', { entry: id });
  if (findRegistration(reader, other) === null)
    return refused('registration-unknown', { registration: other });
  if (!saysSomethingNew(reader, registration, other, decision))
    return refused('nothing-to-settle', { entry: id });
  return done(append({ kind: 'conflict-settled', registration, payload: { entry: id, decision, other } }));
}

function saysSomethingNew(reader: Reader, walkIn: string, other: string, decision: Decision): boolean {
  const areOne = personOf(reader, walkIn) === personOf(reader, other);
  if (decision === 'same-person') return !areOne;
  if (decision !== 'somebody-else') return false;
  const before = peopleOfLog(reader).decisionAbout(walkIn, other);
  return areOne ? before === 'same-person' : before !== 'somebody-else';
}

/** Notes that a guest marked `hold` was met. Refused for a guest without that mark, and a second time. */
export function confirmHold(reader: Reader, registration: string, append: Append): Result<Op> {
  const guest = findRegistration(reader, registration);
  if (guest === null) return refused('registration-unknown', { registration });
  if (!guest.hold || guestState(reader, registration).holdConfirmed)
    return refused('nothing-to-confirm', { registration });
  return done(append({ kind: 'hold-confirmed', registration, payload: {} }));
}
