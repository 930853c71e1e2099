/** A station with a list as long as a large congress has, for benches. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { eventDay } from '../src/checkin/event-day.ts';
import { withStation } from '../tests/e2e/seed.ts';
import { projectFolder } from './built-app.ts';
import { writeMovedEvent } from './demo/moved-event.ts';

/** What decides what a list becomes in a station. */
const MADE_BY = [
  'src/checkin/**/*.ts',
  'src/contract/*.ts',
  'src/core/store/**/*.ts',
  'tests/fixtures/attendees-2000.csv',
];

/**
 * Puts a station with so many registrations, those of the sample list again and again, into the folder, and gives the
 * codes of those who may come today. Taking such a list in lasts a minute: a copy of the station is kept in the
 * system's temporary folder for the day and for this code.
 */
export async function seedLongList(folder: string, registrations: number): Promise<readonly string[]> {
  const kept = join(tmpdir(), `yanqi-list-${registrations}-${fingerprint()}`);
  if (!existsSync(kept)) {
    const made = mkdtempSync(`${kept}-`);
    await takeIn(made, registrations);
    renameSync(made, kept);
  }
  cpSync(kept, folder, { recursive: true });
  const { guests } = writeMovedEvent(folder);
  const turns = Math.ceil(registrations / listRows(folder).length) - 1;
  return guests.flatMap(({ code }) => Array.from({ length: turns }, (_, turn) => `${code}${turn}`));
}

async function takeIn(folder: string, registrations: number): Promise<void> {
  const { eventFile } = writeMovedEvent(folder);
  const rows = listRows(folder);
  const list = Array.from({ length: registrations }, (_, place) => {
    const row = rows[place % rows.length] ?? {};
    const turn = Math.floor(place / rows.length);
    return {
      ...row,
      registration_id: `${row.registration_id}${turn}`,
      code: `${row.code}${turn}`,
      phone: '',
    };
  });
  const file = { name: 'list.csv', bytes: new TextEncoder().encode(Papa.unparse(list)) };
  await withStation(folder, async (station) => {
    const taken = station.initEvent(eventFile, readFileSync(eventFile, 'utf8'));
    const imported = await station.importList({ file, encoding: null, dryRun: false });
    const configured = station.configure({ printer: 'pdf-folder', configured: true });
    if (!taken.ok || !imported.ok || !configured.ok) throw new Error('the station cannot be set up');
    if (imported.value.added !== registrations) throw new Error(`only ${imported.value.added} were taken in`);
  });
}

/** The rows of the sample list that `writeMovedEvent` left in the folder. */
function listRows(folder: string): Record<string, string>[] {
  const text = readFileSync(join(folder, 'attendees.csv'), 'utf8');
  return Papa.parse<Record<string, string>>(text, { header: true }).data;
}

function fingerprint(): string {
  const hash = createHash('sha256').update(eventDay(Date.now(), 'UTC'));
  for (const file of MADE_BY.flatMap((pattern) => globSync(pattern, { cwd: projectFolder })).toSorted())
    hash.update(readFileSync(join(projectFolder, file)));
  return hash.digest('hex').slice(0, 12);
}
