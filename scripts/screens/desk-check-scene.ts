import { failWhenTouched } from '../../tests/e2e/failing-screen.ts';
import { closeAll, press } from './at-desk.ts';
import { seedGuests } from './more-guests.ts';
import type { Scene } from './screen.ts';

/** What looks at the things of the desk: the camera, and the check before doors open. */
export const deskCheckScene: Scene = {
  name: 'desk-check',
  window: 'desk',
  prepare: seedGuests,
  screens: [
    {
      name: 'desk-ready-not-yet',
      async reach(stage) {
        const { page } = stage;
        // Whatever this computer says of its own.
        await page.evaluate(() => {
          const battery = Object.assign(new EventTarget(), { charging: false, level: 0.42 });
          Reflect.set(window, 'battery', battery);
          Object.defineProperty(navigator, 'getBattery', { value: async () => battery });
        });
        await press(stage, 'ready');
        await page.locator('[data-check=camera][data-well=true]').waitFor();
        await page.locator('[data-check=battery][data-well=false]').waitFor();
      },
    },
    {
      name: 'desk-ready',
      isMain: true,
      async reach({ page, scan }) {
        await scan('CODESME001');
        await page.locator('[data-check=scanner][data-well=true]').waitFor();
        await page.locator('[data-check=test-badge]').getByRole('button').last().click();
        await page.locator('[data-check=test-badge][data-well=true]').waitFor();
        await page.evaluate(() => {
          const battery = Reflect.get(window, 'battery');
          battery.charging = true;
          battery.dispatchEvent(new Event('chargingchange'));
        });
        await page.locator('.ready-summary[data-ready=true]').waitFor();
      },
    },
    {
      name: 'desk-camera',
      async reach(stage) {
        await closeAll(stage);
        await stage.page.getByRole('button', { name: stage.word('camera.open') }).click();
        await stage.page.locator('[data-camera=running]').waitFor();
      },
    },
    {
      name: 'desk-camera-trouble',
      async reach({ page, word }) {
        await page.getByRole('button', { name: word('camera.close') }).click();
        await page.evaluate(() => {
          navigator.mediaDevices.getUserMedia = async () => {
            throw new DOMException('no camera', 'NotReadableError');
          };
        });
        await page.getByRole('button', { name: word('camera.open') }).click();
        await page.locator('.camera-trouble').waitFor();
      },
    },
    {
      name: 'desk-crashed',
      async reach({ page }) {
        await failWhenTouched(page);
        await page.locator('[data-screen=crashed]').waitFor();
      },
    },
  ],
};
