import { join } from 'node:path';
import { projectFolder } from '../built-app.ts';
import type { Scene, Stage } from './screen.ts';

async function next({ page, word }: Stage): Promise<void> {
  await page.getByRole('button', { name: word('setup.next'), exact: true }).click();
}

export const setupScene: Scene = {
  name: 'setup',
  window: 'desk',
  prepare: () => Promise.resolve(),
  screens: [
    {
      name: 'setup-enrol',
      isMain: true,
      async reach({ page, word, scan }) {
        await page.getByText(word('setup.source.server'), { exact: true }).click();
        await scan('YD104A8X3');
        await page.locator('[data-wrong-scan=not-enrolment]').waitFor();
      },
    },
    {
      name: 'setup-event',
      async reach({ page, word }) {
        await page.getByText(word('setup.source.alone'), { exact: true }).click();
        await page.locator('.event-now').waitFor();
      },
    },
    {
      name: 'setup-list',
      async reach(stage) {
        await next(stage);
        const list = join(projectFolder, 'tests/fixtures/attendees-bad-rows.csv');
        await stage.page.locator('input[type=file]').setInputFiles(list);
        await stage.page.locator('.table-box').nth(1).waitFor();
      },
    },
    {
      name: 'setup-station',
      async reach(stage) {
        await stage.page.getByRole('button', { name: stage.word('setup.list.leaveOut') }).click();
        await next(stage);
        await stage.page.locator('[data-step=station]').waitFor();
      },
    },
    {
      name: 'setup-printer',
      async reach(stage) {
        await next(stage);
        await stage.page.locator('[data-step=printer] .choice').first().waitFor();
      },
    },
    {
      name: 'setup-scanner',
      async reach(stage) {
        await next(stage);
        await stage.page.locator('.learn-code svg').waitFor();
        await stage.scan('Test6QaZwY;6$&!)');
        await stage.page.locator('[data-lesson]').waitFor();
      },
    },
  ],
};
