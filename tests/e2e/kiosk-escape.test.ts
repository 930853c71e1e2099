import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { click, drag, press } from '../services/keyboard.ts';
import { scan } from '../services/scanner.ts';
import { output, waitFor } from '../services/service-process.ts';
import { accessibilityFaults } from './accessible.ts';
import { type RunningApp, startApp, temporaryFolder } from './app.ts';
import { failWhenTouched } from './failing-screen.ts';
import { seedStation, withStation } from './seed.ts';

declare global {
  interface Window {
    keysHeard: number;
  }
}

async function startKiosk() {
  const folder = temporaryFolder();
  const [guest] = await seedStation(folder, { name: 'Kiosk 1', role: 'kiosk' });
  if (!guest) throw new Error('the list has no guest for today');
  const app = await startApp({ folder });
  await app.page.locator('[data-screen=attract]').waitFor();
  await app.page.evaluate(() => {
    window.keysHeard = 0;
    window.addEventListener('keydown', ({ code }) => {
      if (code === 'ArrowDown') window.keysHeard += 1;
    });
  });
  return { app, page: app.page, folder, guest };
}

/** All that a guest must not be able to change. A page that was loaded again has another time of origin. */
async function kioskState({ electron, page }: RunningApp) {
  const shell = await electron.evaluate(({ BrowserWindow, screen, webContents }) => {
    const [window] = BrowserWindow.getAllWindows();
    const { width, height } = screen.getPrimaryDisplay().bounds;
    const bounds = window?.getBounds();
    return {
      windows: BrowserWindow.getAllWindows().length,
      pages: webContents.getAllWebContents().length,
      isKiosk: window?.isKiosk(),
      isFullScreen: window?.isFullScreen(),
      fills: bounds?.x === 0 && bounds.y === 0 && bounds.width === width && bounds.height === height,
      isVisible: window?.isVisible(),
      isMinimized: window?.isMinimized(),
      isFocused: window?.isFocused(),
      address: window?.webContents.getURL(),
      zoom: window?.webContents.getZoomFactor(),
      hasDevTools: window?.webContents.isDevToolsOpened(),
    };
  });
  const shown = await page.evaluate(() => ({
    origin: performance.timeOrigin,
    screens: [...document.querySelectorAll('[data-screen]')].map((each) => each.getAttribute('data-screen')),
    scale: window.visualViewport?.scale,
    ratio: devicePixelRatio,
    size: `${innerWidth}x${innerHeight}`,
    scrolled: scrollX + scrollY + (window.visualViewport?.pageTop ?? 0),
    selected: getSelection()?.toString(),
    isFullScreenByPage: document.fullscreenElement !== null,
    history: history.length,
  }));
  return { ...shell, ...shown };
}

/** Resolves when the page has heard a key that was pressed after everything before. */
async function heardAKey({ page, display }: RunningApp, after: string): Promise<void> {
  const heard = () => page.evaluate(() => window.keysHeard);
  const before = await heard();
  await waitFor(`a key after ${after}`, async () => {
    await press(display, 'Down');
    return (await heard()) > before;
  });
}

/** Does one thing after the other; the first that moves the kiosk fails with its name. */
async function expectHeld(
  app: RunningApp,
  attempts: readonly (readonly [name: string, attempt: () => Promise<unknown>])[],
): Promise<void> {
  const before = await kioskState(app);
  expect(before).toMatchObject({
    windows: 1,
    pages: 1,
    isKiosk: true,
    isFullScreen: true,
    fills: true,
    isFocused: true,
    zoom: 1,
    scale: 1,
    selected: '',
  });
  for (const [name, attempt] of attempts) {
    await attempt();
    await heardAKey(app, name);
    // Another window may be in front for a moment, until the kiosk takes the keys back.
    await expect.poll(() => kioskState(app), { timeout: 10_000, message: name }).toEqual(before);
  }
}

