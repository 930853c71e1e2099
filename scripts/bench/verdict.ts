/** From the last key of a scan to the painted verdict, in the real window, with a long list. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { _electron, type Page } from 'playwright-core';
import { z } from 'zod';
import { scan } from '../../tests/services/scanner.ts';
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

/** In milliseconds: key-down to the question to the core, to its answer, to the verdict on the screen. */
const PaintedSchema = z.object({
  verdict: z.string(),
  decode: z.number(),
  core: z.number(),
  paint: z.number(),
});
type Painted = z.infer<typeof PaintedSchema>;

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
    // Before the page's own listeners, which keep a scanner's keys to themselves.
    await app.context().addInitScript(watchScans);
    await page.reload();
    await page.locator('[data-verdict=idle]').waitFor();
    await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
    const times: Painted[] = [];
    for (const code of codes) {
      times.push(await timeScan(page, screen.display, code));
      await pause(BETWEEN_MS);
    }
    return times.slice(WARM_UP);
  } finally {
    await app.close();
  }
}

async function timeScan(page: Page, display: string, code: string): Promise<Painted> {
  await page.evaluate(() => Reflect.get(window, 'expectVerdict')());
  await scan(display, code);
  const painted = await page.evaluate(() => Reflect.get(window, 'expectedVerdict'));
  return PaintedSchema.parse(painted);
}

/** Runs in the page: notes the moments of each scan; `expectedVerdict` waits for one since `expectVerdict`. */
function watchScans(): void {
  const moments = { key: 0, asked: 0, answered: 0 };
  let question = '';
  let onVerdict = (_painted: Painted) => {};
  let isWaiting = false;
  const afterPaint = new MessageChannel();

  window.addEventListener('keydown', ({ timeStamp }) => (moments.key = timeStamp), true);
  window.addEventListener('message', ({ ports: [port] }) => {
    if (port === undefined) return;
    const post = port.postMessage.bind(port);
    port.postMessage = (message: unknown) => {
      const id = /^{"i":("[^"]+"),"p":{"u":"\/scan"/.exec(String(message))?.[1];
      if (id !== undefined) {
        question = id;
        moments.asked = performance.now();
      }
      post(message);
    };
    port.addEventListener('message', ({ data }) => {
      if (question === '' || !String(data).startsWith(`{"i":${question}`)) return;
      question = '';
      moments.answered = performance.now();
      isWaiting = true;
    });
  });
  afterPaint.port1.onmessage = () => {
    const { key, asked, answered } = moments;
    const verdict = document.querySelector('.verdict')?.getAttribute('data-verdict') ?? '';
    onVerdict({ verdict, decode: asked - key, core: answered - asked, paint: performance.now() - answered });
  };
  // What happens to the verdict after its first change, such as the badge's progress, is not waited for.
  new MutationObserver((changes) => {
    const isVerdict = changes.some(({ target, addedNodes }) =>
      [target, ...addedNodes].some((node) =>
        (node instanceof Element ? node : node.parentElement)?.closest('.verdict'),
      ),
    );
    if (!isVerdict || !isWaiting) return;
    isWaiting = false;
    requestAnimationFrame(() => afterPaint.port2.postMessage(null));
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  Reflect.set(window, 'expectVerdict', () => {
    const painted = new Promise<Painted>((resolve) => (onVerdict = resolve));
    Reflect.set(window, 'expectedVerdict', painted);
  });
}
