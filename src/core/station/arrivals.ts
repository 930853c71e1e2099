import type { PrintJob } from '../../contract/print.ts';
import type { Arrival } from '../../contract/status.ts';
import type { Reader } from '../store/database.ts';
import { parseOp } from '../store/op-rows.ts';
import { findRegistration } from '../store/registrations.ts';

/** The guests whom this station let in at a checkpoint, the newest first, each with the badge as it stands. */
export function recentArrivals(
  reader: Reader,
  where: { checkpoint: string; station: string; limit: number },
  newestBadge: (registration: string) => PrintJob | null,
): Arrival[] {
  const rows = reader.all(
    `SELECT op.data FROM attendance JOIN op ON op.id = attendance.op
     WHERE attendance.checkpoint = ? AND attendance.station = ? ORDER BY op.hlc DESC LIMIT ?`,
    where.checkpoint,
    where.station,
    where.limit,
  );
  return rows.map(parseOp).map((op) => {
    const job = newestBadge(op.registration);
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
