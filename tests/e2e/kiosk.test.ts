import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fakeCamera } from '../services/fake-camera.ts';
import { scan } from '../services/scanner.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { entries } from './ops.ts';
import { seedStation } from './seed.ts';
import { addSecondCamera, failCamera, liveTracks, pullCamera, watchCameras } from './watched-camera.ts';

async function startKiosk() {
  const folder = temporaryFolder();
  const [seen, scanned] = await seedStation(folder, { name: 'Kiosk 1', role: 'kiosk' });
  if (!seen || !scanned) throw new Error('the list has no guests for today');
  const app = await startApp({ folder, arguments: await fakeCamera(seen.code, folder) });
  return { app, page: app.page, folder, seen, scanned };
}

/** What the answer says, whichever language comes first. */
async function sentences(page: Page): Promise<string[]> {
  return (await page.locator('.answer span[lang]').allTextContents()).sort();
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

    await page.getByRole('button', { name: '中文' }).click();
    await page.locator('html[lang=zh-CN]').waitFor();
    await scan(app.display, scanned.code);
    await page.locator('[data-screen=welcome]').waitFor();
    await scan(app.display, scanned.code);
    await seeDesk.waitFor();
    expect(await sentences(page)).toEqual(unknownWords);
    await page.locator('html[lang=en]').waitFor();
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
