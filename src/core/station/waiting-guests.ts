import { done, type Result, refused } from '../../contract/failure.ts';
import type { Op } from '../../contract/op.ts';
import type { WaitingGuest, WaitingState } from '../../contract/waiting-guest.ts';
import type { Reader } from '../store/database.ts';
import { guestState } from '../store/guest-state.ts';
import { findOp } from '../store/op-rows.ts';
import { personOf } from '../store/people.ts';
import { findRegistration } from '../store/registrations.ts';
import { stationName } from './admissions.ts';
import type { Append } from './append.ts';

/** Who is scanned again within this time is not announced again. */
const SAME_WAIT_MS = 60_000;

/** Nobody waits for longer: what became of a guest of this morning is not asked in the evening. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** Stamps of clocks that are wrong by hours count; what is older is not looked at. */
const LOOKED_AT_MS = 3 * 24 * 3_600_000;

/** Notes that a guest waits at a checkpoint, once for each minute that they are scanned there by this station. */
export function noteWaiting(
  reader: Reader,
  here: {
    readonly guest: string;
    readonly checkpoint: string;
    readonly station: string;
    readonly atMs: number;
  },
  append: Append,
): void {
  const { waiting } = guestState(reader, here.guest);
  const isSame =
    waiting !== null &&
    waiting.op.station === here.station &&
    waiting.op.checkpoint === here.checkpoint &&
    Math.abs(here.atMs - waiting.atMs) < SAME_WAIT_MS;
  if (isSame) return;
  append({ kind: 'hold-waiting', registration: here.guest, checkpoint: here.checkpoint, payload: {} });
}

/** Notes that somebody goes to meet a guest. Refused when the guest waits no more, or somebody goes already. */
export function answerHold(reader: Reader, waiting: string, append: Append): Result<Op> {
  const op = findOp(reader, waiting);
  const registration = op?.kind === 'hold-waiting' ? String(op.registration) : null;
  if (registration === null) return refused('op-unknown', { op: waiting });
  const state = guestState(reader, registration);
  const isOpen = state.waiting?.op.id === waiting && state.waiting.answer === null && !state.holdConfirmed;
  if (!isOpen) return refused('nothing-to-confirm', { registration });
  return done(append({ kind: 'hold-answered', registration, payload: { waiting } }));
}

/** Who waits to be met, at whichever station, and who was met and is not in yet; who waits longest first. */
export function waitingGuests(reader: Reader, nowMs: number): WaitingGuest[] {
  const rows = reader.all(
    `SELECT DISTINCT registration FROM op WHERE kind = 'hold-waiting' AND hlc >= ?`,
    String(Math.max(0, nowMs - LOOKED_AT_MS)).padStart(13, '0'),
  );
  const people = new Set(rows.map((row) => personOf(reader, String(row.registration))));
  const waiting = [...people].flatMap((person) => waitingGuest(reader, person, nowMs) ?? []);
  return waiting.sort((one, other) => one.at.localeCompare(other.at));
}

function waitingGuest(reader: Reader, guest: string, nowMs: number): WaitingGuest | null {
  const registration = findRegistration(reader, guest);
  const { waiting, holdConfirmed, checkpoints } = guestState(reader, guest);
  if (waiting === null || registration === null) return null;
  if (!registration.hold || registration.status !== 'confirmed') return null;
  if (nowMs - waiting.atMs > LONGEST_WAIT_MS) return null;
  const { op, atMs, answer } = waiting;
  const isIn = checkpoints.get(op.checkpoint)?.entries.some((entry) => entry.atMs >= atMs) ?? false;
  if (isIn) return null;
  const state: WaitingState = holdConfirmed ? 'met' : answer === null ? 'waiting' : 'answered';
  return {
    op: op.id,
    guest,
    registration,
    checkpoint: op.checkpoint,
    at: new Date(atMs).toISOString(),
    station: op.station,
    stationName: stationName(reader, op.station),
    state,
    answeredFrom: answer === null ? null : stationName(reader, answer.station),
  };
}
