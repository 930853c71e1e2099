/** The real app on a data folder, driven by Playwright. */
import { join } from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { waitFor } from '../../tests/services/service-process.ts';
import { projectFolder } from '../built-app.ts';
import { electronRuntime, electronSwitches } from '../electron-runtime.ts';

/** A cold start on a slow disk takes its time. */
const START_LIMIT_MS = 120_000;

export interface DemoWindow {
  readonly page: Page;
  /** Brings it to the front, where a USB scanner types. */
  focus(): Promise<void>;
  /** Resolves when a person has closed it. */
  closed(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the desk or the kiosk and resolves when its page stands. */
export async function openDemoWindow(options: {
  readonly folder: string;
  readonly display: string;
  readonly kind: 'desk' | 'kiosk';
  /** Switches of Chromium that make the camera. */
  readonly camera: readonly string[];
  /** What the app finds in its environment beside ours. */
  readonly env?: Readonly<Record<string, string>>;
  readonly language: 'zh-CN' | 'en';
}): Promise<DemoWindow> {
  const runtime = await electronRuntime();
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: [
      ...electronSwitches(runtime),
      ...options.camera,
      projectFolder,
      `--data=${options.folder}`,
      `--window=${options.kind}`,
      `--lang=${options.language}`,
    ],
    env: {
      ...environment(),
      XDG_CONFIG_HOME: join(options.folder, 'config'),
      ...options.env,
      DISPLAY: options.display,
    },
    cwd: projectFolder,
    timeout: START_LIMIT_MS,
  });
  const page = await electron.firstWindow({ timeout: START_LIMIT_MS });
  await page.waitForURL(/\.html/);
  return {
    page,
    focus: () =>
      waitFor('the window to come to the front', () =>
        electron.evaluate(({ BrowserWindow }) => {
          const [window] = BrowserWindow.getAllWindows();
          if (window?.isFocused() === true) return true;
          window?.show();
          window?.focus();
          return false;
        }),
      ),
    closed: () => new Promise((resolve) => electron.once('close', () => resolve())),
    close: () => electron.close(),
  };
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
