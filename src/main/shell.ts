import { join } from 'node:path';
import { app, type BrowserWindow, type Event } from 'electron';
import type { Role } from '../contract/sync.ts';
import type { AppArguments } from './arguments.ts';
import { startAtLogin } from './autostart.ts';
import { type Connection, startCoreProcess } from './core-process/core-process.ts';
import { startHost } from './core-process/start-host.ts';
import { openKeyring } from './keyring.ts';
import { lastRole } from './last-role.ts';
import type { Log } from './log.ts';
import { pageAddress } from './pages.ts';
import { restartLimit } from './restart-limit.ts';
import { openStationWindow } from './station-window.ts';
import { STOPPED_PAGE } from './stopped-page.ts';

interface Shown {
  readonly kind: Role;
  readonly window: BrowserWindow;
  connection: Connection | null;
}

/** Starts the core and shows the one window of this station; the app must be ready. */
export function startShell(options: {
  readonly folder: string;
  readonly arguments: AppArguments;
  readonly devServer: URL | null;
  readonly log: Log;
}): void {
  const { log } = options;
  const before = lastRole(options.folder, log);
  let shown: Shown | null = null;
  let asked = options.arguments.window;
  let quits = false;
  app.once('before-quit', () => {
    quits = true;
  });
  const core = startCoreProcess({
    startHost: (listener) => startHost(app.getAppPath(), listener),
    folder: options.folder,
    keyring: openKeyring(log),
    log,
    listener: {
      ready(role) {
        if (role === null) show(shown?.kind ?? before.read() ?? 'desk');
        else become(role);
        if (shown) connect(shown);
      },
      role(role) {
        // Staff left the kiosk, or set the station up anew: what the command line asked for is over.
        asked = null;
        become(role);
      },
      gaveUp() {
        show(shown?.kind ?? 'desk');
        void shown?.window.loadURL(STOPPED_PAGE);
      },
      mayGiveUp: () => shown?.kind !== 'kiosk',
    },
  });

  // A kiosk covers the desktop at once, and stands however the core starts.
  if (before.read() === 'kiosk') show('kiosk');

  /** Does what the role of the station wants; an entry at login is taken away from a station that had one only. */
  function become(role: Role): void {
    const changes = role === 'kiosk' || before.read() === 'kiosk';
    if (changes && options.devServer === null) startAtLogin(role === 'kiosk', options);
    before.keep(role);
    show(role);
  }

  /** Opens the window that the role wants, in the place of one of another kind. */
  function show(role: Role): void {
    const kind = asked ?? role;
    if (shown?.kind === kind) return;
    const previous = shown;
    shown = open(kind);
    // A kiosk lets nobody close it.
    previous?.window.destroy();
  }

  function open(kind: Role): Shown {
    const window = openStationWindow(kind, {
      page: page(kind),
      preload: join(app.getAppPath(), 'out/preload/preload.cjs'),
      devTools: options.devServer !== null,
      log,
    });
    const opened: Shown = { kind, window, connection: null };
    const crashes = restartLimit(() => kind !== 'kiosk');
    window.webContents.on('dom-ready', () => connect(opened));
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      log.error('the page of a window died', { kind, reason, exitCode });
      const delay = crashes.delayAfterDeath(Date.now());
      if (delay !== null) setTimeout(reload, delay, opened);
    });
    window.on('unresponsive', () => {
      log.error('a window does not answer', { kind });
      // At a desk a person sees it; at a kiosk it dies, and is loaded again.
      if (kind === 'kiosk') window.webContents.forcefullyCrashRenderer();
    });
    window.on('closed', () => {
      opened.connection?.close();
      if (shown !== opened) return;
      shown = null;
      if (kind !== 'kiosk' || quits) return;
      // By `window.close()` a page closes its window, and nobody is asked.
      log.error('the page of a kiosk closed its window');
      show('kiosk');
    });
    return opened;
  }

  function reload({ kind, window }: Shown): void {
    if (!window.isDestroyed()) void window.loadURL(page(kind));
  }

  function page(kind: Role): string {
    const { lang } = options.arguments;
    return pageAddress(`${kind}.html${lang === null ? '' : `?lang=${lang}`}`, options.devServer);
  }

  /** Gives the page that a window holds now a line to the core that runs now. */
  function connect(target: Shown): void {
    target.connection?.close();
    target.connection = core.connect(target.kind);
    if (target.connection === null) return;
    target.window.webContents.postMessage('core-port', target.kind, [target.connection.port]);
  }

  app.on('second-instance', () => {
    if (shown?.window.isMinimized()) shown.window.restore();
    shown?.window.focus();
  });
  stopBeforeQuit(() => core.stop());
}

/** Holds the end of the app back until `stop` is done; the windows are closed by then. */
function stopBeforeQuit(stop: () => Promise<void>): void {
  let stopping = false;
  app.on('will-quit', (event: Event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    // Not app.quit(): while this event still runs, it would be taken for the quit that was just prevented.
    void stop().then(() => app.exit(0));
  });
}
