import { readFileSync } from 'node:fs';
import type { Env, Hono } from 'hono';

const FILES = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/console.css': { file: 'console.css', type: 'text/css; charset=utf-8' },
  '/console.js': { file: 'console.js', type: 'text/javascript; charset=utf-8' },
  '/enrol.js': { file: 'enrol.js', type: 'text/javascript; charset=utf-8' },
  '/event-stream.js': { file: 'event-stream.js', type: 'text/javascript; charset=utf-8' },
};

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** Serves the console page: fixed files, read once, none of them secret. */
export function addConsolePage<Any extends Env>(app: Hono<Any>): void {
  for (const [path, { file, type }] of Object.entries(FILES)) {
    const body = readFileSync(new URL(`./console-page/${file}`, import.meta.url), 'utf8');
    app.get(path, (context) => context.body(body, 200, { ...HEADERS, 'content-type': type }));
  }
}
