import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type Protocol, protocol } from 'electron';
import { contentSecurityPolicy, PAGES_ORIGIN, PAGES_SCHEME, pageFile } from './guards.ts';
import type { Log } from './log.ts';
import { STOPPED_PAGE, stoppedPage } from './stopped-page.ts';

/** The build writes this into each page where the nonce of its load belongs (electron.vite.config.ts). */
const NONCE_PLACEHOLDER = 'CSP-NONCE';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
};

/** Call it before the app is ready. `standard` and `secure` give the pages an origin and the camera. */
export function registerPages(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: PAGES_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ]);
}

/** Serves the built pages in `root` at app://yanqi/, each with its policy. `logFolder` is named on the stopped page. */
export function servePages(
  pages: Protocol,
  { root, logFolder, log }: { readonly root: string; readonly logFolder: string; readonly log: Log },
): void {
  pages.handle(PAGES_SCHEME, async (request) => {
    if (request.url === STOPPED_PAGE) return page(stoppedPage(logFolder));
    const file = request.method === 'GET' ? pageFile(root, request.url) : null;
    const mediaType = file && MEDIA_TYPES[extname(file)];
    if (!file || !mediaType) {
      log.warn('refused: no page of ours', { url: request.url });
      return new Response('Not found', { status: 404, headers: headers('text/plain', nonce()) });
    }
    try {
      if (file.endsWith('.html')) return page(await readFile(file, 'utf8'));
      return new Response(await readFile(file), { headers: headers(mediaType, nonce()) });
    } catch (cause) {
      log.error('a page cannot be read', { err: cause, url: request.url });
      return new Response('Not found', { status: 404, headers: headers('text/plain', nonce()) });
    }
  });
}

/** The address of a page of ours, in development at the server of electron-vite. */
export function pageAddress(name: string, devServer: URL | null): string {
  return devServer === null ? `${PAGES_ORIGIN}/${name}` : new URL(name, devServer).href;
}

function page(html: string): Response {
  const fresh = nonce();
  return new Response(html.replaceAll(NONCE_PLACEHOLDER, fresh), {
    headers: headers('text/html; charset=utf-8', fresh),
  });
}

function nonce(): string {
  return randomBytes(16).toString('base64');
}

function headers(mediaType: string, fresh: string): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-security-policy': contentSecurityPolicy(fresh),
    'x-content-type-options': 'nosniff',
  };
}
