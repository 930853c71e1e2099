/**
 * All that keeps a window in its place. Each guard names the item of Electron's security checklist that it follows
 * (electronjs.org/docs/latest/tutorial/security); fuses (item 19) are in electron-builder.yml. There is no item 17
 * (validate the sender of IPC messages): main listens to no message of a window.
 */
import { isAbsolute, relative, resolve } from 'node:path';
import type { Session, WebContents, WebPreferences } from 'electron';
import type { Log } from './log.ts';

/** Item 18: pages come by a protocol of their own, not from file://. */
export const PAGES_SCHEME = 'app';
export const PAGES_HOST = 'yanqi';
export const PAGES_ORIGIN = `${PAGES_SCHEME}://${PAGES_HOST}`;

/** Items 2, 3, 4, 6, 8, 9, 10: a window is sandboxed and isolated, and none of the web's safety is off. */
export const GUARDED_PREFERENCES: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // Chromium would fetch dictionaries from the internet.
  spellcheck: false,
};

/**
 * Item 7. `wasm-unsafe-eval` is for the QR decoder; the nonce, new with each load, for the style elements that
 * react-aria adds.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Item 18: the file under `root` that a page address means; null when it lies outside, or is no address of ours. */
export function pageFile(root: string, address: string): string | null {
  const url = new URL(address);
  if (url.host !== PAGES_HOST) return null;
  const path = decoded(url.pathname);
  if (path === null || /[\0\\]/.test(path)) return null;
  const file = resolve(root, `.${path}`);
  const inside = relative(root, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

interface GuardOptions {
  /** The server of `electron-vite dev`, which serves the pages in development; else null. */
  readonly devServer: URL | null;
  readonly log: Log;
}

/** Items 1, 5: a session reaches nothing but our own pages, and may use nothing but the camera. */
export function guardSession(session: Session, { devServer, log }: GuardOptions): void {
  session.webRequest.onBeforeRequest((request, callback) => {
    const allowed = isLocal(request.url, devServer);
    if (!allowed) log.warn('refused: remote content', { url: request.url });
    callback({ cancel: !allowed });
  });
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const onlyCamera = permission === 'media' && kinds.length > 0 && kinds.every((kind) => kind === 'video');
    const allowed = onlyCamera && isOwnPage(details.requestingUrl, devServer);
    if (!allowed) log.warn('refused: permission', { permission, kinds, url: details.requestingUrl });
    callback(allowed);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === 'media' && details.mediaType === 'video' && isOwnPage(origin, devServer),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Items 11, 12, 13, 14: a page leads nowhere else than to itself, opens no window and holds no web view. */
export function guardContents(contents: WebContents, { log }: GuardOptions): void {
  // Comes before `will-navigate`, and for frames inside the page too.
  contents.on('will-frame-navigate', (event) => {
    // A page of which a screen failed loads itself again.
    if (event.isMainFrame && event.url === contents.getURL()) return;
    log.warn('refused: navigation', { url: event.url });
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    log.warn('refused: redirection', { url: event.url });
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    log.warn('refused: web view');
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('refused: new window', { url });
    return { action: 'deny' };
  });
}

/** What is made on this computer: our pages, and what a page makes itself. */
function isLocal(address: string, devServer: URL | null): boolean {
  const { protocol } = new URL(address);
  if (protocol === 'blob:' || protocol === 'data:') return true;
  if (protocol === 'devtools:') return devServer !== null;
  return isOwnPage(address, devServer);
}

function isOwnPage(address: string, devServer: URL | null): boolean {
  const { protocol, host } = new URL(address);
  if (protocol === `${PAGES_SCHEME}:`) return host === PAGES_HOST;
  return devServer !== null && host === devServer.host && /^(http|ws):$/.test(protocol);
}
