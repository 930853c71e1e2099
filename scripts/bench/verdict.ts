/** From the last key of a scan to the painted verdict, in the real window, with a long list. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { _electron } from 'playwright-core';
import { type Painted, watchedScan, watchScans } from '../../tests/e2e/watched-scans.ts';
import { startXvfb } from '../../tests/services/xvfb.ts';
import { type Figure, median } from '../bench-figure.ts';
import { ensureBuilt, projectFolder } from '../built-app.ts';
import { electronRuntime, electronSwitches } from '../electron-runtime.ts';
import { seedLongList } from '../long-list.ts';

const GUESTS = 100_000;
const WARM_UP = 10;
const SCANS = 100;
const BETWEEN_MS = 200;

export const name = 'verdict';
export const describe = `from the key-down of a scan's last character to its painted verdict, of ${GUESTS.toLocaleString('en')} registrations`;

export async function run(): Promise<readonly Figure[]> {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-bench-'));
  try {
    const codes = await seedLongList(folder, GUESTS);
    const timed = await timeScans(folder, everyNth(codes, WARM_UP + SCANS));
    const times = timed.filter(({ verdict }) => verdict === 'admit');
    const whole = times.map(({ decode, core, paint }) => decode + core + paint);
    return [
      ...figures('all of it', whole),
      ...(['decode', 'core', 'paint'] as const).flatMap((part) =>
        figures(
          part,
          times.map((scanned) => scanned[part]),
        ),
      ),
      {
        what: 'frames, 95 of 100 within',
        value: percentile95(times.map(({ frames }) => frames)),
        unit: 'frames',
      },
      { what: 'not read whole, and so not counted', value: timed.length - times.length, unit: `of ${SCANS}` },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figures(what: string, values: readonly number[]): Figure[] {
  return [
    { what: `${what}, the middle one`, value: median(values), unit: 'ms' },
    { what: `${what}, 95 of 100 within`, value: percentile95(values), unit: 'ms' },
  ];
}

function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}

/** So many of them, from all over the list. */
function everyNth(codes: readonly string[], count: number): string[] {
  const step = Math.floor(codes.length / count);
  return Array.from({ length: count }, (_, place) => codes[place * step] ?? '');
}

async function timeScans(folder: string, codes: readonly string[]): Promise<readonly Painted[]> {
  await using screen = await startXvfb({ width: 1400, height: 900, windowManager: true });
  const runtime = await electronRuntime();
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...electronSwitches(runtime), projectFolder, `--data=${folder}`, '--lang=en'],
    env: { ...process.env, DISPLAY: screen.display },
    cwd: projectFolder,
  });
  try {
    const page = await app.firstWindow();
    await page.waitForURL(/\.html/);
    await watchScans(page);
    const times: Painted[] = [];
    for (const code of codes) {
      times.push(await watchedScan(page, screen.display, code));
      await pause(BETWEEN_MS);
    }
    return times.slice(WARM_UP);
  } finally {
    await app.close();
  }
}
