import { withStation } from '../../tests/e2e/seed.ts';
import { seedVenue } from '../../tests/e2e/venue.ts';
import type { Scene, Screen } from './screen.ts';

function answer(name: string, code: string, screen: string): Screen {
  return {
    name,
    isMain: true,
    async reach({ page, scan }) {
      await scan(code);
      await page.locator(`[data-screen=${screen}]`).waitFor();
    },
  };
}

export const kioskScene: Scene = {
  name: 'kiosk',
  window: 'kiosk',
  async prepare(folder) {
    await seedVenue(folder);
    await withStation(folder, async (station) => void station.configure({ role: 'kiosk' }));
  },
  screens: [
    {
      name: 'kiosk-attract',
      isMain: true,
      reach: ({ page }) => page.locator('[data-screen=attract]').waitFor(),
    },
    answer('kiosk-welcome', 'CODESME001', 'welcome'),
    answer('kiosk-welcome-long', 'CODESME003', 'welcome'),
    answer('kiosk-see-desk', 'NO-SUCH-CODE', 'see-desk'),
  ],
};
