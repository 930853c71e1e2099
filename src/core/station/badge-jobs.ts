import type { PrintJob } from '../../contract/print.ts';
import type { PrintLedger } from '../print/print-ledger.ts';
import type { Reader, Writer } from '../store/database.ts';
import { guestState } from '../store/guest-state.ts';
import { allIdsOf } from '../store/people.ts';
import type { Append } from './append.ts';

/**
 * Puts a guest's badge into the ledger. The first is of generation 1. When one came out before, wherever that was,
 * this is a reprint: it gets the next generation, and all before it stop working, also those still on their way.
 */
export function addBadgeJob(
  writer: Writer,
  ledger: Pick<PrintLedger, 'add'>,
  badge: { readonly registration: string; readonly printer: string },
  append: Append,
): PrintJob {
  const { registration } = badge;
  const { printed, generation, revokedUpTo } = guestState(writer, registration).badge;
  if (printed === 0) return ledger.add(writer, { ...badge, generation: revokedUpTo + 1 });
  const newest = Math.max(generation, revokedUpTo, newestAsked(writer, registration));
  if (newest > revokedUpTo)
    append({ kind: 'badge-revoked', registration, payload: { generation: newest, reason: 'reprinted' } });
  return ledger.add(writer, { ...badge, generation: newest + 1 });
}

function newestAsked(reader: Reader, registration: string): number {
  const row = reader.get(
    `SELECT max(generation) AS newest FROM print_job
     WHERE registration IN (SELECT value FROM json_each(?)) AND step <> 'cancelled'`,
    allIdsOf(reader, registration),
  );
  return Number(row?.newest ?? 0);
}
