import { withStation } from '../../tests/e2e/seed.ts';
import { closeAll, press, search, write } from './at-desk.ts';
import { seedGuests } from './more-guests.ts';
import type { Scene } from './screen.ts';

const GUEST = 'SME003';

/** Work at one guest: found, looked at, put right, taken down. */
export const deskGuestScene: Scene = {
  name: 'desk-guest',
  window: 'desk',
  async prepare(folder) {
    await seedGuests(folder);
    await withStation(folder, async (station) => {
      station.checkIn(GUEST);
      station.printBadge(GUEST, { reprint: { reason: 'damaged' } });
      station.correct(GUEST, { organization: 'Verband der mittelständischen Maschinenbauunternehmen e. V.' });
      station.note(
        GUEST,
        '同行两人未到，需在东门等候。 Two companions have not come yet; he waits at the east gate.',
      );
    });
  },
  screens: [
    {
      name: 'desk-search',
      isMain: true,
      reach: (stage) => search(stage, 'oyxm'),
    },
    {
      name: 'desk-search-long',
      reach: (stage) => search(stage, 'konstantinopolskaya'),
    },
    {
      name: 'desk-search-none',
      async reach(stage) {
        await stage.page.getByRole('combobox').click();
        await write(stage, 'Zhang Xiaolongbao');
        await stage.page.locator('[data-action=walk-in-found-nobody]').waitFor();
      },
    },
    {
      name: 'desk-guest',
      isMain: true,
      async reach(stage) {
        await search(stage, GUEST);
        await press(stage, 'open-guest');
        await stage.page.locator('[data-panel=guest] [data-badge-generation="2"]').waitFor();
      },
    },
    {
      name: 'desk-guest-records',
      inView: '.guest-records .undo-question',
      async reach({ page }) {
        const records = page.locator('[data-panel=guest] .guest-records');
        await records.locator('.button.small').last().click();
        await records.locator('.undo-question').waitFor();
      },
    },
    {
      name: 'desk-correct',
      async reach(stage) {
        await stage.page.keyboard.press('Enter');
        await stage.page.locator('.undo-question').waitFor({ state: 'detached' });
        await stage.page.locator('[data-panel=guest] [data-action=correct]').click();
        await stage.page.locator('[data-panel=guest] input').first().waitFor();
      },
    },
    {
      name: 'desk-corrected',
      async reach(stage) {
        const { page } = stage;
        await page.locator('[data-panel=guest] input').nth(1).click();
        await write(stage, 'Maximilian Alexander Friedrich');
        await page.keyboard.press('Enter');
        await page.locator('[data-panel=guest] [data-action=print-corrected]').waitFor();
      },
    },
    {
      name: 'desk-walk-in',
      isMain: true,
      async reach(stage) {
        await closeAll(stage);
        await stage.page.keyboard.press('Alt+n');
        await stage.page.locator('[data-panel=walk-in]').waitFor();
      },
    },
    {
      name: 'desk-walk-in-organization',
      async reach(stage) {
        const { page } = stage;
        await write(stage, 'Zhao Min');
        await page.keyboard.press('Tab');
        await write(stage, 'verb');
        await page.locator('.typed-suggestion').waitFor();
      },
    },
    {
      name: 'desk-walk-in-alike',
      async reach(stage) {
        await stage.page.keyboard.press('ArrowDown');
        await stage.page.keyboard.press('Shift+Tab');
        await write(stage, 'Ouyang Xiaoming');
        await stage.page.locator('[data-alike=same]').waitFor();
      },
    },
    {
      name: 'desk-walk-in-asked',
      async reach({ page }) {
        await page.keyboard.press('Enter');
        await page.locator('[data-action=somebody-else]').waitFor();
      },
    },
  ],
};
