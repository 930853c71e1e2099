import { decideVerdict } from '../../checkin/decide-verdict.ts';
import type { Event } from '../../contract/event.ts';
import type { Via } from '../../contract/op.ts';
import type { PrintJob } from '../../contract/print.ts';
import type { Registration } from '../../contract/registration.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import type { Writer } from '../store/database.ts';
import { appendOp } from '../store/op-log.ts';
import { readSetting, SETTING } from '../store/settings.ts';
import { admissionAt } from './admissions.ts';

/** Somebody at a checkpoint: who (null for an unknown code), how they were recognised and when. */
export interface AtCheckpoint {
  readonly event: Event;
  readonly checkpoint: string;
  readonly registration: Registration | null;
  readonly via: Via;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly station: string;
}

/**
 * Decides, and on `admit` writes the entry and the badge into the ledger. All in the caller's transaction: green is
 * shown only when that is committed, and a second scan of the same guest, from another process too, finds the first.
 */
export function admit(
  writer: Writer,
  arrival: AtCheckpoint,
  addBadge: (writer: Writer, registration: string) => PrintJob,
): ScanResult {
  const { registration, checkpoint, atMs, station, via } = arrival;
  const previous = registration === null ? null : admissionAt(writer, checkpoint, registration.id);
  const verdict = decideVerdict({ ...arrival, admittedBefore: previous !== null });
  const answer = { verdict, checkpoint, at: new Date(atMs).toISOString(), registration };
  if (verdict !== 'admit' || registration === null) {
    return { ...answer, op: null, previous: verdict === 'already-in' ? previous : null, printJob: null };
  }
  const actor = readSetting(writer, SETTING.role) ?? 'desk';
  const op = appendOp(
    writer,
    { kind: 'entry', registration: registration.id, checkpoint, actor, payload: { via } },
    { station, now: () => atMs },
  );
  return { ...answer, op, previous: null, printJob: addBadge(writer, registration.id).id };
}
