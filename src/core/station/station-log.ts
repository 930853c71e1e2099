import { existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Logger, pino } from 'pino';

const LONGEST_LOG_BYTES = 5_000_000;
const STDERR = 2;

/**
 * Opens the station's log (JSON lines), in a folder that is made where it is missing. A long log is put aside as
 * `station.log.1` first, in the place of the one before. Lines are written at once, so that the last words before a
 * crash are there. Where the file cannot be written, the lines go to stderr.
 */
export function openStationLog(file: string): Logger {
  return pino({ base: { pid: process.pid } }, pino.destination({ dest: openLogFile(file), sync: true }));
}

function openLogFile(file: string): number {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (existsSync(file) && statSync(file).size > LONGEST_LOG_BYTES) renameSync(file, `${file}.1`);
    return openSync(file, 'a', 0o600);
  } catch (cause) {
    process.stderr.write(`${file} cannot be written: ${String(cause)}\n`);
    return STDERR;
  }
}
