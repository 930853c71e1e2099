import { readList } from '../checkin/list/read-list.ts';
import { done, type Result } from '../contract/failure.ts';
import type { ImportReport, ListEncoding } from '../contract/list-import.ts';
import type { Registration } from '../contract/registration.ts';
import type { ServerDatabase } from './database/database.ts';
import { readEvent } from './event.ts';
import type { News } from './news.ts';
import { type PutOutcome, putRegistrations } from './registrations.ts';

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
  news: News,
  { file, encoding, dryRun }: ListImport,
  nowMs: number,
): Promise<Result<ImportReport>> {
  const reading = await readList(file, { encoding, event: await readEvent(database) });
  if (!reading.ok) return reading;
  const { registrations, lines: _lines, columns, problems, ...read } = reading.value;
  const put = await putOrTry(database, registrations, { dryRun, nowMs });
  if (put.cursor !== null && !dryRun) news.tell({ cursor: put.cursor, from: null });
  const { added, changed, unchanged } = put;
  return done({
    ...read,
    file: file.name,
    columns: [...columns],
    problems: [...problems],
    added,
    changed,
    unchanged,
    refused: read.rows - registrations.length,
    dryRun,
  });
}

async function putOrTry(
  database: ServerDatabase,
  registrations: readonly Registration[],
  { dryRun, nowMs }: { readonly dryRun: boolean; readonly nowMs: number },
): Promise<PutOutcome> {
  const transaction = await database.startTransaction().execute();
  try {
    const outcome = await putRegistrations(transaction, registrations, nowMs);
    await (dryRun ? transaction.rollback() : transaction.commit()).execute();
    return outcome;
  } catch (cause) {
    if (!transaction.isCommitted && !transaction.isRolledBack) await transaction.rollback().execute();
    throw cause;
  }
}
