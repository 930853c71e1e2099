/** Goes through a scene in one language: axe looks at each screen, and its pictures are taken in each size. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import en from '../../src/renderer/language/en.json' with { type: 'json' };
import type { Language } from '../../src/renderer/language/language.ts';
import zh from '../../src/renderer/language/zh-CN.json' with { type: 'json' };
import { accessibilityFaults } from '../../tests/e2e/accessible.ts';
import { cutControls } from '../../tests/e2e/cut-controls.ts';
import { scan } from '../../tests/services/scanner.ts';
import { openDemoWindow } from '../demo/demo-window.ts';
import { type Scene, type Screen, SIZES, type Size, type Stage, shareOf } from './screen.ts';

/** Of WebP: letters can be read, and all pictures together stay below 12 MB. */
const QUALITY = 18;
/** Chromium's own, which shows no code. */
const FAKE_CAMERA = ['--use-fake-device-for-media-stream'];

interface PictureOptions {
  readonly language: Language;
  readonly display: string;
  readonly outFolder: string;
}

/** @returns what axe found and what can be pressed and is cut off, each line with its screen. */
export async function takePictures(scene: Scene, options: PictureOptions): Promise<string[]> {
  const { language, display, outFolder } = options;
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-screens-'));
  await using ends = new AsyncDisposableStack();
  await scene.prepare(folder);
  const { camera = FAKE_CAMERA, env = {} } = (await scene.surround?.(folder, ends)) ?? {};
  const window = await openDemoWindow({ folder, display, kind: scene.window, camera, env, language });
  const { page } = window;
  let reached = 'the first screen';
  try {
    await page.evaluate(keepAnswers);
    const stage: Stage = {
      page,
      folder,
      language,
      word: (key) => wordOf(key, language),
      async scan(code) {
        await window.focus();
        await scan(display, code);
      },
    };
    const [usual = { width: 1280, height: 800 }] = SIZES[scene.window];
    const faults: string[] = [];
    for (const screen of scene.screens) {
      await page.setViewportSize(usual);
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      reached = screen.name;
      await screen.reach(stage);
      mkdirSync(outFolder, { recursive: true });
      for (const look of looksOf(scene, screen)) {
        await page.emulateMedia({ colorScheme: look, reducedMotion: 'reduce' });
        const found = await accessibilityFaults(page);
        faults.push(...found.map((fault) => `${screen.name} (${language}, ${look}): ${fault}`));
        for (const size of look === 'dark' ? [usual] : SIZES[scene.window]) {
          await page.setViewportSize(size);
          if (screen.inView !== undefined) await page.locator(screen.inView).first().scrollIntoViewIfNeeded();
          const file = `${screen.name}.${language}.${size.width}x${size.height}${look === 'dark' ? '.dark' : ''}`;
          const cut = await cutControls(page);
          faults.push(...cut.map((control) => `${file}: cut off: ${control}`));
          writeFileSync(join(outFolder, `${file}.webp`), await picture(page, size));
        }
        await page.setViewportSize(usual);
      }
    }
    return faults;
  } catch (cause) {
    const file = join(tmpdir(), `screens-${scene.name}-${language}.png`);
    await page
      .screenshot({ path: file })
      .catch(() => console.error('no picture of the failure could be taken'));
    throw new Error(`stopped at ${reached}; the window then: ${file}`, { cause });
  } finally {
    await window.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The kiosk has one look; of a desk the main screens are shown in the dark too. */
function looksOf(scene: Scene, screen: Screen): readonly ('light' | 'dark')[] {
  return scene.window === 'desk' && screen.isMain ? ['light', 'dark'] : ['light'];
}

/** WebP, which Playwright's own screenshot does not make. */
async function picture(page: Page, size: Size): Promise<Buffer> {
  // Fonts and sizes that follow the window settle within two frames.
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: QUALITY,
    clip: { x: 0, y: 0, ...size, scale: shareOf(size) },
  });
  await session.detach();
  return Buffer.from(data, 'base64');
}

/** An answer that goes by itself would be gone before its last picture: what waits for seconds waits for ever. */
function keepAnswers(): void {
  const real = window.setTimeout.bind(window);
  const patient = (run: () => void, ms?: number) => real(run, ms !== undefined && ms >= 5_000 ? 1e9 : ms);
  Object.assign(window, { setTimeout: patient });
}

function wordOf(key: string, language: Language): string {
  let found: unknown = language === 'en' ? en : zh;
  for (const part of key.split('.')) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, part) : undefined;
  }
  if (typeof found !== 'string') throw new Error(`no text ${key}`);
  return found;
}
