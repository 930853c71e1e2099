import { type Corrections, correctedMs, correctionsFrom } from '../../checkin/corrections.ts';
import { type GuestState, isKind, standingOps } from '../../checkin/fold.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { Deed, GuestDetails, MadeBadge, Merge, Pass } from '../../contract/guest.ts';
import type { Op, OpOf } from '../../contract/op.ts';
import { storedRuns } from '../store/clock-runs.ts';
import type { Reader } from '../store/database.ts';
import { foldIds, guestState } from '../store/guest-state.ts';
import { opsOf } from '../store/op-rows.ts';
import { idsOf, peopleOfLog, personOf } from '../store/people.ts';
import { findRegistration } from '../store/registrations.ts';
import { stationName, withAdmission } from './admissions.ts';

/** All that the log and the list say of the person who has this id, as seen from a checkpoint. */
export function guestDetails(reader: Reader, checkpoint: string, id: string): Result<GuestDetails> {
  const registration = findRegistration(reader, id);
  if (registration === null) return refused('registration-unknown', { registration: id });
  const state = guestState(reader, id);
  const corrections = correctionsFrom(storedRuns(reader));
  const logged = idsOf(reader, registration.id).flatMap((one) => opsOf(reader, one));
  const ops = standingOps(logged, corrections).reverse();
  const deed = (op: Op) => deedOf(reader, op, corrections);
  return done({
    registration,
    admission: withAdmission(reader, checkpoint, registration).admission,
    isInside: state.checkpoints.get(checkpoint)?.presence.insideBy != null,
    isToBeMet: registration.hold && !state.holdConfirmed,
    passes: ops.flatMap((op) => passOf(op, deed)),
    badges: ops.filter(isKind('badge-printed')).map((op) => badgeOf(op, ops, state, deed)),
    notes: ops.filter(isKind('note')).map((op) => ({ ...deed(op), text: op.payload.text })),
    corrections: ops.filter(isKind('correction')).map((op) => ({ ...deed(op), ...op.payload })),
    merges: mergesOf(reader, registration.id, corrections),
  });
}

type TellDeed = (op: Op) => Deed;

function deedOf(reader: Reader, op: Op, corrections: Corrections): Deed {
  const at = new Date(correctedMs(op, corrections)).toISOString();
  return {
    op: op.id,
    at,
    station: op.station,
    stationName: stationName(reader, op.station),
    actor: op.actor,
  };
}

function passOf(op: Op, deed: TellDeed): Pass[] {
  if (op.kind !== 'entry' && op.kind !== 'exit') return [];
  return [{ ...deed(op), checkpoint: op.checkpoint, way: op.kind === 'entry' ? 'in' : 'out' }];
}

function badgeOf(
  op: OpOf<'badge-printed'>,
  ops: readonly Op[],
  { badge }: GuestState,
  deed: TellDeed,
): MadeBadge {
  const { generation, printer } = op.payload;
  const revocation = ops
    .filter(isKind('badge-revoked'))
    .find(({ payload }) => generation <= payload.generation);
  const isReplaced = generation < badge.generation;
  const voided = revocation?.payload.reason ?? (isReplaced ? 'reprinted' : null);
  return { ...deed(op), generation, printer, voided };
}

/** The walk-ins who belong to this person, with whom each was said to be. */
function mergesOf(reader: Reader, person: string, corrections: Corrections): Merge[] {
  const merges = peopleOfLog(reader, corrections).merges.filter(
    ({ registration }) => personOf(reader, registration) === person,
  );
  return merges.map((op) => ({
    ...deedOf(reader, op, corrections),
    walkIn: op.registration,
    other: op.payload.other,
    entry: op.payload.entry,
    registration: foldIds(reader, [op.registration], op.registration).walkIn?.registration ?? null,
  }));
}
