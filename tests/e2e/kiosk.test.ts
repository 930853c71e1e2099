import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fakeCamera } from '../services/fake-camera.ts';
import { scan } from '../services/scanner.ts';
import { waitFor } from '../services/service-process.ts';
import { accessibilityFaults } from './accessible.ts';
import { type RunningApp, startApp, temporaryFolder } from './app.ts';
import { entries } from './ops.ts';
import { seedStation, withStation } from './seed.ts';
import { addSecondCamera, failCamera, liveTracks, pullCamera, watchCameras } from './watched-camera.ts';

/** A kiosk in English whose camera sees the first guest; without `camera` it has none. */
async function startKiosk({ camera = true }: { camera?: boolean } = {}) {
  const folder = temporaryFolder();
  const [seen, scanned] = await seedStation(folder, { name: 'Kiosk 1', role: 'kiosk' });
  if (!seen || !scanned) throw new Error('the list has no guests for today');
  const app = await startApp({ folder, arguments: camera ? await fakeCamera(seen.code, folder) : [] });
  await app.page.locator('[data-screen=attract]').waitFor();
  return { app, page: app.page, folder, seen, scanned };
}

/** What the answer says, whichever language comes first. */
async function sentences(page: Page): Promise<string[]> {
  return (await page.locator('.answer-middle span[lang]').allTextContents()).sort();
}

function button(page: Page, name: RegExp) {
  return page.getByRole('button', { name });
}

/** Below this line a person who sits reaches everything. */
const REACH = 0.45;

async function highest(page: Page, selector: string): Promise<number> {
  return page
    .locator(selector)
    .evaluateAll((all) => Math.min(...all.map((each) => each.getBoundingClientRect().top)) / innerHeight);
}