/** A guest scans; one who is asked to scan again does so. */
async function expectScanWorks(app: RunningApp, code: string): Promise<void> {
  await scan(app.display, code);
  await waitFor('an answer', () => shows(app, '.answer'));
  if (await shows(app, '[data-screen=scan-again]')) await scan(app.display, code);
  await waitFor('the welcome', () => shows(app, '[data-screen=welcome] .welcome-name'));
}

const CHORDS = [
  'Alt+F4',
  'Ctrl+W',
  'Ctrl+F4',
  'Ctrl+Shift+W',
  'Ctrl+Q',
  'Ctrl+R',
  'Ctrl+Shift+R',
  'F5',
  'Ctrl+F5',
  'Shift+F5',
  'Reload',
  'F11',
  'Escape',
  'F12',
  'Ctrl+Shift+I',
  'Ctrl+Shift+J',
  'Ctrl+Shift+C',
  'Ctrl+U',
  'Ctrl+P',
  'Ctrl+Shift+P',
  'Ctrl+S',
  'Ctrl+O',
  'Ctrl+F',
  'F3',
  'Ctrl+H',
  'Ctrl+L',
  'F6',
  'Ctrl+N',
  'Ctrl+Shift+N',
  'Ctrl+T',
  'Ctrl+M',
  'Ctrl+Tab',
  'Ctrl+1',
  'Ctrl+Equal',
  'Ctrl+Shift+Equal',
  'Ctrl+KeypadPlus',
  'Ctrl+Minus',
  'Ctrl+KeypadMinus',
  'Ctrl+0',
  'Ctrl+A',
  'Ctrl+C',
  'Ctrl+V',
  'Alt+Left',
  'Alt+Right',
  'Alt+Home',
  'Back',
  'Forward',
  'HomePage',
  'Search',
  'Backspace',
  'Shift+Backspace',
  'Delete',
  'F1',
  'Help',
  'F7',
  'F10',
  'Shift+F10',
  'Alt',
  'Menu',
  'Print',
  'Home',
  'End',
  'PageDown',
  'Space',
  'Tab',
  'Shift+Tab',
];

describe('a kiosk lets no guest out', () => {
  it('by any key, and reads the next scan all the same', async () => {
    const { app, guest } = await startKiosk();
    await expectHeld(
      app,
      CHORDS.map((chord) => [chord, () => press(app.display, chord)]),
    );
    // Round and round: the focus stays on the page.
    await expectHeld(app, [
      ['Tab twenty times', () => repeat(20, () => press(app.display, 'Tab'))],
      ['Shift+Tab twenty times', () => repeat(20, () => press(app.display, 'Shift+Tab'))],
    ]);
    expect(app.shellLog().some(({ msg }) => msg === 'refused: to close the kiosk')).toBe(true);
    await expectScanWorks(app, guest.code);
  });

  it('by mouse: no menu, no marking, no zoom by the wheel, no way back, no minimising', async () => {
    const { app, page, guest } = await startKiosk();
    const { display } = app;
    const title = await middleOf(page, 'h1');
    await expectHeld(app, [
      ['right click', () => click(display, 3, title)],
      ['middle click', () => click(display, 2, title)],
      ['double click', () => click(display, 1, { ...title, times: 2 })],
      ['triple click', () => click(display, 1, { ...title, times: 3 })],
      ['marking by dragging', () => drag(display, { x: 300, y: 30 }, { x: 1100, y: 600 })],
      ['dragging the picture of the camera', () => drag(display, { x: 1000, y: 400 }, { x: 200, y: 700 })],
      ['Ctrl+wheel up', () => click(display, 4, { ...title, times: 5, held: 'Ctrl' })],
      ['Ctrl+wheel down', () => click(display, 5, { ...title, times: 5, held: 'Ctrl' })],
      ['wheel', () => click(display, 5, { ...title, times: 5 })],
      ['the mouse button Back', () => click(display, 8, title)],
      ['the mouse button Forward', () => click(display, 9, title)],
      ['minimised by the window manager', () => minimise(app)],
      ['closed by the window manager', () => askToClose(app)],
    ]);
    await expectScanWorks(app, guest.code);
  });

  it('by touch: no pinch, no menu or marking by a long press, no swipe, no double tap', async () => {
    const { app, page, guest } = await startKiosk();
    const touch = await page.context().newCDPSession(page);
    const at = await middleOf(page, 'h1');
    await expectHeld(app, [
      ['pinch out', () => pinch(touch, at, 3)],
      ['pinch in', () => pinch(touch, at, 0.4)],
      ['long press', () => tap(touch, at, { duration: 1_500 })],
      ['double tap', () => tap(touch, at, { tapCount: 2 })],
      ['swipe to the right', () => swipe(touch, { x: 5, y: 400 }, { xDistance: 900 })],
      ['swipe to the left', () => swipe(touch, { x: 1390, y: 400 }, { xDistance: -900 })],
      ['swipe down', () => swipe(touch, { x: 700, y: 5 }, { yDistance: 700 })],
      ['swipe up', () => swipe(touch, { x: 700, y: 890 }, { yDistance: -700 })],
    ]);
    await expectScanWorks(app, guest.code);
  });

  it('by a dropped file or address, a new window or a link', async () => {
    const { app, page, folder, guest } = await startKiosk();
    const dragging = await page.context().newCDPSession(page);
    const file = join(folder, 'list.csv');
    await expectHeld(app, [
      ['a dropped file', () => dropOn(dragging, { files: [file], items: [] })],
      [
        'a dropped address',
        () =>
          dropOn(dragging, {
            files: [],
            items: [{ mimeType: 'text/uri-list', data: 'app://yanqi/desk.html' }],
          }),
      ],
      ['window.open', () => page.evaluate(() => window.open('app://yanqi/desk.html'))],
      [
        'a link to the desk',
        () =>
          page.evaluate(() => {
            location.href = 'app://yanqi/desk.html';
          }),
      ],
      ['full screen by the page', () => page.evaluate(() => document.exitFullscreen().catch(() => 'none'))],
    ]);
    await expectScanWorks(app, guest.code);
  });
});

