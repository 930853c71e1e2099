import { sql, type Transaction } from 'kysely';
import type { LoggedOp } from '../contract/op.ts';
import type { OpResult } from '../contract/sync.ts';
import { refoldAfter } from './attendance.ts';
import { type ChangedItem, publishChanges, takeSequences } from './database/change-log.ts';
import type { ServerDatabase } from './database/database.ts';
import type { Tables } from './database/tables.ts';
import { readEvent } from './event.ts';
import { distinctOps, judgeOps, resultsOf } from './judge-ops.ts';

/**
 * Takes a station's ops into the log, each judged by itself, and says what became of each, in the order sent. An op that is known already is accepted again, for ever;
 * one that cannot be taken is parked with its reason and stops no other.
 */
export async function takeOps(
  database: ServerDatabase,
  station: string,
  sent: readonly unknown[],
): Promise<OpResult[]> {
  const judged = judgeOps(sent, station);
  const ops = distinctOps(judged);
  const known = await database.transaction().execute(async (transaction) => {
    const fresh = await insertOps(transaction, ops);
    if (fresh.length > 0) await publishOps(transaction, station, fresh);
    return await contentsOf(
      transaction,
      ops.map((op) => op.id),
    );
  });
  return resultsOf(judged, known);
}

/** Puts in what is not there yet and returns it. In the order of ids, so that two transactions cannot block each other. */
async function insertOps(transaction: Transaction<Tables>, ops: readonly LoggedOp[]): Promise<LoggedOp[]> {
  const inOrder = [...ops].sort((one, other) => (one.id < other.id ? -1 : 1));
  const { rows } = await sql<{ id: string }>`
    INSERT INTO op (id, station, registration, data)
    SELECT entry->>'id', entry->>'station', entry->>'registration', entry
    FROM jsonb_array_elements(${JSON.stringify(inOrder)}::jsonb) AS entry
    ON CONFLICT (id) DO NOTHING RETURNING id`.execute(transaction);
  const inserted = new Set(rows.map((row) => row.id));
  return ops.filter((op) => inserted.has(op.id));
}

async function publishOps(
  transaction: Transaction<Tables>,
  station: string,
  ops: readonly LoggedOp[],
): Promise<void> {
  const lock = await takeSequences(transaction, ops.length);
  await refoldAfter(transaction, await readEvent(transaction), ops);
  const changes = ops.map<ChangedItem>((op) => ({ kind: 'op', item: op.id }));
  await publishChanges(transaction, lock, changes, station);
}

async function contentsOf(
  transaction: Transaction<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LoggedOp>> {
  if (ids.length === 0) return new Map();
  const rows = await transaction.selectFrom('op').select(['id', 'data']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.data]));
}
