import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Guest } from '../../scripts/demo/moved-event.ts';
import { filmingCamera, type Scene } from '../services/fake-camera.ts';
import { scan } from '../services/scanner.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { entries } from './ops.ts';
import { seedStation } from './seed.ts';
import {
  addSecondCamera,
  allTracksEnded,
  failCamera,
  liveTracks,
  pullCamera,
  watchCameras,
} from './watched-camera.ts';

/** A desk whose camera sees what the scenes say, made of the guests who may come today. */
async function startDesk(film: (guests: readonly Guest[]) => readonly Scene[] = firstGuest) {
  const folder = temporaryFolder();
  const guests = await seedStation(folder, { name: 'Desk 3' });
  const app = await startApp({ folder, arguments: await filmingCamera(film(guests), folder) });
  await watchCameras(app.page);
  await app.page.locator('[data-verdict=idle]').waitFor();
  const faults: string[] = [];
  app.page.on('pageerror', (error) => faults.push(error.message));
  return { ...app, folder, guests, faults };
}

function firstGuest(guests: readonly Guest[]): Scene[] {
  return [{ code: codeOf(guests, 0), seconds: 1 }];
}

function codeOf(guests: readonly Guest[], place: number): string {
  const code = guests[place]?.code;
  if (code === undefined) throw new Error('the list has too few guests for today');
  return code;
}

const openCamera = (page: Page) => page.getByRole('button', { name: 'Open camera' }).click();
const closeCamera = (page: Page) => page.getByRole('button', { name: 'Close camera' }).click();
const isRunning = (page: Page) => page.locator('[data-camera=running]').waitFor();

