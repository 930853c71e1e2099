/** How much the three processes hold at one moment, after each has collected what it does not need. */
import { readFileSync } from 'node:fs';
import type { CDPSession } from 'playwright-core';
import type { SoakApp } from './soak-app.ts';

const MIB = 1024 * 1024;

/** Memory in MiB; the rest are counts of the window. */
export interface Levels {
  readonly mainMemory: number;
  readonly mainHeap: number;
  readonly windowMemory: number;
  readonly windowHeap: number;
  readonly coreMemory: number;
  readonly coreHeap: number | null;
  readonly nodes: number;
  readonly listeners: number;
}

export async function levelsOf(app: SoakApp, devTools: CDPSession): Promise<Levels> {
  for (let time = 0; time < 3; time += 1) await devTools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devTools.send('Performance.getMetrics');
  const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  const { usedSize } = await devTools.send('Runtime.getHeapUsage');
  const coreHeap = await app.coreHeap();
  const main = await mainHeap(app);
  const windowPid = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  return {
    mainMemory: residentMib(app.electron.process().pid),
    mainHeap: main / MIB,
    windowMemory: residentMib(windowPid),
    windowHeap: usedSize / MIB,
    coreMemory: residentMib(app.corePid()),
    coreHeap: coreHeap === null ? null : coreHeap / MIB,
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
  };
}

/** The main process has no signal for it: its own modules are asked. */
function mainHeap({ electron }: SoakApp): Promise<number> {
  return electron.evaluate(() => {
    process.mainModule?.require('node:v8').setFlagsFromString('--expose-gc');
    process.mainModule?.require('node:vm').runInNewContext('gc')();
    return process.memoryUsage().heapUsed;
  });
}

function residentMib(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return Number(kilobytes) / 1024;
}
