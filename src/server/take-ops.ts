import { isDeepStrictEqual } from 'node:util';
import { sql, type Transaction } from 'kysely';
import { type Op, OpSchema } from '../contract/op.ts';
import type { OpResult, ParkReason } from '../contract/sync.ts';
import { refoldAttendance } from './attendance.ts';
import { publishChanges, takeSequences } from './database/change-log.ts';
import type { ServerDatabase } from './database/database.ts';
import type { Tables } from './database/tables.ts';
import { isStorable } from './storable.ts';

export interface TakenOps {
  /** What became of each op, in the order sent. */
  readonly results: OpResult[];
  /** The end of the log behind what was new; null when nothing was. */
  readonly cursor: string | null;
}

type Judged = { readonly op: Op } | { readonly parked: ParkReason };

/**
 * Takes a station's ops into the log, each judged by itself. An op that is known already is accepted again, for ever;
 * one that cannot be taken is parked with its reason and stops no other.
 */
export async function takeOps(
  database: ServerDatabase,
  station: string,
  sent: readonly unknown[],
): Promise<TakenOps> {
  const judged = sent.map((raw) => judge(raw, station));
  const firstById = new Map<string, Op>();
  for (const verdict of judged) {
    if ('op' in verdict && !firstById.has(verdict.op.id)) firstById.set(verdict.op.id, verdict.op);
  }
  const taken = await database.transaction().execute(async (transaction) => {
    const fresh = await insertOps(transaction, [...firstById.values()]);
    const cursor = fresh.length === 0 ? null : await publishOps(transaction, fresh);
    return { cursor, known: await contentsOf(transaction, [...firstById.keys()]) };
  });
  return { cursor: taken.cursor, results: judged.map((verdict) => resultOf(verdict, taken.known)) };
}

function judge(raw: unknown, station: string): Judged {
  const parsed = OpSchema.safeParse(raw);
  if (!parsed.success || !isStorable(parsed.data)) return { parked: 'op-invalid' };
  return parsed.data.station === station ? { op: parsed.data } : { parked: 'station-differs' };
}

/** Puts in what is not there yet and returns it. In the order of ids, so that two transactions cannot block each other. */
async function insertOps(transaction: Transaction<Tables>, ops: readonly Op[]): Promise<Op[]> {
  const inOrder = [...ops].sort((one, other) => (one.id < other.id ? -1 : 1));
  const { rows } = await sql<{ id: string }>`
    INSERT INTO op (id, station, registration, data)
    SELECT entry->>'id', entry->>'station', entry->>'registration', entry
    FROM jsonb_array_elements(${JSON.stringify(inOrder)}::jsonb) AS entry
    ON CONFLICT (id) DO NOTHING RETURNING id`.execute(transaction);
  const inserted = new Set(rows.map((row) => row.id));
  return ops.filter((op) => inserted.has(op.id));
}

async function publishOps(transaction: Transaction<Tables>, ops: readonly Op[]): Promise<string> {
  const lock = await takeSequences(transaction, ops.length);
  await refoldAttendance(transaction, [...new Set(ops.map((op) => op.registration))]);
  return publishChanges(
    transaction,
    lock,
    ops.map((op) => ({ kind: 'op', item: op.id })),
  );
}

async function contentsOf(
  transaction: Transaction<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Op>> {
  if (ids.length === 0) return new Map();
  const rows = await transaction.selectFrom('op').select(['id', 'data']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.data]));
}

function resultOf(verdict: Judged, known: ReadonlyMap<string, Op>): OpResult {
  if ('parked' in verdict) return { result: 'parked', reason: verdict.parked };
  const same = isDeepStrictEqual(known.get(verdict.op.id), verdict.op);
  return same ? { result: 'accepted' } : { result: 'parked', reason: 'id-reused' };
}
