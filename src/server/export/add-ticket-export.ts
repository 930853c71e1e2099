import type { Context, Hono } from 'hono';
import type { ServerDatabase } from '../database/database.ts';
import type { Caller } from '../request-context.ts';
import { issueTickets } from './issue-tickets.ts';
import { ticketsCsv } from './tickets-csv.ts';
import { ticketsZip } from './tickets-zip.ts';

type Env = { Variables: { caller: Caller } };

/** Serves all tickets to the console, as a list and as pictures; each is written while it is sent. */
export function addTicketExport(app: Hono<Env>, database: ServerDatabase, now: () => number): void {
  app.get('/v1/console/tickets.csv', (context) =>
    download(context, 'text/csv; charset=utf-8', 'tickets.csv', () => ticketsCsv(issueTickets(database))),
  );
  app.get('/v1/console/tickets.zip', (context) =>
    download(context, 'application/zip', 'tickets.zip', () =>
      ticketsZip(issueTickets(database), new Date(now())),
    ),
  );
}

function download(
  context: Context<Env>,
  type: string,
  name: string,
  parts: () => AsyncGenerator<Uint8Array>,
): Response {
  if (context.get('caller').kind !== 'console') return context.json({ code: 'UNAUTHORIZED' }, 401);
  return context.body(streamOf(parts()), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
}

/** Asks for the next part when the line has taken the one before. */
function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await parts.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
