import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { displayName } from '../../checkin/display-name.ts';
import { makeTicket } from '../../checkin/ticket/token.ts';
import type { Tables } from '../database/tables.ts';
import { readEvent } from '../event.ts';
import { readEventKey } from '../keys/event-key.ts';

/** How many guests are held at once. */
const PAGE = 500;

/** A guest's ticket as it is handed out. */
export interface IssuedTicket {
  readonly registration: string;
  /** The name as the badge writes it. */
  readonly name: string;
  readonly code: string;
}

/**
 * The tickets of all confirmed guests of the list, in the order of their ids. Guests who are cancelled or blocked get
 * none. The same guest gets the same ticket each time, for as long as category and days stay.
 */
export async function* issueTickets(database: Kysely<Tables>): AsyncGenerator<IssuedTicket> {
  const event = await readEvent(database);
  const key = await readEventKey(database, event.id);
  let last = '';
  for (;;) {
    const rows = await database
      .selectFrom('registration')
      .select(['id', 'data'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const { data } of rows) {
      // Stations and pages are served in between.
      await setImmediate();
      const { id, category, validDays, status, country } = data;
      if (status !== 'confirmed') continue;
      const code = makeTicket({ registration: id, category, validDays }, key);
      yield { registration: id, name: displayName(data, country), code };
    }
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.id;
  }
}
