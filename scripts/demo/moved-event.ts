/** The sample event and its list, moved to today: on its own days a guest would be told "wrong day". */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { displayName } from '../../src/checkin/display-name.ts';
import { eventDay } from '../../src/checkin/event-day.ts';
import { EventSchema } from '../../src/contract/event.ts';
import { projectFolder } from '../built-app.ts';

/** A guest of the list who may come today. */
export interface Guest {
  readonly registration: string;
  readonly code: string;
  /** As screens show it. */
  readonly name: string;
}

type ListRow = Readonly<Record<string, string>>;

export interface MovedEvent {
  readonly eventFile: string;
  readonly listFile: string;
  readonly guests: readonly Guest[];
}

/** Writes event.json and attendees.csv into the folder, their first day today in the event's time zone. */
export function writeMovedEvent(folder: string): MovedEvent {
  const event = EventSchema.parse(JSON.parse(readText('resources/events/world-sme-conference-2026.json')));
  const today = eventDay(Date.now(), event.timeZone);
  const distance = Date.parse(today) - Date.parse(event.firstDay);
  const moved = (day: string) => new Date(Date.parse(day) + distance).toISOString().slice(0, 10);

  const eventFile = join(folder, 'event.json');
  const lastDay = moved(event.lastDay);
  writeFileSync(eventFile, JSON.stringify({ ...event, firstDay: today, lastDay }));

  const list = Papa.parse<Record<string, string>>(readText('tests/fixtures/attendees-2000.csv'), {
    header: true,
    skipEmptyLines: true,
  });
  const rows: ListRow[] = list.data.map((row) => ({
    ...row,
    valid_days: (row.valid_days ?? '').split(';').map(moved).join(';'),
  }));
  const listFile = join(folder, 'attendees.csv');
  writeFileSync(listFile, Papa.unparse(rows));
  return { eventFile, listFile, guests: rows.filter(comesEveryDay).map(guest) };
}

/** Such a guest is admitted today and, when midnight passes meanwhile, tomorrow too. */
function comesEveryDay(row: ListRow): boolean {
  return row.status === 'confirmed' && row.valid_days?.split(';').length === 3;
}

function guest(row: ListRow): Guest {
  const { registration_id: registration = '', code = '', country = '' } = row;
  const { family_name: familyName = '', given_name: givenName = '', latin_name: latinName = '' } = row;
  return { registration, code, name: displayName({ familyName, givenName, latinName }, country) };
}

function readText(file: string): string {
  return readFileSync(join(projectFolder, file), 'utf8');
}
