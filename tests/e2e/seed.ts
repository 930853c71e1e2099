/** A station that is set up and has its list, as on the morning of the event. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pino } from 'pino';
import { type Guest, writeMovedEvent } from '../../scripts/demo/moved-event.ts';
import type { Result } from '../../src/contract/failure.ts';
import type { StationSettings } from '../../src/contract/status.ts';
import { openStation } from '../../src/core/station/open-station.ts';
import type { Station } from '../../src/core/station/station.ts';

/** Opens the station of a data folder without its background work, and closes it after `work`. */
export async function withStation<Value>(
  folder: string,
  work: (station: Station) => Promise<Value>,
): Promise<Value> {
  const log = pino({ level: 'silent' });
  const station = taken(openStation({ folder, background: false, log }));
  try {
    return await work(station);
  } finally {
    await station.close();
  }
}

/**
 * Puts the sample event, moved to today, and its 2,000 guests into a new station, and marks it as set up.
 * Gives the guests who may come today.
 */
export async function seedStation(folder: string, settings: StationSettings = {}): Promise<readonly Guest[]> {
  listed ??= takeListIn();
  const { folder: kept, guests } = await listed;
  cpSync(kept, folder, { recursive: true });
  await withStation(folder, async (station) => {
    taken(station.configure({ printer: 'pdf-folder', configured: true, ...settings }));
  });
  return guests;
}

/** A station with the list, made once in this process, since it takes seconds: the others are copies of it. */
let listed: Promise<{ readonly folder: string; readonly guests: readonly Guest[] }> | undefined;

async function takeListIn() {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-listed-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { eventFile, listFile, guests } = writeMovedEvent(folder);
  await withStation(folder, async (station) => {
    taken(station.initEvent(eventFile, readFileSync(eventFile, 'utf8')));
    const list = { name: basename(listFile), bytes: new Uint8Array(readFileSync(listFile)) };
    taken(await station.importList({ file: list, encoding: null, dryRun: false }));
  });
  return { folder, guests };
}

/** Keeps a backup where the station looks for those that it can put back; gives its file. */
export async function keepBackup(folder: string): Promise<string> {
  const file = join(folder, 'backups', 'station-of-this-morning.sqlite');
  return withStation(folder, async (station) => taken(await station.backup(file)).file);
}

function taken<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`refused: ${result.failure.code} ${JSON.stringify(result.failure.details)}`);
}
