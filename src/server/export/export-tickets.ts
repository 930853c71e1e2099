import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ServerDatabase } from '../database/database.ts';
import { issueTickets } from './issue-tickets.ts';
import { ticketsCsv } from './tickets-csv.ts';
import { ticketsZip } from './tickets-zip.ts';

/** Writes `tickets.csv` and `tickets.zip` into a folder, for its owner alone, over what was there. Returns their paths. */
export async function exportTickets(database: ServerDatabase, folder: string, now: Date): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const csv = join(folder, 'tickets.csv');
  const zip = join(folder, 'tickets.zip');
  await pipeline(ticketsCsv(issueTickets(database)), createWriteStream(csv, { mode: 0o600 }));
  await pipeline(ticketsZip(issueTickets(database), now), createWriteStream(zip, { mode: 0o600 }));
  return [csv, zip];
}
