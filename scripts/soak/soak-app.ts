/** The real app with a camera on a screen of its own, and a core that tells what its memory holds. */
import { existsSync, readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { z } from 'zod';
import { filmingCamera, type Scene } from '../../tests/services/fake-camera.ts';
import { waitFor } from '../../tests/services/service-process.ts';
import { startXvfb } from '../../tests/services/xvfb.ts';
import { ensureBuilt, projectFolder } from '../built-app.ts';
import { electronRuntime, electronSwitches } from '../electron-runtime.ts';

export interface SoakApp extends AsyncDisposable {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly display: string;
  /** The process id of the core. */
  corePid(): number;
  /** What the objects of the core take after a collection, in bytes; null where the core is no Node of its own. */
  coreHeap(): Promise<number | null>;
  /** Warnings of Node, such as of listeners that leak, in whatever process. */
  warnings(): readonly string[];
}

/** Run in the core before its own code: a signal has it collect, and write down what is left. */
const TELL_HEAP = `
const { writeFileSync, renameSync } = require('node:fs');
process.on('SIGUSR2', () => {
  globalThis.gc();
  const file = process.env.SOAK_HEAP_FILE;
  writeFileSync(file + '.new', String(process.memoryUsage().heapUsed));
  renameSync(file + '.new', file);
});
`;

export async function startSoakApp(folder: string, film: readonly Scene[]): Promise<SoakApp> {
  ensureBuilt();
  const screen = await startXvfb({ width: 1400, height: 900, windowManager: true });
  const runtime = await electronRuntime();
  const heapFile = join(folder, 'core-heap');
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: [
      ...electronSwitches(runtime),
      ...(await filmingCamera(film, folder)),
      ...[projectFolder, `--data=${folder}`, '--lang=en'],
    ],
    env: {
      ...process.env,
      ...{ DISPLAY: screen.display, XDG_CONFIG_HOME: join(folder, 'config') },
      ...{ YANQI_NODE: await nodeThatTells(folder), SOAK_HEAP_FILE: heapFile },
    },
    cwd: projectFolder,
  });
  const warnings: string[] = [];
  electron.process().stderr?.on('data', (chunk) => {
    warnings.push(...String(chunk).split('\n').filter(isWarning));
  });
  const page = await electron.firstWindow();
  await page.waitForURL(/\.html/);
  const corePid = () => lastCorePid(folder);
  return {
    ...{ electron, page, display: screen.display, corePid },
    async coreHeap() {
      if (runtime.official) return null;
      const before = existsSync(heapFile) ? readFileSync(heapFile, 'utf8') : '';
      process.kill(corePid(), 'SIGUSR2');
      const read = () => (existsSync(heapFile) ? readFileSync(heapFile, 'utf8') : '');
      await waitFor('the core to tell its memory', () => read() !== before);
      return Number(read());
    },
    warnings: () => [...warnings, ...logged(folder)],
    async [Symbol.asyncDispose]() {
      await electron.close();
      await screen.stop();
    },
  };
}

/** A Node for the core that collects when it is told to. */
async function nodeThatTells(folder: string): Promise<string> {
  const first = join(folder, 'tell-heap.cjs');
  const node = join(folder, 'node');
  await writeFile(first, TELL_HEAP);
  const real = join(projectFolder, 'node_modules/node/bin/node');
  await writeFile(node, `#!/bin/sh\nexec '${real}' --expose-gc -r '${first}' "$@"\n`);
  await chmod(node, 0o755);
  return node;
}

const LogLineSchema = z.looseObject({ msg: z.string(), core: z.number().optional() });

function logLines(folder: string, file: string): z.infer<typeof LogLineSchema>[] {
  const text = readFileSync(join(folder, file), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => LogLineSchema.parse(JSON.parse(line)));
}

function lastCorePid(folder: string): number {
  const started = logLines(folder, 'shell.log').filter(({ msg }) => msg === 'core started');
  const pid = started.at(-1)?.core;
  if (pid === undefined) throw new Error('the shell did not say which process the core is');
  return pid;
}

function isWarning(line: string): boolean {
  return /MaxListenersExceeded|memory leak/.test(line);
}

/** What the core says on its own output goes into the logs. */
function logged(folder: string): string[] {
  return ['shell.log', 'station.log'].flatMap((file) =>
    readFileSync(join(folder, file), 'utf8').split('\n').filter(isWarning),
  );
}
