import { type Counts, CountsSchema } from '../../contract/counts.ts';
import {
  type EntryOp,
  EntryOpSchema,
  guestOf,
  isKnownOp,
  type LoggedOp,
  LoggedOpSchema,
  type OpOf,
} from '../../contract/op.ts';
import type { Reader, Row, Writer } from './database.ts';

/** Writes an op into the log as it is; who calls sees to the outbox and to what the log folds to. */
export function insertOp(writer: Writer, op: LoggedOp): void {
  writer.run(
    'INSERT INTO op (id, hlc, registration, data) VALUES (?, ?, ?, ?)',
    op.id,
    op.hlc,
    guestOf(op) ?? '',
    JSON.stringify(op),
  );
}

export function hasOp(reader: Reader, id: string): boolean {
  return reader.get('SELECT 1 FROM op WHERE id = ?', id) !== undefined;
}

/** An op by its id, whichever station made it, or null. */
export function findOp(reader: Reader, id: string): LoggedOp | null {
  const row = reader.get('SELECT data FROM op WHERE id = ?', id);
  return row === undefined ? null : parseOp(row);
}

/** An op out of the `data` column of a row. */
export function parseOp(row: Row): LoggedOp {
  return LoggedOpSchema.parse(JSON.parse(String(row.data)));
}

/** The same for a row that is known to hold an entry. */
export function parseEntry(row: Row): EntryOp {
  return EntryOpSchema.parse(JSON.parse(String(row.data)));
}

/** All ops of a guest, in the order of their stamps. */
export function opsOf(reader: Reader, registration: string): LoggedOp[] {
  return reader.all('SELECT data FROM op WHERE registration = ? ORDER BY hlc, id', registration).map(parseOp);
}

/** The whole log, in the order of the stamps. */
export function allOps(reader: Reader): LoggedOp[] {
  return reader.all('SELECT data FROM op ORDER BY hlc, id').map(parseOp);
}

export function countOps(reader: Reader): number {
  return Number(reader.get('SELECT count(*) AS count FROM op')?.count);
}

/** How many badges the log says were printed, by whichever station. */
type BadgeCounts = Pick<Counts, 'badgesPrinted' | 'badgesReprinted' | 'badgesVoided'>;

/** Badges that came out at any station, and why some no longer count. */
export function countBadges(reader: Reader): BadgeCounts {
  const printed = reader.get(
    `SELECT count(*) AS printed, count(*) FILTER (WHERE data ->> '$.payload.generation' > 1) AS reprinted
     FROM op WHERE kind = 'badge-printed'`,
  );
  const voided = reader.all(
    `SELECT data ->> '$.payload.reason' AS reason, count(*) AS count FROM op WHERE kind = 'badge-revoked'
     GROUP BY reason ORDER BY count DESC, reason`,
  );
  return {
    badgesPrinted: Number(printed?.printed),
    badgesReprinted: Number(printed?.reprinted),
    badgesVoided: CountsSchema.shape.badgesVoided.parse(voided),
  };
}

/** The observations of clocks, by whichever station. */
export function clockObservations(reader: Reader): OpOf<'clock-observed'>[] {
  const ops = reader.all("SELECT data FROM op WHERE kind = 'clock-observed'").map(parseOp);
  return ops.filter(isKnownOp).filter((op) => op.kind === 'clock-observed');
}

/** Whether a run of a station's clock stamped ops while nobody knew by how much it was wrong. */
export function hasUncorrectedOps(reader: Reader, station: string, clock: string): boolean {
  const row = reader.get(
    `SELECT 1 FROM op
     WHERE data ->> '$.station' = ? AND data ->> '$.clock' = ? AND data ->> '$.offsetMs' IS NULL LIMIT 1`,
    station,
    clock,
  );
  return row !== undefined;
}
