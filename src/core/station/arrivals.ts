import type { PrintJob } from '../../contract/print.ts';
import type { Arrival } from '../../contract/status.ts';
import type { Reader } from '../store/database.ts';
import { parseOp } from '../store/op-rows.ts';
import { findRegistration } from '../store/registrations.ts';

/** The guests whom this station let in at a checkpoint, the newest first, each with the badge as it stands. */
export function recentArrivals(
  reader: Reader,
  where: { checkpoint: string; station: string; limit: number },
  badge: (job: string) => PrintJob | null,
): Arrival[] {
  const rows = reader.all(
    `SELECT op.data FROM attendance JOIN op ON op.id = attendance.op
     WHERE attendance.checkpoint = ? AND attendance.station = ? ORDER BY op.hlc DESC LIMIT ?`,
    where.checkpoint,
    where.station,
    where.limit,
  );
  return rows.map(parseOp).map((op) => {
    const newest = newestJob(reader, op.registration);
    const job = newest === null ? null : badge(newest);
    return {
      result: {
        verdict: 'admit',
        checkpoint: where.checkpoint,
        at: op.at,
        registration: findRegistration(reader, op.registration),
        op,
        previous: null,
        printJob: job?.id ?? null,
      },
      job,
    };
  });
}

function newestJob(reader: Reader, registration: string): string | null {
  const row = reader.get(
    'SELECT id FROM print_job WHERE registration = ? ORDER BY id DESC LIMIT 1',
    registration,
  );
  return row === undefined ? null : String(row.id);
}
