/** A real station process behind a line of its own, which can be cut or led to another server. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openStation } from '../../../src/core/station/open-station.ts';
import type { Station } from '../../../src/core/station/station.ts';
import { type CuttableProxy, startProxy } from '../../services/cuttable-proxy.ts';
import { type Child, startNode } from '../sync/child-process.ts';
import type { VenueServer } from './venue-server.ts';

export interface VenueDesk extends AsyncDisposable {
  readonly folder: string;
  readonly line: CuttableProxy;
  /** Starts a process that works until it is killed. */
  start(seed: number): Promise<void>;
  /** Ends it as `kill -9` does, and starts another; null while one is just starting. */
  killAndStart(seed: number): Promise<void> | null;
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
  /** The ids of all ops that a person was told were done. */
  acknowledged(): string[];
}

export async function enrolDesk(name: string, server: VenueServer, guests: number): Promise<VenueDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-venue-desk-'));
  const line = await startProxy(server.url);
  await atStation(folder, async (station) => {
    const enrolled = await station.enrol(line.url, await server.enrolmentCode(name));
    if (!enrolled.ok) throw new Error(enrolled.failure.code);
    const synced = await station.sync();
    if (!synced.ok) throw new Error(synced.failure.code);
  });
  let child: Child | null = null;
  let output = '';
  let starting = false;

  async function start(seed: number): Promise<void> {
    child = startNode(['tests/integration/venue/desk-process.ts', folder, String(seed), String(guests)]);
    await child.said('open');
  }

  async function kill(): Promise<void> {
    await child?.kill();
    output += child?.output() ?? '';
    child = null;
  }

  async function killThenStart(seed: number): Promise<void> {
    await kill();
    await start(seed);
    starting = false;
  }

  return {
    folder,
    line,
    start,
    killAndStart(seed) {
      if (starting) return null;
      starting = true;
      return killThenStart(seed);
    },
    kill,
    acknowledged: () => [...output.matchAll(/^op (\S+)\n/gm)].map(([, id = '']) => id),
    async [Symbol.asyncDispose]() {
      await child?.kill();
      await line[Symbol.asyncDispose]();
    },
  };
}

/** Opens a station that no process has open, to ask it something. */
export async function atStation<Value>(
  folder: string,
  work: (station: Station) => Promise<Value>,
): Promise<Value> {
  const opened = openStation({ folder, background: false, log: pino({ level: 'silent' }) });
  if (!opened.ok) throw new Error(opened.failure.code);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}