describe('the camera of the desk', () => {
  it('case 7: a code held for 5 s is one check-in and one badge; away for 3 s and shown again is already in, without a badge', async () => {
    const { page, folder, guests } = await startDesk((all) => [
      { code: codeOf(all, 0), seconds: 5 },
      { code: null, seconds: 3 },
    ]);
    const verdicts = await keepVerdicts(page);
    await openCamera(page);
    await page.locator('.verdict[data-verdict=already-in]').waitFor();
    expect(await page.locator('.verdict').textContent()).toContain('Desk 3');
    expect(await page.locator('.badge-progress').count()).toBe(0);
    const said = page.locator('[aria-live=assertive]');
    expect(await said.textContent()).toMatch(
      /^Already in\. .+, .+\. \d\d:\d\d, Desk 3 · Main entrance\. No new badge: check who this is$/,
    );
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.locator('.arrival [data-badge=printed]').waitFor();
    expect(await verdicts()).toEqual(['admit', 'already-in']);
    expect(await entries(folder)).toEqual([`${guests[0]?.registration} camera`]);
    expect(readdirSync(join(folder, 'badges')).filter((file) => file.endsWith('.pdf'))).toHaveLength(1);
  });

  it('two codes in one second are both scanned, and each verdict replaces the one before at once', async () => {
    const { page, folder, guests } = await startDesk((all) => [
      { code: codeOf(all, 0), seconds: 0.5 },
      { code: codeOf(all, 1), seconds: 0.5 },
      { code: null, seconds: 20 },
    ]);
    await openCamera(page);
    const [, second] = guests;
    await page.locator('.verdict .verdict-latin, .verdict .verdict-name').first().waitFor();
    await page.locator('.arrival').nth(1).waitFor();
    expect(await page.locator('.verdict').textContent()).toContain(second?.name.split(' ')[0]);
    expect(await entries(folder)).toEqual(
      guests.slice(0, 2).map(({ registration }) => `${registration} camera`),
    );
  });

  it('is open again at the next start, and closed when it was closed', async () => {
    const { page } = await startDesk();
    await openCamera(page);
    await page.locator('.verdict[data-verdict=admit]').waitFor();
    await page.reload();
    // The window was opened anew: the code comes into its view once more.
    await page.locator('.verdict[data-verdict=already-in]').waitFor();
    await closeCamera(page);
    await allTracksEnded(page);
    await page.reload();
    await page.getByRole('button', { name: 'Open camera' }).waitFor();
    expect(await page.locator('.camera-panel').count()).toBe(0);
  });

  it('says in words why it does not open while the USB scanner works on, and opens when it may', async () => {
    const { page, display, guests } = await startDesk();
    for (const [fault, words] of [
      ['NotAllowedError', 'Allow it in the system settings'],
      ['NotFoundError', 'No camera found'],
      ['NotReadableError', 'another program may be using it'],
    ] as const) {
      await failCamera(page, fault);
      await openCamera(page);
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
      await closeCamera(page);
    }
    await openCamera(page);
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await scan(display, codeOf(guests, 5));
    await page.locator('.verdict[data-verdict=admit]').waitFor();
    await failCamera(page, null);
    await page.getByRole('button', { name: 'Try again' }).click();
    await isRunning(page);
  });

  it('case 9: a camera that fails leaves no live track and offers the other one, which is remembered', async () => {
    const { page } = await startDesk();
    await addSecondCamera(page);
    await failCamera(page, 'NotReadableError');
    await openCamera(page);
    const offer = page.getByRole('button', { name: 'Use Second camera' });
    await offer.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await liveTracks(page)).toBe(0);
    await offer.click();
    await isRunning(page);
    expect(await page.locator('.camera-panel .choose').textContent()).toContain('Second camera');
    expect(await liveTracks(page)).toBe(1);

    await closeCamera(page);
    await allTracksEnded(page);
    await openCamera(page);
    await isRunning(page);
    expect(await page.locator('.camera-panel .choose').textContent()).toContain('Second camera');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('lights and zooms where the camera can, and shows what the camera did with the wish', async () => {
    const { page } = await startDesk();
    // Chromium's fake camera has neither: the page is told of one that has.
    await page.evaluate(() => {
      const settings = { torch: false, zoom: 1 };
      Object.assign(MediaStreamTrack.prototype, {
        getCapabilities: () => ({ torch: true, zoom: { min: 1, max: 4, step: 0.5 } }),
        getSettings: () => ({ ...settings }),
        // It zooms to 2 at most, whatever it said.
        applyConstraints: async ({ advanced = [] }: MediaTrackConstraints) => {
          for (const wish of advanced) Object.assign(settings, wish);
          settings.zoom = Math.min(settings.zoom, 2);
        },
      });
    });
    await openCamera(page);
    await page.getByRole('button', { name: 'Light is off' }).click();
    await page.getByRole('button', { name: 'Light is on' }).waitFor();
    const zoom = page.getByRole('slider', { name: 'Zoom' });
    await zoom.press('End');
    await expect.poll(() => zoom.inputValue()).toBe('2');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('case 9: a camera that is pulled out says so, and opens by itself when one is plugged in', async () => {
    const { page, faults } = await startDesk();
    await openCamera(page);
    await isRunning(page);
    await pullCamera(page);
    await page.getByRole('alert').filter({ hasText: 'unplugged' }).waitFor();
    expect(await liveTracks(page)).toBe(0);
    await page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
    await isRunning(page);
    expect(await liveTracks(page)).toBe(1);
    expect(faults).toEqual([]);
  });

  it('case 9: opened and closed 200 times, some of them in mid-start, it leaves no track, no thread, no memory, and no exception', async () => {
    const { page, faults } = await startDesk(() => [{ code: null, seconds: 1 }]);
    const client = await page.context().newCDPSession(page);
    const heap = async () => {
      await client.send('HeapProfiler.collectGarbage');
      return (await client.send('Runtime.getHeapUsage')).usedSize;
    };
    await openAndClose(page, 20);
    const before = await heap();
    await openAndClose(page, 180);
    const after = await heap();
    // Less than 6 kB for each of the 180.
    expect(after - before).toBeLessThan(1_000_000);
    await expect.poll(() => page.workers().length).toBe(0);
    expect(await page.evaluate(() => window.cameraTracks.length)).toBeGreaterThanOrEqual(180);
    expect(faults).toEqual([]);
    await openCamera(page);
    await isRunning(page);
    expect(await liveTracks(page)).toBe(1);
  });
});

/** The verdicts that the window shows from now on, in their order. */
async function keepVerdicts(page: Page): Promise<() => Promise<string[]>> {
  const kept = await page.evaluateHandle(() => {
    const verdicts: string[] = [];
    const look = () => {
      const verdict = document.querySelector('.verdict')?.getAttribute('data-verdict') ?? '';
      if (verdict !== 'idle' && verdict !== verdicts.at(-1)) verdicts.push(verdict);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    return verdicts;
  });
  return () => kept.jsonValue();
}

/** Opens and closes the camera so often, each tenth time before it runs, and waits until all is let go. */
async function openAndClose(page: Page, times: number): Promise<void> {
  await page.evaluate(async (rounds) => {
    const button = (words: string) =>
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === words);
    const until = (isSo: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => (isSo() ? resolve() : window.requestAnimationFrame(look));
        look();
      });
    for (let round = 1; round <= rounds; round += 1) {
      button('Open camera')?.click();
      await until(() => document.querySelector('[data-camera]') !== null);
      if (round % 10 !== 0) await until(() => document.querySelector('[data-camera=running]') !== null);
      button('Close camera')?.click();
      await until(() => document.querySelector('[data-camera]') === null);
    }
  }, times);
  await allTracksEnded(page);
}
