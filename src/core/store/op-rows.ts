import { type Op, OpSchema } from '../../contract/op.ts';
import type { Reader, Row, Writer } from './database.ts';

/** Writes an op into the log as it is; who calls sees to outbox and attendance. */
export function insertOp(writer: Writer, op: Op): void {
  writer.run('INSERT INTO op VALUES (?, ?, ?, ?)', op.id, op.hlc, op.registration, JSON.stringify(op));
}

export function isKnownOp(reader: Reader, id: string): boolean {
  return reader.get('SELECT 1 FROM op WHERE id = ?', id) !== undefined;
}

/** An op out of the `data` column of a row. */
export function parseOp(row: Row): Op {
  return OpSchema.parse(JSON.parse(String(row.data)));
}
