import { BrowserWindow, screen } from 'electron';
import type { Role } from '../contract/sync.ts';
import { GUARDED_PREFERENCES } from './guards.ts';
import { lockKiosk } from './kiosk-lock.ts';
import type { Log } from './log.ts';
import { addZoomKeys } from './zoom-keys.ts';

/** Opens the window of a desk or a kiosk at a page; it shows itself once it is painted. */
export function openStationWindow(
  kind: Role,
  options: { readonly page: string; readonly preload: string; readonly devTools: boolean; readonly log: Log },
) {
  const isKiosk = kind === 'kiosk';
  const window = new BrowserWindow({
    ...(isKiosk ? kioskFrame() : { width: 1280, height: 800, minWidth: 1024, minHeight: 600 }),
    title: 'Yanqi Desk',
    show: false,
    webPreferences: {
      ...GUARDED_PREFERENCES,
      preload: options.preload,
      devTools: options.devTools || !isKiosk,
    },
  });
  if (isKiosk) lockKiosk(window, options.log);
  else addZoomKeys(window);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(options.page);
  return window;
}

/** Without a window manager `kiosk` does not resize: the bounds do. */
function kioskFrame() {
  return {
    kiosk: true,
    frame: false,
    minimizable: false,
    maximizable: false,
    ...screen.getPrimaryDisplay().bounds,
  };
}
