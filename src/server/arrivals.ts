import { type Kysely, sql } from 'kysely';
import { displayName } from '../checkin/display-name.ts';
import { effectiveRegistration } from '../checkin/effective-registration.ts';
import type { Arrivals } from '../contract/server-contract.ts';
import type { Tables } from './database/tables.ts';
import { readEvent } from './event.ts';
import { openQuestions } from './questions.ts';
import { countRegistrations } from './registrations.ts';

const RECENT = 100;

/** Where the event stands now: how many are on the list, how many came, the last of them first. */
export async function readArrivals(database: Kysely<Tables>): Promise<Arrivals> {
  const recent = await recentAttendances(database);
  const event = await readEvent(database);
  const questions = await openQuestions(database, event);
  return {
    event,
    registrations: await countRegistrations(database),
    arrived: await countArrived(database),
    openConflicts: questions.length,
    recent: recent.flatMap(asArrival),
  };
}

/** The newest first; not those whom neither the list nor a desk has a name for. */
async function recentAttendances(database: Kysely<Tables>) {
  return await database
    .selectFrom('attendance')
    .leftJoin('registration', 'registration.id', 'attendance.registration')
    .leftJoin('desk_word', 'desk_word.registration', 'attendance.registration')
    .leftJoin('station', 'station.id', 'attendance.station')
    .select([
      'registration.data as listed',
      'desk_word.walk_in as walkIn',
      'desk_word.correction',
      'attendance.registration',
      'attendance.checkpoint',
      'attendance.admitted_at',
      'attendance.station',
      'station.name',
    ])
    .where((row) =>
      row.or([row('registration.id', 'is not', null), row('desk_word.walk_in', 'is not', null)]),
    )
    .orderBy('attendance.admitted_at', 'desc')
    .limit(RECENT)
    .execute();
}

type RecentRow = Awaited<ReturnType<typeof recentAttendances>>[number];

function asArrival(row: RecentRow): Arrivals['recent'] {
  const { listed, correction } = row;
  const walkIn = row.walkIn === null ? null : { registration: row.walkIn };
  const words = { walkIn, correction: correction ?? {} };
  const registration = effectiveRegistration(row.registration, listed, words);
  if (registration === null) return [];
  const { checkpoint, station } = row;
  return [
    {
      registration,
      displayName: displayName(registration, registration.country),
      checkpoint,
      at: row.admitted_at.toISOString(),
      station,
      stationName: row.name ?? '',
    },
  ];
}

/** How many guests came, at whatever checkpoint; among them some who are not on the list yet. */
async function countArrived(database: Kysely<Tables>): Promise<number> {
  const { count } = await database
    .selectFrom('attendance')
    .select(sql<number>`count(DISTINCT registration)::integer`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
