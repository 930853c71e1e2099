import { seedVenue } from '../../tests/e2e/venue.ts';
import type { Scene, Screen, Stage } from './screen.ts';

/** A scan and its verdict; the guests are those of `seedVenue`, with the longest names. */
function verdict(name: string, code: string, shown: string): Screen {
  return {
    name,
    isMain: true,
    async reach({ page, scan }) {
      await scan(code);
      await page.locator(`.verdict[data-verdict=${shown}]`).waitFor();
    },
  };
}

async function press({ page }: Stage, action: string): Promise<void> {
  await page.locator(`[data-action=${action}]`).first().click();
}

export const deskScene: Scene = {
  name: 'desk',
  window: 'desk',
  prepare: seedVenue,
  screens: [
    {
      name: 'desk-idle',
      isMain: true,
      reach: ({ page }) => page.locator('[data-verdict=idle]').waitFor(),
    },
    verdict('desk-admit', 'CODESME003', 'admit'),
    verdict('desk-hold', 'CODESME002', 'hold'),
    verdict('desk-already-in', 'CODESME007', 'already-in'),
    verdict('desk-cancelled', 'CODESME006', 'cancelled'),
    verdict('desk-unknown', 'NO-SUCH-CODE', 'unknown'),
    verdict('desk-admit-han', 'CODESME001', 'admit'),
    {
      name: 'desk-print-again',
      async reach({ page }) {
        await page.locator('.badge-progress[data-badge=printed]').waitFor();
        await page.keyboard.press('Alt+p');
        await page.getByRole('alertdialog').waitFor();
      },
    },
    {
      name: 'desk-search',
      isMain: true,
      async reach({ page }) {
        await page.keyboard.press('Escape');
        await page.getByRole('alertdialog').waitFor({ state: 'detached' });
        await page.getByRole('combobox').click();
        await page.keyboard.type('aleksandra', { delay: 90 });
        await page.getByRole('option').first().waitFor();
      },
    },
    {
      name: 'desk-guest',
      isMain: true,
      async reach(stage) {
        await press(stage, 'open-guest');
        await stage.page.locator('[data-panel=guest]').waitFor();
      },
    },
    {
      name: 'desk-correct',
      async reach(stage) {
        await stage.page.locator('[data-panel=guest] [data-action=correct]').click();
        await stage.page.locator('[data-panel=guest] input').first().waitFor();
      },
    },
    {
      name: 'desk-walk-in',
      isMain: true,
      async reach(stage) {
        await stage.page.keyboard.press('Escape');
        await press(stage, 'walk-in');
        await stage.page.locator('[data-panel=walk-in]').waitFor();
        await stage.page.keyboard.type('Wolfeschlegelsteinhausenbergerdorff', { delay: 90 });
      },
    },
    {
      name: 'desk-delegation',
      async reach(stage) {
        await stage.page.keyboard.press('Escape');
        await press(stage, 'group');
        await stage.page.locator('[data-panel=group], [role=dialog]').first().waitFor();
      },
    },
    {
      name: 'desk-batch',
      async reach(stage) {
        await stage.page.keyboard.press('Escape');
        await press(stage, 'batch');
        await stage.page.getByRole('dialog').waitFor();
      },
    },
  ],
};
