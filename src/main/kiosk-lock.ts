/**
 * What keeps a guest inside the kiosk's window. The page has its own half (renderer/kiosk/lock-page.ts); what only the
 * operating system can hold (Ctrl+Alt+Del, the Windows key, Alt+Tab, virtual terminals) is in the README.
 */
import { app, type BrowserWindow, powerSaveBlocker, screen, type WebContents } from 'electron';
import type { Log } from './log.ts';

/** Keys that a scanner types or that move the focus, by W3C UI Events `code`; '' is one that an input method hides. */
const LET_THROUGH =
  /^(|Unidentified|Key[A-Z]|Digit\d|Numpad\w+|Intl\w+|Lang\d|Minus|Equal|Bracket(Left|Right)|Backslash|Semicolon|Quote|Backquote|Comma|Period|Slash|Space|Enter|Tab|Shift(Left|Right)|CapsLock|NumLock|Arrow\w+)$/;

/** Another window that came to the front is given so long before the scanner's keys are taken back. */
const FOCUS_AGAIN_MS = 500;

/**
 * Locks a kiosk's window until it is destroyed: no key leads out, it cannot be closed, minimised, zoomed or covered, and
 * the screen stays on. The app may still quit: an update, a shutdown of the computer, SIGTERM.
 */
export function lockKiosk(window: BrowserWindow, log: Log): void {
  holdKeys(window.webContents);
  holdZoom(window.webContents);
  holdOpen(window, log);
  holdInFront(window);
  const blocker = powerSaveBlocker.start('prevent-display-sleep');
  window.once('closed', () => powerSaveBlocker.stop(blocker));
}

/** Commands (Ctrl, Alt, Meta) and every key that is no character go nowhere: not to the page, Chromium or a menu. */
function holdKeys(contents: WebContents): void {
  const held = new Set<string>();
  contents.on('before-input-event', (event, { type, code, control, alt, meta }) => {
    const isCommand = control || alt || meta || !LET_THROUGH.test(code);
    // A key comes up for those who saw it go down: the scanner's decoder counts both.
    const wasHeld = held.delete(code);
    if (type === 'keyDown' && isCommand) held.add(code);
    if (type === 'keyDown' ? isCommand : wasHeld) event.preventDefault();
  });
}

function holdZoom(contents: WebContents): void {
  const reset = () => {
    contents.setZoomFactor(1);
    void contents.setVisualZoomLevelLimits(1, 1);
  };
  contents.on('dom-ready', reset);
  contents.on('zoom-changed', reset);
}

/** Alt+F4 and the window manager ask a window to close; only the end of the app does. `destroy` does not ask. */
function holdOpen(window: BrowserWindow, log: Log): void {
  let quits = false;
  const onQuit = () => {
    quits = true;
  };
  app.on('before-quit', onQuit);
  window.on('close', (event) => {
    if (quits) return;
    log.warn('refused: to close the kiosk');
    event.preventDefault();
  });
  window.once('closed', () => app.off('before-quit', onQuit));
}

/** Full screen and in front, where the scanner types, whatever a window manager or another program does. */
function holdInFront(window: BrowserWindow): void {
  window.setAlwaysOnTop(true, 'screen-saver');
  const fill = () => {
    window.setBounds(screen.getPrimaryDisplay().bounds);
    window.setKiosk(true);
  };
  const focusAgain = () => {
    if (window.isDestroyed() || window.isFocused()) return;
    window.show();
    window.focus();
  };
  window.on('minimize', () => window.restore());
  window.on('leave-full-screen', fill);
  window.on('blur', () => setTimeout(focusAgain, FOCUS_AGAIN_MS));
  // The screen was turned, or another one plugged in.
  screen.on('display-metrics-changed', fill);
  window.once('closed', () => screen.off('display-metrics-changed', fill));
}
