import type { PrintJob } from '../../contract/print.ts';
import type { Arrival } from '../../contract/status.ts';
import type { Reader, Row } from '../store/database.ts';
import { parseEntry } from '../store/op-rows.ts';
import { allIdsOf } from '../store/people.ts';
import { findRegistration } from '../store/registrations.ts';

/** The guests whom this station let in at a checkpoint, the newest first, each with the badge as it stands. */
export function recentArrivals(
  reader: Reader,
  where: { checkpoint: string; station: string; limit: number },
  badge: (job: string) => PrintJob | null,
): Arrival[] {
  const rows = reader.all(
    `SELECT op.data, attendance.registration, attendance.admitted_at
     FROM attendance JOIN op ON op.id = attendance.op
     WHERE attendance.checkpoint = ? AND attendance.station = ? ORDER BY attendance.admitted_at DESC, op.hlc DESC LIMIT ?`,
    where.checkpoint,
    where.station,
    where.limit,
  );
  return rows.map((row) => arrivalOf(reader, row, where.checkpoint, badge));
}

function arrivalOf(
  reader: Reader,
  row: Row,
  checkpoint: string,
  badge: (job: string) => PrintJob | null,
): Arrival {
  const op = parseEntry(row);
  const newest = newestJob(reader, op.registration);
  const job = newest === null ? null : badge(newest);
  const registration = findRegistration(reader, op.registration);
  return {
    result: {
      verdict: 'admit',
      checkpoint,
      at: String(row.admitted_at),
      registration,
      unlisted: registration === null,
      op,
      previous: null,
      printJob: job?.id ?? null,
    },
    job,
  };
}

function newestJob(reader: Reader, registration: string): string | null {
  const row = reader.get(
    `SELECT id FROM print_job WHERE registration IN (SELECT value FROM json_each(?))
     ORDER BY id DESC LIMIT 1`,
    allIdsOf(reader, registration),
  );
  return row === undefined ? null : String(row.id);
}
