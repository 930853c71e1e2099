import { lostBadge } from '../../tests/e2e/lost-badge.ts';
import { closeAll, verdict, verdictAt, verdictShown } from './at-desk.ts';
import { seedGuests } from './more-guests.ts';
import type { Scene } from './screen.ts';

/** Every verdict, with the longest names that there are for it. */
export const deskVerdictScene: Scene = {
  name: 'desk-verdict',
  window: 'desk',
  prepare: seedGuests,
  screens: [
    {
      name: 'desk-idle',
      isMain: true,
      reach: ({ page }) => page.locator('[data-verdict=idle]').waitFor(),
    },
    { ...verdict('desk-admit', 'CODESME003', 'admit'), isMain: true },
    { ...verdict('desk-hold', 'CODESME002', 'hold'), isMain: true },
    { ...verdict('desk-already-in', 'CODESME007', 'already-in'), isMain: true },
    verdict('desk-cancelled', 'CODESME006', 'cancelled'),
    verdict('desk-blocked', 'CODESME104', 'blocked'),
    { ...verdict('desk-unknown', 'NO-SUCH-CODE', 'unknown'), isMain: true },
    {
      name: 'desk-revoked-badge',
      async reach(stage) {
        await stage.scan(await lostBadge(stage.folder, 'SME004'));
        await verdictShown(stage, 'revoked-badge');
      },
    },
    {
      name: 'desk-scan-again',
      async reach(stage) {
        await stage.page.evaluate(typeAsTwoScanners);
        await verdictShown(stage, 'two-scanners');
      },
    },
    verdictAt('forum', verdict('desk-wrong-category', 'CODESME003', 'wrong-category')),
    verdictAt('closed', verdict('desk-wrong-day', 'CODESME003', 'wrong-day')),
    {
      ...verdictAt('lunch', verdict('desk-full', 'CODESME003', 'full')),
      async reach(stage) {
        await verdictAt('lunch', verdict('desk-full', 'CODESME007', 'admit')).reach(stage);
        await verdict('desk-full', 'CODESME003', 'full').reach(stage);
      },
    },
    verdictAt('gate', verdict('desk-out', 'CODESME003', 'out')),
    verdictAt('main', verdict('desk-admit-han', 'CODESME001', 'admit')),
    {
      name: 'desk-undo',
      async reach({ page }) {
        await page.keyboard.press('Alt+u');
        await page.locator('.desk-actions .undo-question').waitFor();
      },
    },
    {
      name: 'desk-print-again',
      async reach(stage) {
        const { page } = stage;
        await page.keyboard.press('Enter');
        await page.locator('.undo-question').waitFor({ state: 'detached' });
        await page.keyboard.press('Alt+p');
        await page.getByRole('alertdialog').waitFor();
      },
    },
    {
      name: 'desk-undone',
      async reach(stage) {
        const { page } = stage;
        await closeAll(stage);
        await page.keyboard.press('Alt+u');
        await page.locator('.desk-actions .undo-question .danger').click();
        await verdictShown(stage, 'undone');
      },
    },
  ],
};

/** In the window: each key goes down while the one before is held, as only two scanners at once can do. */
async function typeAsTwoScanners(): Promise<void> {
  const press = async (type: 'keydown' | 'keyup', code: string) => {
    document.body.dispatchEvent(new KeyboardEvent(type, { code, key: code.slice(-1), bubbles: true }));
    await new Promise((resolve) => window.setTimeout(resolve, 4));
  };
  const codes = [...'CODESMEAB'].map((letter) => `Key${letter}`);
  for (const [index, code] of codes.entries()) {
    await press('keydown', code);
    if (index > 0) await press('keyup', codes[index - 1] ?? '');
  }
  await press('keydown', 'Enter');
}