describe('this test', () => {
  it('finds out a kiosk that a guard is missing of', async () => {
    const { app } = await startKiosk();
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.removeAllListeners('close'),
    );
    await expect(expectHeld(app, [['Alt+F4', () => press(app.display, 'Alt+F4')]])).rejects.toThrow();
  });
});

describe('a kiosk comes back', () => {
  it('when its page dies, however often', async () => {
    const { app, guest } = await startKiosk();
    for (let death = 0; death < 6; death += 1) {
      const before = app.shellLog().filter(({ msg }) => msg === 'the page of a window died').length;
      await app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      );
      await waitFor(
        'the death in the log',
        () => app.shellLog().filter(({ msg }) => msg === 'the page of a window died').length > before,
      );
      await waitFor('the page', () => shows(app, '[data-screen=attract]'), 60_000);
    }
    await expectScanWorks(app, guest.code);
  });

  it('when a screen of its page fails: the guest is sent to the desk until it is loaded again', async () => {
    const { app, page, guest } = await startKiosk();
    await failWhenTouched(page);
    await page.locator('[data-screen=crashed]', { hasText: 'please see the desk' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await waitFor('the page', () => shows(app, '[data-screen=attract]'), 60_000);
    await expectScanWorks(app, guest.code);
  });

  it('when its page closes its own window, which the shell is not asked about', async () => {
    const { app, page, guest } = await startKiosk();
    const closed = page.waitForEvent('close');
    await page.evaluate(() => window.close());
    await closed;
    await waitFor('the window', () => shows(app, '[data-screen=attract]'), 60_000);
    const [isKiosk, ...others] = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isKiosk()),
    );
    expect([isKiosk, others]).toEqual([true, []]);
    await expectScanWorks(app, guest.code);
  });

  it('when its core dies, however often: guests are sent to the desk meanwhile, and it never becomes a desk', async () => {
    const folder = temporaryFolder();
    await seedStation(folder, { name: 'Kiosk 1', role: 'kiosk' });
    await (await startApp({ folder })).close();
    const broken = join(folder, 'broken-node');
    writeFileSync(broken, '#!/bin/sh\nexit 7\n', { mode: 0o755 });
    const app = await startApp({ folder, env: { YANQI_NODE: broken } });
    const starts = () => app.shellLog().filter(({ msg }) => msg === 'core started').length;
    await waitFor('a start after the fifth death', () => starts() > 6, 60_000);
    expect(app.page.url()).toContain('kiosk.html');
    await app.page.locator('[data-screen=away]').waitFor();
  });

  it('as a kiosk when its database is damaged', async () => {
    const folder = temporaryFolder();
    await seedStation(folder, { name: 'Kiosk 1', role: 'kiosk' });
    await (await startApp({ folder })).close();
    writeFileSync(join(folder, 'station.sqlite'), 'no database at all, but long enough to be taken for one');
    const { page } = await startApp({ folder });
    await page.locator('[data-screen=away]').waitFor();
    expect(page.url()).toContain('kiosk.html');
  });

  it('after a power cut: it starts at login while its role is kiosk, on its own data', async () => {
    const { app, folder } = await startKiosk();
    const entry = join(folder, 'config/autostart/yanqi-desk-kiosk.desktop');
    await waitFor('the entry of the autostart folder', () => existsSync(entry));
    expect(readFileSync(entry, 'utf8')).toContain(`"--data=${folder}"`);

    app.electron.process().kill('SIGKILL');
    const again = await startApp({ folder });
    expect(again.page.url()).toContain('kiosk.html');

    await again.close();
    await withStation(folder, async (station) => station.configure({ role: 'desk' }));
    const desk = await startApp({ folder, arguments: ['--window=desk'] });
    await waitFor('the end of the entry', () => !existsSync(entry));
    expect(desk.page.url()).toContain('desk.html');
  });

  it('and lets the computer end it: SIGTERM', async () => {
    const { app } = await startKiosk();
    const shell = app.electron.process();
    const ended = new Promise((resolve) => shell.once('exit', resolve));
    shell.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(app.shellLog().some(({ msg }) => msg === 'core stopped')).toBe(true);
  });

  it('keeps the screen awake', async () => {
    const { app } = await startKiosk();
    expect(await app.electron.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0))).toBe(true);
  });
});

