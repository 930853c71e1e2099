import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fakeCamera } from '../services/fake-camera.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { entries } from './ops.ts';
import { seedStation } from './seed.ts';

declare global {
  interface Window {
    cameraTracks: MediaStreamTrack[];
    cameraFault: string | null;
  }
}

/** Loads the window again so that it keeps every track that a camera gave, and can be told to fail. */
async function watchCameras(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.cameraTracks = [];
    window.cameraFault = null;
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      if (window.cameraFault !== null) throw new DOMException('by the test', window.cameraFault);
      const stream = await open(constraints);
      window.cameraTracks.push(...stream.getTracks());
      return stream;
    };
  });
  await page.reload();
  await page.locator('[data-verdict=idle]').waitFor();
}

async function liveTracks(page: Page): Promise<number> {
  return page.evaluate(() => window.cameraTracks.filter((track) => track.readyState === 'live').length);
}

async function startWithCamera() {
  const folder = temporaryFolder();
  const [guest] = await seedStation(folder, { name: 'Desk 3' });
  if (!guest) throw new Error('the list has no guest for today');
  const app = await startApp({ folder, arguments: await fakeCamera(guest.code, folder) });
  await watchCameras(app.page);
  return { page: app.page, folder, guest };
}

describe('the camera of the desk', () => {
  it('case 7: admits a guest once while the code is held in view, and stays open at the next start', async () => {
    const { page, folder, guest } = await startWithCamera();
    await page.getByRole('button', { name: 'Open camera' }).click();
    await page.locator('.verdict[data-verdict=admit]').waitFor();
    await page.locator('.badge-progress[data-badge=printed]').waitFor();
    expect(await page.locator('.arrival').count()).toBe(1);
    expect(await entries(folder)).toEqual([`${guest.registration} camera`]);
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.reload();
    // The window was opened anew: the code comes into its view once more.
    await page.locator('.verdict[data-verdict=already-in]').waitFor();
    expect(await entries(folder)).toHaveLength(1);
  });

  it('case 9: leaves no live track after 20 openings, half of them closed before the first picture', async () => {
    const { page } = await startWithCamera();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    for (let round = 0; round < 20; round += 1) {
      await page.getByRole('button', { name: 'Open camera' }).click();
      if (round % 2 === 0) await page.locator('[data-camera=running] video').waitFor();
      await page.getByRole('button', { name: 'Close camera' }).click();
    }
    await page.waitForFunction(
      () =>
        window.cameraTracks.length > 0 && window.cameraTracks.every((track) => track.readyState === 'ended'),
    );
    expect(faults).toEqual([]);
    await page.getByRole('button', { name: 'Open camera' }).click();
    await page.locator('[data-camera=running]').waitFor();
    expect(await liveTracks(page)).toBe(1);
  });

  it('says in words why it does not open, and opens when it may', async () => {
    const { page } = await startWithCamera();
    for (const [fault, words] of [
      ['NotAllowedError', 'Allow it for Yanqi Desk'],
      ['NotFoundError', 'No camera found'],
      ['NotReadableError', 'another program may be using it'],
    ] as const) {
      await page.evaluate((name) => {
        window.cameraFault = name;
      }, fault);
      await page.getByRole('button', { name: 'Open camera' }).click();
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
      await page.getByRole('button', { name: 'Close camera' }).click();
    }
    await page.getByRole('button', { name: 'Open camera' }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.evaluate(() => {
      window.cameraFault = null;
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[data-camera=running]').waitFor();
  });

  it('case 9: offers the other camera when the first one fails', async () => {
    const { page } = await startWithCamera();
    // Chromium's fake camera that shows a film is one only: the page is told of a second name for it.
    await page.evaluate(() => {
      const devices = navigator.mediaDevices;
      const list = devices.enumerateDevices.bind(devices);
      const open = devices.getUserMedia.bind(devices);
      devices.enumerateDevices = async () => {
        const found = (await list()).filter(({ kind }) => kind === 'videoinput');
        return [...found, { ...found[0]?.toJSON(), deviceId: 'second', label: 'Second camera' }];
      };
      devices.getUserMedia = (constraints) =>
        open(JSON.stringify(constraints).includes('second') ? { video: true } : constraints);
    });
    await page.evaluate(() => {
      window.cameraFault = 'NotReadableError';
    });
    await page.getByRole('button', { name: 'Open camera' }).click();
    await page.getByRole('alert').waitFor();
    await page.evaluate(() => {
      window.cameraFault = null;
    });
    const choice = page.locator('.camera-panel .choose');
    const first = await choice.textContent();
    await choice.click();
    await page.getByRole('option').nth(1).click();
    await page.locator('[data-camera=running]').waitFor();
    const second = await choice.textContent();
    expect(second).not.toBe(first);
    expect(await liveTracks(page)).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
