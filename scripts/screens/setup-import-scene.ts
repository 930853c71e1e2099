import { press } from './at-desk.ts';
import type { Scene } from './screen.ts';

/** It is still at it when the last picture is taken. */
const LONG_LIST = 40_000;

/** A list so long that it takes a while, and is stopped before its end. */
export const setupImportScene: Scene = {
  name: 'setup-import',
  window: 'desk',
  prepare: () => Promise.resolve(),
  screens: [
    {
      name: 'setup-list-importing',
      async reach({ page }) {
        await page.locator('.event-now').waitFor();
        await page.locator('.setup-footer .primary').click();
        await page.locator('[data-step=list] input[type=file]').setInputFiles(longList());
        await page.locator('.list-choice .button.primary').click();
        await page.getByRole('progressbar').waitFor();
      },
    },
    {
      name: 'setup-list-part',
      async reach(stage) {
        await press(stage, 'stop-import');
        await stage.page.locator('[data-part-list]').waitFor();
      },
    },
  ],
};

function longList() {
  const rows = Array.from({ length: LONG_LIST }, (_, at) => `L${at},L${at},Guest ${at},delegate`);
  return {
    name: '第一届雁栖湖中小企业国际合作大会参会人员名单 attendees of all delegations, final version 3.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['registration_id,code,name,category', ...rows].join('\n')),
  };
}
