import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST_LOG_BYTES = 5_000_000;
/** The numbers of pino, so that both logs of a station are read by the same tools. */
const LEVELS = { info: 30, warn: 40, error: 50, fatal: 60 } as const;

type Facts = Readonly<Record<string, unknown>>;

/** Writes one line: facts for a program, a message for a person. `err` may hold a caught value. */
export type Log = { readonly [Level in keyof typeof LEVELS]: (message: string, facts?: Facts) => void };

/**
 * Opens `shell.log` in the data folder; one that has grown large becomes `shell.log.1`, in the place of the last.
 * Not pino as in the core: it needs a newer Node than the test runtime has. A line is written at once, since the one
 * that says why a process died must not die with it.
 */
export function openLog(folder: string): Log {
  const file = join(folder, 'shell.log');
  if (existsSync(file) && statSync(file).size > LARGEST_LOG_BYTES) renameSync(file, `${file}.1`);

  function writer(level: keyof typeof LEVELS) {
    return (message: string, facts: Facts = {}) => {
      const line = { level: LEVELS[level], time: Date.now(), pid: process.pid, ...facts, msg: message };
      try {
        appendFileSync(file, `${JSON.stringify(line, errorsAsText)}\n`);
      } catch (cause) {
        // A full disk must not stop the windows.
        process.stderr.write(`${message} (and the log cannot be written: ${cause})\n`);
      }
    };
  }
  return { info: writer('info'), warn: writer('warn'), error: writer('error'), fatal: writer('fatal') };
}

function errorsAsText(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return { type: value.name, message: value.message, stack: value.stack, cause: value.cause };
}
