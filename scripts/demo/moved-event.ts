/** The sample event and its list, moved to today: on its own days a guest would be told "wrong day". */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { eventDay } from '../../src/checkin/event-day.ts';
import { EventSchema } from '../../src/contract/event.ts';
import { projectFolder } from '../built-app.ts';


/** A guest of the list who may come today. */
export interface Guest {
  readonly registration: string;
  readonly code: string;
  readonly name: string;
}

export interface MovedEvent {
  readonly eventFile: string;
  readonly listFile: string;
  readonly guests: readonly Guest[];
}

/** Writes event.json and attendees.csv into the folder, their first day today in the event's time zone. */
export function writeMovedEvent(folder: string): MovedEvent {
  const event = EventSchema.parse(
    JSON.parse(readText('resources/events/world-sme-conference-2026.json')),
  );
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
  const rows = list.data.map((row) => ({
    ...row,
    valid_days: (row.valid_days ?? '').split(';').map(moved).join(';'),
  }));
  const listFile = join(folder, 'attendees.csv');
  writeFileSync(listFile, Papa.unparse(rows));
  return { eventFile, listFile, guests: expectedToday(rows, today) };
}

function expectedToday(rows: readonly Record<string, string>[], today: string): Guest[] {
  return rows
    .filter((row) => row.status === 'confirmed' && row.valid_days?.includes(today))
    .map((row) => ({
      registration: row.registration_id ?? '',
      code: row.code ?? '',
      name: `${row.family_name} ${row.given_name}`,
    }));
}

function readText(file: string): string {
  return readFileSync(join(projectFolder, file), 'utf8');
}

