import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeToken } from './secrets.ts';

/**
 * The key that opens the console: YANQI_CONSOLE_KEY, else the file `console-key` of the data folder, made at the first
 * start and readable by its owner only. Throws when the variable or the file holds less than 20 characters.
 */
export function readConsoleKey(folder: string, environment: NodeJS.ProcessEnv): string {
  const given = environment.YANQI_CONSOLE_KEY;
  if (given !== undefined && given !== '') return strongEnough(given, 'YANQI_CONSOLE_KEY');
  const file = join(folder, 'console-key');
  if (existsSync(file)) {
    chmodSync(file, 0o600);
    return strongEnough(readFileSync(file, 'utf8').trim(), file);
  }
  const key = makeToken();
  writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

function strongEnough(key: string, source: string): string {
  if (key.length >= 20) return key;
  throw new Error(`${source}: a console key needs at least 20 characters`);
}