async function repeat(times: number, work: () => Promise<void>): Promise<void> {
  for (let time = 0; time < times; time += 1) await work();
}

/** Asked of the window: Playwright takes a page that died for closed. */
function shows({ electron }: RunningApp, selector: string): Promise<boolean> {
  return electron.evaluate(async ({ BrowserWindow }, selector) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined || window.webContents.isCrashed()) return false;
    return window.webContents.executeJavaScript(`document.querySelector('${selector}') !== null`);
  }, selector);
}

async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} has no place`);
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

async function minimise({ display }: RunningApp): Promise<void> {
  const [window] = (await output('xdotool', ['getactivewindow'], { DISPLAY: display })).trim().split('\n');
  await output('xdotool', ['windowminimize', window ?? ''], { DISPLAY: display });
}

/** As the button of a title bar does, or a task bar. */
function askToClose({ electron }: RunningApp): Promise<void> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

function pinch(session: CDPSession, at: { x: number; y: number }, scaleFactor: number) {
  return session.send('Input.synthesizePinchGesture', { ...at, scaleFactor, gestureSourceType: 'touch' });
}

function tap(
  session: CDPSession,
  at: { x: number; y: number },
  how: { duration?: number; tapCount?: number },
) {
  return session.send('Input.synthesizeTapGesture', { ...at, ...how, gestureSourceType: 'touch' });
}

function swipe(
  session: CDPSession,
  from: { x: number; y: number },
  way: { xDistance?: number; yDistance?: number },
) {
  return session.send('Input.synthesizeScrollGesture', { ...from, ...way, gestureSourceType: 'touch' });
}

async function dropOn(
  session: CDPSession,
  what: { files: string[]; items: { mimeType: string; data: string }[] },
): Promise<void> {
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 700,
      y: 450,
      data: { ...what, dragOperationsMask: 1 },
    });
  }
}
