/** A computer that answers as Windows does, as far as the print adapter asks it: see fake-powershell.ts. */
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { WindowsPrograms } from '../../src/core/print/windows-adapter.ts';
import { readState, type WindowsState, writeState } from './fake-powershell.ts';

export interface FakeWindows {
  readonly programs: WindowsPrograms;
  state(): WindowsState;
  change(change: Partial<WindowsState>): void;
  /** The documents that came out, oldest first. */
  paper(): Promise<string[]>;
}

/** The queues are those of tests/fixtures/windows/queues.json. */
export async function fakeWindows(folder: string): Promise<FakeWindows> {
  await mkdir(folder, { recursive: true });
  const recorded = await readFile(join(import.meta.dirname, '../fixtures/windows/queues.json'), 'utf8');
  writeState(folder, {
    queues: z.array(z.looseObject({ name: z.string(), keepsJobs: z.boolean() })).parse(JSON.parse(recorded)),
    jobs: [],
    newJobs: 'Printed, Retained',
    mayManage: true,
    sumatra: { exitCode: 0, handsOver: true },
    spooler: 'runs',
    stopped: [],
  });
  return {
    programs: { powershell: await program('powershell'), sumatra: await program('sumatra') },
    state: () => readState(folder),
    change: (change) => writeState(folder, { ...readState(folder), ...change }),
    async paper() {
      const files = await readdir(join(folder, 'paper')).catch(() => []);
      return files.map((file) => join(folder, 'paper', file));
    },
  };

  async function program(name: 'powershell' | 'sumatra'): Promise<string> {
    const file = join(folder, name);
    const code = join(import.meta.dirname, 'fake-powershell.ts');
    await writeFile(file, `#!/bin/sh\nexec "${process.execPath}" "${code}" ${name} "${folder}" "$@"\n`);
    await chmod(file, 0o755);
    return file;
  }
}
