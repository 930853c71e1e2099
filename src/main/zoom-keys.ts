import type { BrowserWindow, Input } from 'electron';

/** As browsers do: each level is a fifth larger. Three below are half the size, four above are twice. */
const SMALLEST = -3;
const LARGEST = 4;

/** Ctrl (Command on a Mac) with +, - and 0 makes everything larger, smaller, or as it was; it is kept for the next start. */
export function addZoomKeys({ webContents }: BrowserWindow): void {
  webContents.on('before-input-event', (event, input) => {
    const level = zoomLevel(input, webContents.getZoomLevel());
    if (level === null) return;
    event.preventDefault();
    webContents.setZoomLevel(level);
  });
}

/** The level that this key asks for; null when it asks for none. */
export function zoomLevel(
  { type, key, control, meta, alt }: Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt'>,
  level: number,
): number | null {
  if (type !== 'keyDown' || alt || !(control || meta)) return null;
  if (key === '0') return 0;
  if (key === '+' || key === '=') return Math.min(level + 1, LARGEST);
  return key === '-' ? Math.max(level - 1, SMALLEST) : null;
}
