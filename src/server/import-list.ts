import type { Transaction } from 'kysely';
import { freeRows } from '../checkin/list/held-codes.ts';
import { type ListReading, readList } from '../checkin/list/read-list.ts';
import { done, type Result } from '../contract/failure.ts';
import type { ImportReport, ListEncoding } from '../contract/list-import.ts';
import type { ServerDatabase } from './database/database.ts';
import type { Tables } from './database/tables.ts';
import { readEvent } from './event.ts';
import { holdersOf, lockList, publishList, putRegistrations } from './registrations.ts';

export interface ListImport {
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  /** Null: found out from the file. */
  readonly encoding: ListEncoding | null;
  /** True: says what would happen and changes nothing. */
  readonly dryRun: boolean;
}

/** Takes a list of guests in, all sound rows or nothing, and tells the stations. Refused when it is no list. */
export async function importList(
  database: ServerDatabase,
  { file, encoding, dryRun }: ListImport,
  nowMs: number,
): Promise<Result<ImportReport>> {
  const reading = await readList(file, { encoding, event: await readEvent(database) });
  if (!reading.ok) return reading;
  const { registrations: _rows, lines: _lines, columns, ...read } = reading.value;
  const outcome = await takeOrTry(database, reading.value, { dryRun, nowMs });
  return done({ ...read, file: file.name, columns: [...columns], ...outcome, dryRun });
}

/** A trial run writes all the same, to find out, and takes it back; it makes no import wait for it, and no station. */
async function takeOrTry(
  database: ServerDatabase,
  reading: ListReading,
  { dryRun, nowMs }: { readonly dryRun: boolean; readonly nowMs: number },
) {
  const transaction = await database.startTransaction().execute();
  try {
    if (!dryRun) await lockList(transaction);
    const { put, ...refusals } = await take(transaction, reading, nowMs);
    if (!dryRun) await publishList(transaction, put);
    await (dryRun ? transaction.rollback() : transaction.commit()).execute();
    return { ...put.outcome, ...refusals };
  } catch (cause) {
    if (!transaction.isCommitted && !transaction.isRolledBack) await transaction.rollback().execute();
    throw cause;
  }
}

async function take(transaction: Transaction<Tables>, reading: ListReading, nowMs: number) {
  const codes = reading.registrations.map(({ code }) => code);
  const holders = await holdersOf(transaction, codes);
  const { free, ...refusals } = freeRows(reading, (code) => holders.get(code) ?? null);
  return { put: await putRegistrations(transaction, free, nowMs), ...refusals };
}
