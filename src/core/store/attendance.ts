import type { Attendance } from '../../checkin/attendance.ts';
import { type Counted, countAttendance } from '../../checkin/counts.ts';
import type { CheckpointCounts } from '../../contract/counts.ts';
import type { Event } from '../../contract/event.ts';
import { PULSE_MINUTES, type StationStatus } from '../../contract/status.ts';
import type { Reader, Row } from './database.ts';

const MINUTE_MS = 60_000;

/** The first admission of a guest at a checkpoint, or null. */
export function firstAdmission(
  reader: Reader,
  checkpoint: string,
  registration: string,
): Pick<Attendance, 'op' | 'station' | 'admittedAt'> | null {
  const row = reader.get(
    'SELECT op, station, admitted_at FROM attendance WHERE checkpoint = ? AND registration = ?',
    checkpoint,
    registration,
  );
  if (row === undefined) return null;
  return { op: String(row.op), station: String(row.station), admittedAt: String(row.admitted_at) };
}

/** How many guests were let in at a checkpoint, anywhere and by one station. */
export function countArrived(reader: Reader, checkpoint: string, station: string) {
  return {
    arrived: admittedCount(reader, checkpoint),
    arrivedHere: countRows(
      reader,
      'SELECT count(*) AS count FROM attendance WHERE checkpoint = ? AND station = ?',
      checkpoint,
      station,
    ),
  };
}

/** How many came in at a checkpoint, anywhere, in each of the last minutes before `nowMs`, the newest first. */
export function arrivalPulse(reader: Reader, checkpoint: string, nowMs: number): StationStatus['pulse'] {
  const rows = reader.all(
    'SELECT place_at FROM attendance WHERE checkpoint = ? AND place_at > ? AND place_at <= ?',
    checkpoint,
    new Date(nowMs - PULSE_MINUTES * MINUTE_MS).toISOString(),
    new Date(nowMs).toISOString(),
  );
  const minutes = Array.from({ length: PULSE_MINUTES }, () => 0);
  for (const { place_at: at } of rows) {
    const minute = Math.floor((nowMs - Date.parse(String(at))) / MINUTE_MS);
    minutes[minute] = (minutes[minute] ?? 0) + 1;
  }
  return { at: new Date(nowMs).toISOString(), minutes };
}

export function admittedCount(reader: Reader, checkpoint: string): number {
  return countRows(reader, 'SELECT count(*) AS count FROM attendance WHERE checkpoint = ?', checkpoint);
}

/** How many guests are inside, where exits are tracked. */
export function insideCount(reader: Reader, checkpoint: string): number {
  return countRows(
    reader,
    'SELECT count(*) AS count FROM attendance WHERE checkpoint = ? AND inside = 1',
    checkpoint,
  );
}

/**
 * What was counted at each checkpoint, by category and quarter of an hour, from what this station knows. `inQuestion`
 * names the checkpoint of each open question.
 */
export function checkpointCounts(
  reader: Reader,
  event: Pick<Event, 'checkpoints'>,
  inQuestion: readonly string[],
): CheckpointCounts[] {
  const rows = reader.all(
    `SELECT attendance.*, coalesce(registration.data ->> '$.category', '') AS category
     FROM attendance LEFT JOIN registration ON registration.id = attendance.registration`,
  );
  return countAttendance(rows.map(asCounted), event, inQuestion);
}

function asCounted(row: Row): Counted {
  return {
    checkpoint: String(row.checkpoint),
    admittedAt: String(row.admitted_at),
    inside: row.inside === 1,
    category: String(row.category),
  };
}

function countRows(reader: Reader, sql: string, ...parameters: string[]): number {
  return Number(reader.get(sql, ...parameters)?.count);
}
