import { v7 as newId } from 'uuid';
import { mergeStamp, nextStamp } from '../../checkin/hlc.ts';
import { type LoggedOp, type Op, type OpKind, type OpOf, OpSchema } from '../../contract/op.ts';
import type { Writer } from './database.ts';
import { hasOp, insertOp } from './op-rows.ts';
import { addWaitingOp, forgetWaitingOp } from './outbox.ts';
import { refoldAfter } from './refold.ts';
import { readSetting, SETTING, writeSetting } from './settings.ts';
import type { StationClock } from './station-clock.ts';

type StampedField = 'id' | 'station' | 'hlc' | 'at' | 'clock' | 'offsetMs';

/** An op before the log has given it its id, station, stamp and time. */
export type OpDraft<Kind extends OpKind = OpKind> = Unstamped<OpOf<Kind>>;
type Unstamped<Kind> = Kind extends Op ? Omit<Kind, StampedField> : never;

/** Who stamps, and by which clock. */
export interface Stamper extends StationClock {
  readonly station: string;
}

/**
 * Adds a fact that this station made: stamp, log, outbox and what the log folds to change together in the caller's
 * transaction. Throws when the draft does not fit its schema.
 */
export function appendOp(writer: Writer, draft: OpDraft, stamper: Stamper): Op {
  const reading = stamper.reading();
  const stamp = nextStamp(readSetting(writer, SETTING.lastStamp), reading, stamper.station);
  writeSetting(writer, SETTING.lastStamp, stamp);
  const op: Op = OpSchema.parse({
    ...draft,
    id: newId(),
    station: stamper.station,
    hlc: stamp,
    at: new Date(stamper.now()).toISOString(),
    clock: reading.clock,
    offsetMs: reading.offsetMs,
  });
  insertOp(writer, op);
  addWaitingOp(writer, op);
  refoldAfter(writer, [op]);
  return op;
}

/**
 * Takes ops that the server sent, those of a newer version's kinds too. Known ids are ignored; own ops (they come
 * back after a backup was restored, too) are accepted ones and leave the outbox; the clock learns every stamp.
 */
export function takeOps(writer: Writer, ops: readonly LoggedOp[], stamper: Stamper): void {
  const { correctedMs } = stamper.reading();
  const fresh: LoggedOp[] = [];
  let last = readSetting(writer, SETTING.lastStamp);
  for (const op of ops) {
    last = mergeStamp(last, op.hlc, correctedMs, stamper.station);
    if (op.station === stamper.station) forgetWaitingOp(writer, op.id);
    if (hasOp(writer, op.id)) continue;
    insertOp(writer, op);
    fresh.push(op);
  }
  if (last !== null) writeSetting(writer, SETTING.lastStamp, last);
  refoldAfter(writer, fresh);
}
