/** What tests see and steer of the cameras of a page. */
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    cameraTracks: MediaStreamTrack[];
    cameraFault: string | null;
    hasSecondCamera: boolean;
  }
}

/**
 * Loads the window again so that it keeps every track that a camera gave, and can be told that the camera fails or
 * that there is a second one. (Chromium has one fake camera that shows a film: the second is another name for it.)
 */
export async function watchCameras(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.cameraTracks = [];
    window.cameraFault = null;
    window.hasSecondCamera = false;
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    const list = devices.enumerateDevices.bind(devices);
    devices.getUserMedia = async (constraints) => {
      const isSecond = JSON.stringify(constraints).includes('second-camera');
      if (window.cameraFault !== null && !isSecond) throw new DOMException('by the test', window.cameraFault);
      const stream = await open(isSecond ? { video: true } : constraints);
      window.cameraTracks.push(...stream.getTracks());
      return stream;
    };
    devices.enumerateDevices = async () => {
      const found = (await list()).filter(({ kind }) => kind === 'videoinput');
      const second = { ...found[0]?.toJSON(), deviceId: 'second-camera', label: 'Second camera' };
      return window.hasSecondCamera ? [...found, second] : found;
    };
  });
  await page.reload();
}

/** The browser's error that the first camera gives from now on; null for none. */
export async function failCamera(page: Page, fault: string | null): Promise<void> {
  await page.evaluate((name) => {
    window.cameraFault = name;
  }, fault);
}

export async function addSecondCamera(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.hasSecondCamera = true;
  });
}

/** What a page notices when the cable of a camera is pulled. */
export async function pullCamera(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const track of window.cameraTracks) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  });
}

/** Resolves when no camera of the page is on any more. */
export async function allTracksEnded(page: Page): Promise<void> {
  await page.waitForFunction(() => window.cameraTracks.every(({ readyState }) => readyState === 'ended'));
}

export function liveTracks(page: Page): Promise<number> {
  return page.evaluate(() => window.cameraTracks.filter(({ readyState }) => readyState === 'live').length);
}
