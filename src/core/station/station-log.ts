import { existsSync, renameSync, statSync } from 'node:fs';
import { type Logger, pino } from 'pino';

const LONGEST_LOG_BYTES = 5_000_000;

/**
 * Opens the station's log (JSON lines). A long one is put aside as `station.log.1` first, in the place of the one
 * before. Lines are written at once, so that the last words before a crash are there.
 */
export function openStationLog(file: string): Logger {
  if (existsSync(file) && statSync(file).size > LONGEST_LOG_BYTES) renameSync(file, `${file}.1`);
  return pino({ base: { pid: process.pid } }, pino.destination({ dest: file, sync: true, mode: 0o600 }));
}
