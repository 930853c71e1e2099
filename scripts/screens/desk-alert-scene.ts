import { withStation } from '../../tests/e2e/seed.ts';
import { closeAll } from './at-desk.ts';
import { seedGuests } from './more-guests.ts';
import type { Scene } from './screen.ts';

/** A desk of the protocol: guests of honour wait at its door. */
export const deskAlertScene: Scene = {
  name: 'desk-alert',
  window: 'desk',
  async prepare(folder) {
    await seedGuests(folder);
    await withStation(folder, async (station) => {
      station.configure({ name: '礼宾台 Protocol', protocolDesk: true });
      station.checkIn('SME002');
    });
  },
  screens: [
    {
      name: 'desk-alert',
      isMain: true,
      reach: ({ page }) => page.locator('[data-alert=waiting]').waitFor(),
    },
    {
      name: 'desk-alert-two',
      async reach({ page, scan }) {
        await scan('CODESME111');
        await page.locator('[data-alert=waiting]').nth(1).waitFor();
        await page.locator('[data-alert=waiting] [data-action=go]').first().click();
        await page.locator('[data-alert=answered]').waitFor();
        await page.locator('[data-waiting=waiting]').waitFor();
      },
    },
    {
      name: 'desk-alert-met',
      async reach(stage) {
        const { page } = stage;
        await closeAll(stage);
        await page.locator('[data-alert=waiting] [data-action=met]').click();
        await page.locator('[data-waiting=met]').waitFor();
      },
    },
  ],
};
