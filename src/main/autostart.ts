import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { AppArguments } from './arguments.ts';
import { desktopEntry } from './desktop-entry.ts';
import type { Log } from './log.ts';

/** Has the app start when the computer's user signs in, or no longer: a kiosk comes back by itself after a power cut. */
export function startAtLogin(
  wanted: boolean,
  {
    folder,
    arguments: given,
    log,
  }: { readonly folder: string; readonly arguments: AppArguments; readonly log: Log },
): void {
  const data = `--data=${folder}`;
  const args = [data, ...(given.lang === null ? [] : [`--lang=${given.lang}`])];
  try {
    if (process.platform === 'linux') writeAutostart(wanted, args, data);
    else if (app.isPackaged) app.setLoginItemSettings({ openAtLogin: wanted, args });
  } catch (cause) {
    log.error('the start at login cannot be set', { err: cause, wanted });
  }
}

/** The one entry of this computer: the last station that became a kiosk has it, and only that one takes it away. */
function writeAutostart(wanted: boolean, args: readonly string[], data: string): void {
  const autostart = join(app.getPath('appData'), 'autostart');
  const file = join(autostart, 'yanqi-desk-kiosk.desktop');
  const entry = desktopEntry('Yanqi Desk', [...executable(), ...args]);
  if (wanted) {
    mkdirSync(autostart, { recursive: true });
    writeFileSync(file, entry);
  } else if (textOf(file).includes(data)) rmSync(file);
}

/** An AppImage runs from a place that is gone with it: its own file is what starts again. */
function executable(): string[] {
  if (!app.isPackaged) return [process.execPath, app.getAppPath()];
  return [process.env.APPIMAGE ?? process.execPath];
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
