import { type Decided, decideVerdict, type Guest } from '../../checkin/decide-verdict.ts';
import type { GuestState } from '../../checkin/fold.ts';
import type { Checkpoint, Event } from '../../contract/event.ts';
import type { Via } from '../../contract/op.ts';
import type { PrintJob } from '../../contract/print.ts';
import type { Registration } from '../../contract/registration.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { newestJobOf } from '../print/print-table.ts';
import { hurry } from '../print/print-wishes.ts';
import { whoActs } from '../staff/acting.ts';
import { admittedCount, insideCount } from '../store/attendance.ts';
import type { Reader, Writer } from '../store/database.ts';
import { guestState } from '../store/guest-state.ts';
import { appendOp, type Stamper } from '../store/op-log.ts';
import { admissionOf } from './admissions.ts';
import { appendingTo } from './append.ts';
import { currentPrinting } from './printing.ts';
import { noteWaiting } from './waiting-guests.ts';

/** What a signed code says of a guest whom the list does not have yet. */
export type UnlistedGuest = Pick<Registration, 'id' | 'category' | 'validDays'>;

/** Somebody at a checkpoint: who, how they were recognised and when. */
export interface AtCheckpoint {
  readonly event: Event;
  readonly checkpoint: Checkpoint;
  readonly registration: Registration | null;
  /** Counts when `registration` is null; both are null for a code that nobody has. */
  readonly unlisted: UnlistedGuest | null;
  /** The badge that was scanned; null for any other code and for a person found by search. */
  readonly badge: { readonly generation: number } | null;
  readonly via: Via;
  readonly stamper: Stamper;
}

/**
 * Decides, on `hold` notes that the guest waits, and on `admit` writes the entry and, for a guest who has none yet, the badge into the ledger. All in the
 * caller's transaction: green is shown only when that is committed, and a second scan of the same guest, from another
 * process too, finds the first.
 */
export function admit(
  writer: Writer,
  arrival: AtCheckpoint,
  addBadge: (writer: Writer, registration: string) => PrintJob,
): ScanResult {
  const { registration, checkpoint, via, stamper } = arrival;
  const id = registration?.id ?? arrival.unlisted?.id ?? null;
  const state = guestState(writer, id ?? '');
  const { correctedMs } = stamper.reading();
  const { verdict, inTheWay } = decide(writer, arrival, state, correctedMs);
  const unlisted = registration === null && id !== null;
  const answer = {
    verdict,
    checkpoint: checkpoint.id,
    at: new Date(correctedMs).toISOString(),
    registration,
    unlisted,
  };
  if (verdict !== 'admit' || id === null) {
    const previous = inTheWay === null ? null : admissionOf(writer, inTheWay);
    if (verdict === 'hold' && id !== null) {
      const here = { guest: id, checkpoint: checkpoint.id, station: stamper.station, atMs: correctedMs };
      noteWaiting(writer, here, appendingTo(writer, stamper));
    }
    return { ...answer, op: null, previous, printJob: null };
  }
  const actor = whoActs(writer);
  const payload = { via, unlisted };
  const op = appendOp(
    writer,
    { kind: 'entry', registration: id, checkpoint: checkpoint.id, actor, payload },
    stamper,
  );
  const job = needsBadge(writer, arrival, state) ? addBadge(writer, id) : null;
  return { ...answer, op, previous: null, printJob: job?.id ?? null };
}

function decide(reader: Reader, arrival: AtCheckpoint, state: GuestState, atMs: number): Decided {
  const { event, checkpoint, badge } = arrival;
  const occupancy = checkpoint.tracksExit
    ? insideCount(reader, checkpoint.id)
    : admittedCount(reader, checkpoint.id);
  return decideVerdict({ event, checkpoint, guest: guestOf(arrival), state, badge, atMs, occupancy });
}

function guestOf({ registration, unlisted }: AtCheckpoint): Guest | null {
  if (registration !== null) return registration;
  return unlisted === null ? null : { ...unlisted, status: 'confirmed', hold: false };
}

/**
 * Where badges are printed on the first admission: not for a guest whose name is not known here, nor for one who
 * shows a badge, has one, or has one on its way, which then comes before those of a batch.
 */
function needsBadge(writer: Writer, { registration, badge }: AtCheckpoint, state: GuestState): boolean {
  if (registration === null || badge !== null || state.badge.printed > 0) return false;
  if (currentPrinting(writer).when !== 'first-admission') return false;
  const job = newestJobOf(writer, registration.id);
  if (job !== null) hurry(writer, job.id);
  return job === null;
}
