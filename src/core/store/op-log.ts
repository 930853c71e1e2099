import { v7 as newId } from 'uuid';
import { type CheckpointState, foldGuest } from '../../checkin/fold.ts';
import { mergeStamp, nextStamp } from '../../checkin/hlc.ts';
import { type Op, OpSchema } from '../../contract/op.ts';
import type { Reader, Writer } from './database.ts';
import { insertOp, isKnownOp, parseOp } from './op-rows.ts';
import { addWaitingOp, forgetWaitingOp } from './outbox.ts';
import { readSetting, SETTING, writeSetting } from './settings.ts';

type StampedField = 'id' | 'station' | 'hlc' | 'at';

/** An op before the log has given it its id, station, stamp and time. */
export type OpDraft = Unstamped<Op>;
type Unstamped<Kind> = Kind extends Op ? Omit<Kind, StampedField> : never;

/** Who stamps, and by which wall clock (milliseconds since 1970). */
export interface Stamper {
  readonly station: string;
  now(): number;
}

/**
 * Adds a fact that this station made: stamp, log, outbox and attendance change together in the caller's
 * transaction.
 */
export function appendOp(writer: Writer, draft: OpDraft, stamper: Stamper): Op {
  const nowMs = stamper.now();
  const stamp = nextStamp(readSetting(writer, SETTING.lastStamp), nowMs, stamper.station);
  writeSetting(writer, SETTING.lastStamp, stamp);
  const op: Op = OpSchema.parse({
    ...draft,
    id: newId(),
    station: stamper.station,
    hlc: stamp,
    at: new Date(nowMs).toISOString(),
  });
  insertOp(writer, op);
  addWaitingOp(writer, op);
  refoldAttendance(writer, op.registration);
  return op;
}

/**
 * Takes ops that the server sent. Known ids are ignored; own ops (they come back after a backup was restored, too)
 * are accepted ones and leave the outbox; the clock learns every stamp.
 */
export function takeOps(writer: Writer, ops: readonly Op[], stamper: Stamper): void {
  const touched = new Set<string>();
  let last = readSetting(writer, SETTING.lastStamp);
  for (const op of ops) {
    last = mergeStamp(last, op.hlc, stamper.now(), stamper.station);
    if (op.station === stamper.station) forgetWaitingOp(writer, op.id);
    if (isKnownOp(writer, op.id)) continue;
    insertOp(writer, op);
    touched.add(op.registration);
  }
  if (last !== null) writeSetting(writer, SETTING.lastStamp, last);
  for (const registration of touched) refoldAttendance(writer, registration);
}

/** All ops of a guest, in the order of their stamps. */
export function opsOf(reader: Reader, registration: string): Op[] {
  return reader.all('SELECT data FROM op WHERE registration = ? ORDER BY hlc, id', registration).map(parseOp);
}

/** The whole log, in the order of the stamps. */
export function allOps(reader: Reader): Op[] {
  return reader.all('SELECT data FROM op ORDER BY hlc, id').map(parseOp);
}

export function countOps(reader: Reader): number {
  return Number(reader.get('SELECT count(*) AS count FROM op')?.count);
}

function refoldAttendance(writer: Writer, registration: string): void {
  const { checkpoints } = foldGuest(opsOf(writer, registration));
  for (const [checkpoint, state] of checkpoints) putAttendance(writer, checkpoint, state);
}

function putAttendance(writer: Writer, checkpoint: string, state: CheckpointState): void {
  const { admission, conflicts } = state;
  writer.run(
    `INSERT INTO attendance VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       op = excluded.op, station = excluded.station, admitted_at = excluded.admitted_at,
       conflicts = excluded.conflicts`,
    checkpoint,
    admission.registration,
    admission.id,
    admission.station,
    admission.at,
    conflicts.length,
  );
}
