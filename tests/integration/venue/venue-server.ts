/** A real server process on a PostgreSQL that others share, killed and started again at the same port. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../services/service-process.ts';
import { type Child, startNode } from '../sync/child-process.ts';

export interface VenueServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Ends it without warning and starts it again; null while that is under way. */
  killAndStart(): Promise<void> | null;
  /** Asks the console for a code with which one station enrols. */
  enrolmentCode(name: string): Promise<string>;
  importList(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<Response>;
}

export async function startVenueServer(databaseUrl: string, args: readonly string[]): Promise<VenueServer> {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-venue-server-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const place = ['--data', folder, '--database-url', databaseUrl, '--port', String(port)];
  let child = await start(args);
  let starting = false;
  const key = /#key=(\S+)/.exec(child.output())?.[1] ?? '';

  async function start(more: readonly string[]): Promise<Child> {
    const server = startNode(['src/server/server.ts', ...place, ...more]);
    await server.said('enrolment code:');
    return server;
  }

  async function killThenStart(): Promise<void> {
    await child.kill();
    child = await start([]);
    starting = false;
  }

  return {
    url,
    port,
    killAndStart() {
      if (starting) return null;
      starting = true;
      return killThenStart();
    },
    async enrolmentCode(name) {
      const response = await fetch(`${url}/v1/console/enrolment-codes`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name, role: 'desk', address: url }),
      });
      const { code } = await response.json();
      return String(code);
    },
    importList({ name, bytes }) {
      const form = new FormData();
      form.set('file', new File([new Uint8Array(bytes)], name));
      form.set('dryRun', 'false');
      return fetch(`${url}/v1/console/lists`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: form,
      });
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
