import { withStation } from '../../tests/e2e/seed.ts';
import { closeAll, press, search } from './at-desk.ts';
import { importLargeDelegation, LARGE_DELEGATION, seedGuests } from './more-guests.ts';
import type { Scene } from './screen.ts';

const LARGE_SIZE = 60;
/** So many are checked in when the pictures are taken. */
const DONE = 4;

/** Many at once: delegations, and badges. */
export const deskGroupScene: Scene = {
  name: 'desk-group',
  window: 'desk',
  async prepare(folder) {
    await seedGuests(folder);
    await importLargeDelegation(folder, LARGE_SIZE);
  },
  screens: [
    {
      name: 'desk-group-choose',
      async reach({ page }) {
        await page.locator('[data-verdict=idle]').waitFor();
        await page.keyboard.press('Alt+g');
        await page.locator('[data-panel=group]').waitFor();
      },
    },
    {
      name: 'desk-group',
      isMain: true,
      async reach(stage) {
        const { page } = stage;
        await closeAll(stage);
        await search(stage, 'SME113');
        await press(stage, 'open-guest');
        await page.locator('[data-panel=guest] [data-action=group]').click();
        await page.locator('[data-panel=group] .group-guest').first().waitFor();
      },
    },
    {
      name: 'desk-group-done',
      async reach({ page }) {
        const panel = page.locator('[data-panel=group]');
        await panel.locator('[data-action=check-in-group]').click();
        await panel.locator('[data-result=hold]').waitFor();
        await panel.locator('.group-summary:not(:empty)').waitFor();
      },
    },
    {
      name: 'desk-batch',
      async reach(stage) {
        await closeAll(stage);
        await press(stage, 'batch');
        await stage.page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'desk-batch-done',
      async reach(stage) {
        const { page, word } = stage;
        const dialog = page.getByRole('dialog');
        const choose = async (label: string, option: string) => {
          await dialog.getByRole('button', { name: word(label) }).click();
          await page.getByRole('option', { name: word(option) }).click();
        };
        await choose('batch.by.label', 'batch.by.ids');
        const chooser = page.waitForEvent('filechooser');
        await dialog.getByRole('button', { name: word('batch.chooseFile') }).click();
        await (await chooser).setFiles({
          name: 'vip-badges-of-the-opening-ceremony-2026-06-21-final-version-3.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from('id\nSME001\nSME004\nSME005\nSME9999\n'),
        });
        await press(stage, 'start-batch');
        await dialog.locator('[data-batch=done] [data-unknown]').waitFor();
      },
    },
    {
      name: 'desk-batch-paused',
      async reach(stage) {
        const { page, word } = stage;
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: word('batch.by.label') }).click();
        await page.getByRole('option', { name: word('batch.by.category') }).click();
        await dialog.locator('.choose').nth(1).click();
        await page.getByRole('option').nth(1).click();
        await press(stage, 'start-batch');
        await dialog.locator('[data-batch=running]').waitFor();
        await page.locator('[data-batch=running] [data-action=pause]').click();
        await dialog.locator('[data-batch=paused]').waitFor();
      },
    },
    {
      name: 'desk-group-running',
      async reach(stage) {
        const { page } = stage;
        await press(stage, 'cancel');
        // Thousands of badges would keep the computer busy for long.
        await withStation(
          stage.folder,
          async (station) => void station.configure({ printWhen: 'on-request' }),
        );
        await closeAll(stage);
        await search(stage, 'L0001');
        await press(stage, 'open-guest');
        await page.locator('[data-panel=guest] [data-action=group]').click();
        const panel = page.locator('[data-panel=group]', { hasText: LARGE_DELEGATION });
        await page.evaluate(holdCheckIns, DONE);
        await panel.locator('[data-action=check-in-group]').click();
        await panel
          .locator('[data-result=admit]')
          .nth(DONE - 1)
          .waitFor();
      },
    },
  ],
};

/** In the window: what is asked after so many never reaches the core, so that the run stands still. */
function holdCheckIns(after: number): void {
  const post = MessagePort.prototype.postMessage;
  let asked = 0;
  MessagePort.prototype.postMessage = function (message: unknown) {
    if (String(message).includes('"/checkIn"')) asked += 1;
    if (asked <= after) post.call(this, message);
  };
}
