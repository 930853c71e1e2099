import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, Menu, protocol, session } from 'electron';
import { failureSentence } from '../contract/failure-sentences.ts';
import { type AppArguments, readArguments } from './arguments.ts';
import { guardContents, guardSession } from './guards.ts';
import { type Log, openLog } from './log.ts';
import { registerPages, servePages } from './pages.ts';
import { startShell } from './shell.ts';

function main(): void {
  const appArguments = readArguments(process.argv);
  const folder = prepareFolder(appArguments.data ?? join(app.getPath('userData'), 'station'));
  // Chromium's own files, and with them the lock of a single instance, go by the data folder.
  app.setPath('userData', prepareFolder(join(folder, 'window')));
  if (!app.requestSingleInstanceLock()) {
    // The other instance has come to the front.
    app.exit(0);
    return;
  }

  const log = openLog(folder);
  logProcesses(log);
  registerPages();
  Menu.setApplicationMenu(null);
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(() => open(folder, appArguments, log));
}

function open(folder: string, appArguments: AppArguments, log: Log): void {
  const devServer = developmentServer();
  log.info('shell started', { folder, version: app.getVersion(), electron: process.versions.electron });
  app.on('web-contents-created', (_event, contents) => guardContents(contents, { devServer, log }));
  guardSession(session.defaultSession, { devServer, log });
  servePages(protocol, { root: join(app.getAppPath(), 'out/renderer'), logFolder: folder, log });
  startShell({ folder, arguments: appArguments, devServer, log });
}

/** Set by `electron-vite dev`; a packaged app takes its own pages, whatever its environment says. */
function developmentServer(): URL | null {
  const address = process.env.ELECTRON_RENDERER_URL;
  return app.isPackaged || address === undefined ? null : new URL(address);
}

/** Makes the folder if need be; gives its one true path, so that two names of a folder are one station. */
function prepareFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return realpathSync(folder);
  } catch (cause) {
    throw new UnusableFolder(folder, { cause });
  }
}

class UnusableFolder extends Error {
  readonly folder: string;
  constructor(folder: string, options: ErrorOptions) {
    super(`The data folder ${folder} cannot be used`, options);
    this.folder = folder;
  }
}

/** Every process that dies or errs leaves a line. Main goes on after an error: it holds no data of the station. */
function logProcesses(log: Log): void {
  process.on('uncaughtException', (error) => log.fatal('uncaught error', { err: error }));
  process.on('unhandledRejection', (reason) => log.fatal('unhandled rejection', { err: reason }));
  app.on('child-process-gone', (_event, details) =>
    log.error('a process of Electron is gone', { ...details }),
  );
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  dialog.showErrorBox('Yanqi Desk', explain(error));
  app.exit(1);
}

function explain(error: unknown): string {
  if (!(error instanceof UnusableFolder)) return String(error);
  const failure = { code: 'data-folder-unusable' as const, details: { folder: error.folder } };
  return `${failureSentence(failure, 'zh')}\n${failureSentence(failure, 'en')}`;
}
