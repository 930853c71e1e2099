import type { LoggedOp, Op } from '../../contract/op.ts';
import type { OpResult } from '../../contract/sync.ts';
import type { Reader, Writer } from './database.ts';
import { parseOp } from './op-rows.ts';

/** How many own ops the server does not have yet. */
export interface OutboxCounts {
  readonly waiting: number;
  /** When the oldest waiting op was made (ISO 8601), or null. */
  readonly waitingSince: string | null;
  readonly parked: number;
}

/** Puts an own op, already in the log, among those to be sent. */
export function addWaitingOp(writer: Writer, op: Op): void {
  writer.run('INSERT INTO outbox (op, made_at_ms) VALUES (?, ?)', op.id, Date.parse(op.at));
}

/** Puts everything that the station ever made among what is to be sent; what is there already stays as it is. */
export function queueOwnOps(writer: Writer, station: string): void {
  writer.run(
    `INSERT INTO outbox (op, made_at_ms)
     SELECT id, CAST(substr(hlc, 1, 13) AS INTEGER) FROM op WHERE data ->> '$.station' = ?
     ON CONFLICT DO NOTHING`,
    station,
  );
}

/** Takes an op that the server is known to have out of the outbox, whether it waited or was parked. */
export function forgetWaitingOp(writer: Writer, id: string): void {
  writer.run('DELETE FROM outbox WHERE op = ?', id);
}

/** The ops to send next, in the order of the log; parked ones are not among them. */
export function waitingOps(reader: Reader, limit: number): LoggedOp[] {
  const rows = reader.all(
    `SELECT op.data FROM outbox JOIN op ON op.id = outbox.op
     WHERE outbox.parked_reason IS NULL ORDER BY op.hlc, op.id LIMIT ?`,
    limit,
  );
  return rows.map(parseOp);
}

/** Puts parked ops among those to be sent again; says how many. */
export function releaseParked(writer: Writer): number {
  const { parked } = outboxCounts(writer);
  writer.run('UPDATE outbox SET parked_reason = NULL WHERE parked_reason IS NOT NULL');
  return parked;
}

/** The first of the ops, up to so many characters of JSON; one at the least. */
export function withinSize(ops: LoggedOp[], characters: number): LoggedOp[] {
  let length = 0;
  const end = ops.findIndex((op, place) => {
    length += JSON.stringify(op).length;
    return place > 0 && length > characters;
  });
  return end === -1 ? ops : ops.slice(0, end);
}

/** Notes what the server said of an op: an accepted one leaves the outbox, a parked one stays there, visibly. */
export function settleOp(writer: Writer, id: string, result: OpResult): void {
  if (result.result === 'accepted') forgetWaitingOp(writer, id);
  else writer.run('UPDATE outbox SET parked_reason = ? WHERE op = ?', result.reason, id);
}

export function outboxCounts(reader: Reader): OutboxCounts {
  const row = reader.get(
    `SELECT count(*) FILTER (WHERE parked_reason IS NULL) AS waiting,
       min(made_at_ms) FILTER (WHERE parked_reason IS NULL) AS since,
       count(*) FILTER (WHERE parked_reason IS NOT NULL) AS parked
     FROM outbox`,
  );
  const since = row?.since ?? null;
  return {
    waiting: Number(row?.waiting),
    waitingSince: since === null ? null : new Date(Number(since)).toISOString(),
    parked: Number(row?.parked),
  };
}
