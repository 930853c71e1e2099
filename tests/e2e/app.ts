/** The real app for a test: built, started on a data folder and a screen of its own, and closed with the test. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { ensureBuilt, projectFolder } from '../../scripts/built-app.ts';
import { electronRuntime, electronSwitches } from '../../scripts/electron-runtime.ts';
import { waitFor } from '../services/service-process.ts';
import { type Screen, startXvfb } from '../services/xvfb.ts';

const CLOSE_LIMIT_MS = 15_000;

export interface AppOptions {
  /** The data folder; else a new and empty one. */
  readonly folder?: string;
  /** Arguments of the app and switches of Chromium: `--window=kiosk`, a fake camera. */
  readonly arguments?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningApp {
  readonly electron: ElectronApplication;
  /** The first window. */
  readonly page: Page;
  readonly folder: string;
  /** The DISPLAY of its window: what scans are typed into. */
  readonly display: string;
  shellLog(): LogLine[];
  coreLog(): LogLine[];
  /** Closes the app as a person would; the end of the test does it as well. */
  close(): Promise<void>;
}

/** A line of shell.log or station.log, with the facts that tests look at. */
const LogLineSchema = z.looseObject({ level: z.number(), msg: z.string(), pid: z.number() });
export type LogLine = z.infer<typeof LogLineSchema>;

let screen: Promise<Screen> | undefined;
let runtime: ReturnType<typeof electronRuntime> | undefined;

/** One screen for all tests of a file; it ends with the process of the test. */
export function testScreen(): Promise<Screen> {
  screen ??= startXvfb({ width: 1400, height: 900, windowManager: true });
  return screen;
}

/** A new folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-e2e-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What it takes to start the app by other means than Playwright. */
export async function appCommand(
  folder: string,
  { arguments: more = [], env = {} }: AppOptions = {},
): Promise<{ executable: string; args: string[]; env: Record<string, string> }> {
  if (runtime === undefined) ensureBuilt();
  runtime ??= electronRuntime();
  const electron = await runtime;
  const { display } = await testScreen();
  return {
    executable: electron.executable,
    args: [...electronSwitches(electron), projectFolder, `--data=${folder}`, '--lang=en', ...more],
    // A kiosk starts at login: not at that of the person who runs the tests.
    env: { ...environment(), XDG_CONFIG_HOME: join(folder, 'config'), ...env, DISPLAY: display },
  };
}

/** Starts the app; it is closed when the test ends, and a failed test leaves pictures and logs in test-results/e2e. */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const folder = options.folder ?? temporaryFolder();
  const { executable, args, env } = await appCommand(folder, options);
  const electron = await _electron.launch({ executablePath: executable, args, env, cwd: projectFolder });
  const printed: string[] = [];
  const shell = electron.process();
  for (const stream of [shell.stdout, shell.stderr])
    stream?.on('data', (chunk) => printed.push(String(chunk)));
  electron.on('window', (page) => keepConsole(page, printed));

  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= closeApp(electron, shell);
    return closing;
  };
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await keepTraces(task.name, electron, folder, printed);
    await close();
  });
  const page = await electron.firstWindow();
  keepConsole(page, printed);
  // A window is there before its page is, and gets the keys of a scanner last.
  await page.waitForURL(/\.html/);
  await waitFor('the window to be in front', () => isInFront(electron));
  return {
    electron,
    page,
    folder,
    display: env.DISPLAY ?? '',
    shellLog: () => readLog(join(folder, 'shell.log')),
    coreLog: () => readLog(join(folder, 'station.log')),
    close,
  };
}

/** Asked of the window itself: Playwright has a page believe that it is always in front. */
function isInFront(electron: ElectronApplication): Promise<boolean> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null);
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries(entries);
}

function keepConsole(page: Page, printed: string[]): void {
  page.on('console', (message) => printed.push(`[${message.type()}] ${message.text()}\n`));
  page.on('pageerror', (error) => printed.push(`[error] ${error.stack}\n`));
}

async function closeApp(electron: ElectronApplication, shell: ChildProcess): Promise<void> {
  if (shell.exitCode !== null || shell.signalCode !== null) return;
  const hung = setTimeout(() => shell.kill('SIGKILL'), CLOSE_LIMIT_MS);
  await electron.close();
  clearTimeout(hung);
  if (shell.signalCode === 'SIGKILL') throw new Error(`the app did not close within ${CLOSE_LIMIT_MS} ms`);
}

/** The lines of a log; none while it does not exist. */
export function readLog(file: string): LogLine[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => LogLineSchema.parse(JSON.parse(line)));
}

async function keepTraces(
  test: string,
  electron: ElectronApplication,
  folder: string,
  printed: readonly string[],
): Promise<void> {
  const traces = join(projectFolder, 'test-results/e2e', test.replaceAll(/\W+/g, '-'));
  mkdirSync(traces, { recursive: true });
  writeFileSync(join(traces, 'printed.log'), printed.join(''));
  for (const log of ['shell.log', 'station.log']) {
    const file = join(folder, log);
    if (existsSync(file)) writeFileSync(join(traces, log), readFileSync(file));
  }
  for (const [index, page] of electron.windows().entries()) {
    const picture = join(traces, `window-${index + 1}.png`);
    await page.screenshot({ path: picture, timeout: 5_000 }).catch((cause) => {
      writeFileSync(`${picture}.txt`, `no picture could be taken: ${cause}`);
    });
  }
}
