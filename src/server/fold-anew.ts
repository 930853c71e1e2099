import type { Kysely, Transaction } from 'kysely';
import { type Event, EventSchema } from '../contract/event.ts';
import { refoldAll } from './attendance.ts';
import { refreshRuns } from './clock-runs.ts';
import { takeSequences } from './database/change-log.ts';
import type { Tables } from './database/tables.ts';
import { idsWithDeskWords, putLikeness, refreshLikeness } from './likeness.ts';
import { refreshAliases } from './people.ts';

/** Raise it when the tables are to hold more, or something else, of the same log. */
export const FOLD_VERSION = 1;

/** How many rows of the list are held at once. */
const CHUNK = 2000;

/** Makes all that follows from the log and the list anew, once, where an older version of the program did it. */
export async function foldAnewIfOlder(database: Kysely<Tables>): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const before = await transaction.selectFrom('event').select('fold_version').executeTakeFirst();
    if (before === undefined || before.fold_version >= FOLD_VERSION) return;
    await takeSequences(transaction, 0);
    const row = await transaction
      .selectFrom('event')
      .select(['data', 'fold_version'])
      .executeTakeFirstOrThrow();
    // Another process was quicker.
    if (row.fold_version >= FOLD_VERSION) return;
    await foldAnew(transaction, EventSchema.parse(row.data));
    await transaction.updateTable('event').set({ fold_version: FOLD_VERSION }).execute();
  });
}

async function foldAnew(transaction: Transaction<Tables>, event: Event): Promise<void> {
  await refreshRuns(transaction);
  await refreshAliases(transaction);
  await refoldAll(transaction, event);
  let last = '';
  for (;;) {
    const rows = await transaction
      .selectFrom('registration')
      .select(['id', 'data'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(CHUNK)
      .execute();
    const end = rows.at(-1);
    if (end === undefined) break;
    await putLikeness(
      transaction,
      rows.map(({ data }) => data),
    );
    last = end.id;
  }
  await refreshLikeness(transaction, await idsWithDeskWords(transaction));
}
