/** The central server as a person starts it: `npm run server`, on its embedded database. */
import { join } from 'node:path';
import { type Arrivals, ArrivalsSchema } from '../../src/contract/server-contract.ts';
import { type ServiceProcess, startProcess } from '../../tests/services/service-process.ts';
import { projectFolder } from '../built-app.ts';

export interface DemoServer {
  readonly url: string;
  readonly enrolmentCode: string;
  arrivals(): Promise<Arrivals>;
  stop(): Promise<void>;
}

const READY_LIMIT_MS = 120_000;

/** Starts it in an empty folder with this event and list; rejects with its last words when it does not serve. */
export async function startDemoServer(options: {
  readonly folder: string;
  readonly eventFile: string;
  readonly listFile: string;
}): Promise<DemoServer> {
  const { folder, eventFile, listFile } = options;
  const server = startProcess({
    name: 'demo-server',
    command: process.execPath,
    args: [
      join(projectFolder, 'src/server/server.ts'),
      ...['--data', folder, '--port', '0', '--event', eventFile, '--import', listFile],
    ],
  });
  await server.ready(() => said(server, 'enrolment code') !== null, READY_LIMIT_MS);
  const url = required(server, 'server');
  const key = new URL(required(server, 'console')).hash.replace('#key=', '');
  return {
    url,
    enrolmentCode: required(server, 'enrolment code').slice(0, 9),
    async arrivals() {
      const response = await fetch(`${url}/v1/console/arrivals`, {
        headers: { authorization: `Bearer ${key}` },
      });
      return ArrivalsSchema.parse(await response.json());
    },
    stop: () => server.stop(),
  };
}

/** What stands behind `name: ` in the lines that the server prints when it serves. */
function said(server: ServiceProcess, name: string): string | null {
  return new RegExp(`^${name}: (.+)$`, 'm').exec(server.output())?.[1] ?? null;
}

function required(server: ServiceProcess, name: string): string {
  const found = said(server, name);
  if (found === null) throw new Error(`the server did not say its ${name}`);
  return found;
}
