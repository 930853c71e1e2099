import { withStation } from '../../tests/e2e/seed.ts';
import { seedVenue } from '../../tests/e2e/venue.ts';
import type { Scene } from './screen.ts';

const STEWARD_PIN = '9999';

export const staffScene: Scene = {
  name: 'staff',
  window: 'desk',
  async prepare(folder) {
    await seedVenue(folder);
    await withStation(folder, async ({ staff }) => {
      await staff.add('王芳', 'manager', '24680');
      await staff.add('Aleksandra Konstantinopolskaya-Rozhdestvenskaya', 'desk', '1357');
      await staff.add('Li Lei', 'steward', STEWARD_PIN);
    });
  },
  screens: [
    {
      name: 'staff-lock',
      isMain: true,
      async reach({ page }) {
        await page.locator('[data-screen=locked]').waitFor();
        await page.getByText('Li Lei').click();
        await page.locator('.pin-field input:focus').waitFor();
      },
    },
    {
      name: 'staff-steward',
      async reach({ page, scan }) {
        await page.keyboard.type(STEWARD_PIN, { delay: 120 });
        await page.keyboard.press('Enter');
        await page.locator('[data-screen=steward]').waitFor();
        await scan('CODESME003');
        await page.locator('.verdict[data-verdict=admit]').waitFor();
      },
    },
  ],
};
