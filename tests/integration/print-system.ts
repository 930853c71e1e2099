/** A real print system for the tests of a file, and a new data folder for each of them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { type Cups, startCups } from '../services/cups.ts';

export interface PrintSystem {
  readonly cups: Cups;
  /** Of the test that runs. */
  readonly folder: string;
  /** A name that no queue has had. */
  newQueueName(): string;
  /** A new queue to a printer, by its name. */
  addQueue(printer: { readonly address: string }): Promise<string>;
}

/** Call it once at the top of a file: the stations of its tests find the print system by their environment. */
export function printSystemForTests(): PrintSystem {
  let cups: Cups | undefined;
  let folder = '';
  let queues = 0;

  // Each waits for a real print system several times.
  vi.setConfig({ testTimeout: 300_000 });
  beforeAll(async () => {
    cups = await startCups();
    vi.stubEnv('CUPS_SERVER', cups.server);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await cups?.stop();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yanqi-print-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function running(): Cups {
    if (cups === undefined) throw new Error('the print system does not run yet');
    return cups;
  }

  function newQueueName(): string {
    queues += 1;
    return `badges-${queues}`;
  }

  return {
    get cups() {
      return running();
    },
    get folder() {
      return folder;
    },
    newQueueName,
    async addQueue({ address }) {
      const name = newQueueName();
      await running().addIppQueue(name, address);
      return name;
    },
  };
}
