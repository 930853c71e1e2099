import { type Kysely, sql } from 'kysely';
import { displayName } from '../checkin/display-name.ts';
import type { Arrivals } from '../contract/server-contract.ts';
import type { Tables } from './database/tables.ts';
import { readEvent } from './event.ts';
import { countRegistrations } from './registrations.ts';

const RECENT = 100;

/** Where the event stands now: how many are on the list, how many came, the last of them first. */
export async function readArrivals(database: Kysely<Tables>): Promise<Arrivals> {
  const recent = await database
    .selectFrom('attendance')
    .innerJoin('registration', 'registration.id', 'attendance.registration')
    .leftJoin('station', 'station.id', 'attendance.station')
    .select([
      'registration.data',
      'attendance.checkpoint',
      'attendance.admitted_at',
      'attendance.station',
      'station.name',
    ])
    .orderBy('attendance.admitted_at', 'desc')
    .limit(RECENT)
    .execute();
  return {
    event: await readEvent(database),
    registrations: await countRegistrations(database),
    arrived: await countArrived(database),
    recent: recent.map((row) => ({
      registration: row.data,
      displayName: displayName(row.data, row.data.country),
      checkpoint: row.checkpoint,
      at: row.admitted_at.toISOString(),
      station: row.station,
      stationName: row.name ?? '',
    })),
  };
}

/** How many guests came, at whatever checkpoint; among them some who are not on the list yet. */
async function countArrived(database: Kysely<Tables>): Promise<number> {
  const { count } = await database
    .selectFrom('attendance')
    .select(sql<number>`count(DISTINCT registration)::integer`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