describe('a kiosk', () => {
  it('welcomes by name a guest whose code its camera sees, and one under its scanner; after 8 s no name is left', async () => {
    const { app, page, folder, seen, scanned } = await startKiosk();
    await page.locator('[data-screen=welcome] .welcome-name').waitFor();
    await page.locator('[data-badge=printed]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await scan(app.display, scanned.code);
    const [family = ''] = scanned.name.split(' ');
    await page.locator('.welcome-name', { hasText: family }).waitFor();
    await page.locator('[data-screen=welcome]').waitFor({ state: 'detached' });
    expect(await page.locator('body').textContent()).not.toContain(family);
    expect(await page.content()).not.toContain(scanned.name);
    expect(await page.locator('.attract').textContent()).toContain('请出示二维码');
    expect(await entries(folder)).toEqual([`${seen.registration} camera`, `${scanned.registration} scanner`]);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('sends every other guest to the desk without saying why, and takes the language back for the next one', async () => {
    const { app, page, scanned } = await startKiosk();
    await page.locator('[data-screen=welcome]').waitFor();
    await scan(app.display, 'NO-SUCH-CODE');
    const seeDesk = page.locator('[data-screen=see-desk]');
    await seeDesk.waitFor();
    const unknownWords = await sentences(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await seeDesk.waitFor({ state: 'detached' });

    await button(page, /^中文$/).click();
    await page.locator('html[lang=zh-CN]').waitFor();
    await scan(app.display, scanned.code);
    await page.locator('[data-screen=welcome]').waitFor();
    await scan(app.display, scanned.code);
    await seeDesk.waitFor();
    expect(await sentences(page)).toEqual(unknownWords);
    await page.locator('html[lang=en]').waitFor();
  });

  it('says the event in both languages with its days, and shows what to do in three pictures, in each', async () => {
    const { page } = await startKiosk({ camera: false });
    const header = await page.locator('.attract header').textContent();
    expect(header).toMatch(/Second World SME Conference.*–.*第二届世界中小企业大会.*月.*日至/);
    for (const [help, first, back] of [
      [/^Help/, 'Open the QR code', /^Back/],
      [/^帮助/, '打开邀请函中的二维码', /^返回/],
    ] as const) {
      await button(page, help).click();
      const steps = page.locator('[data-screen=help] li');
      expect(await steps.first().textContent()).toContain(first);
      expect(await page.locator('[data-screen=help] li svg').count()).toBe(3);
      expect(await accessibilityFaults(page)).toEqual([]);
      await button(page, back).click();
      await page.locator('[data-screen=help]').waitFor({ state: 'detached' });
      await button(page, /^(中文|English)$/).click();
    }
  });

  it('reads a code while help stands, and goes back from help by itself', async () => {
    const { app, page, scanned } = await startKiosk({ camera: false });
    await button(page, /^Help/).click();
    await scan(app.display, scanned.code);
    await page.locator('[data-screen=welcome]').waitFor();
    await button(page, /^Done/).click();
    await page.locator('.attract:not([inert])').waitFor();

    await button(page, /^Help/).click();
    await page.locator('.help .countdown[data-running] i').waitFor();
    await page.locator('[data-screen=help]').waitFor({ state: 'detached', timeout: 60_000 });
  });

  it('has large print and everything within reach by one touch each, until the next guest', async () => {
    const { app, page, scanned } = await startKiosk({ camera: false });
    const size = () => page.locator('.kiosk-middle h1 span').first().evaluate(fontSize);
    const before = await size();
    const title = await highest(page, '.kiosk-middle h1');
    await button(page, /^Large print/).click();
    expect(await size()).toBeGreaterThan(before * 1.2);
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page, /^Within reach/).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page, /^Large print/).click();
    expect(await highest(page, '.kiosk-middle h1')).toBeGreaterThan(title);
    expect(await highest(page, '.kiosk-bar')).toBeGreaterThan(REACH);

    await scan(app.display, scanned.code);
    await page.locator('[data-screen=welcome]').waitFor();
    expect(await highest(page, '.answer-foot')).toBeGreaterThan(REACH);
    await button(page, /^Done/).click();
    await page.locator('.kiosk[data-low=false][data-large=false]').waitFor();
    expect(await size()).toBe(before);
  });

  it('is left by staff with their PIN only; wrong ones take longer, and a scan at the pad is a guest', async () => {
    const { app, page, folder, scanned } = await startKiosk({ camera: false });
    await withStation(folder, (station) => station.staff.add('Wang Fang', 'manager', '4711'));
    const title = page.locator('.kiosk-middle h1');
    for (let touch = 0; touch < 5; touch += 1) await title.click({ position: { x: 5, y: 5 } });
    expect(await page.locator('[data-screen=staff-exit]').count()).toBe(0);

    await touchCorner(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await scan(app.display, scanned.code);
    await page.locator('[data-screen=welcome] .welcome-name').waitFor();
    await button(page, /^Done/).click();

    await touchCorner(page);
    for (let wrong = 0; wrong < 3; wrong += 1) await enterPin(page, '0000');
    await page.getByRole('timer').waitFor();
    expect(await page.getByRole('button', { name: '1', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('timer').waitFor({ state: 'detached' });
    await enterPin(page, '4711');
    await waitFor('the desk', () => isAt(app, 'desk.html'));
  });

  it('closes the pad by itself', async () => {
    const { page } = await startKiosk({ camera: false });
    await touchCorner(page);
    await page.locator('[data-screen=staff-exit]').waitFor({ state: 'detached', timeout: 60_000 });
    await page.locator('.attract:not([inert])').waitFor();
  });

  it('goes on to the next camera by itself when its own fails, and shows it as a mirror does', async () => {
    const { page } = await startKiosk();
    await page.locator('.kiosk-view').waitFor();
    await watchCameras(page);
    await page.locator('.kiosk-view[data-camera=running]').waitFor();
    await addSecondCamera(page);
    await failCamera(page, 'NotReadableError');
    await pullCamera(page);
    await page.locator('.kiosk-view[data-camera=busy]').waitFor();
    await page.locator('.kiosk-view[data-camera=running]').waitFor();
    expect(await page.locator('.kiosk-view video[data-mirrored=true]').count()).toBe(1);
    expect(await liveTracks(page)).toBe(1);
  });
});

function fontSize(element: Element): number {
  return Number.parseFloat(getComputedStyle(element).fontSize);
}

async function touchCorner(page: Page): Promise<void> {
  for (let touch = 0; touch < 5; touch += 1) await page.mouse.click(30, 30);
  await page.locator('[data-screen=staff-exit]').waitFor();
}

async function enterPin(page: Page, pin: string): Promise<void> {
  // The pad empties itself once the PIN before was looked at.
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('.pin-field input')?.value === '',
  );
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
  await button(page, /^Leave$/).click();
}

function isAt({ electron }: RunningApp, name: string): Promise<boolean> {
  return electron.evaluate(
    ({ BrowserWindow }, name) =>
      BrowserWindow.getAllWindows().some((window) => window.webContents.getURL().includes(name)),
    name,
  );
}
