import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventSchema } from '../../src/contract/event.ts';
import { projectFolder } from '../built-app.ts';
import { press } from './at-desk.ts';
import type { Scene } from './screen.ts';

/** It is still at it when the last picture is taken. */
const LONG_LIST = 40_000;
const EVENT_NAME = '雁栖湖论坛 Yanqi Lake Forum';

/** A list so long that it takes a while, and is stopped before its end; then a place where guests are scanned out, too. */
export const setupImportScene: Scene = {
  name: 'setup-import',
  window: 'desk',
  prepare: () => Promise.resolve(),
  screens: [
    {
      name: 'setup-list-importing',
      async reach({ page }) {
        await page.locator('.event-now').waitFor();
        await page.locator('input[type=file]').setInputFiles(eventWithExits());
        await page.locator('.event-now', { hasText: EVENT_NAME }).waitFor();
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
    {
      name: 'setup-direction',
      inView: '.choices.two >> nth=1',
      async reach({ page }) {
        await page.locator('.setup-footer .primary').click();
        await page.locator('[data-step=station] .choices.two').nth(1).waitFor();
      },
    },
  ],
};

function eventWithExits() {
  const file = join(projectFolder, 'resources/events/world-sme-conference-2026.json');
  const event = EventSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const checkpoints = event.checkpoints.map((place) => ({ ...place, tracksExit: true }));
  const name = { zh: EVENT_NAME, en: EVENT_NAME };
  return {
    name: 'event.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...event, name, checkpoints })),
  };
}

function longList() {
  const rows = Array.from({ length: LONG_LIST }, (_, at) => `L${at},L${at},Guest ${at},delegate`);
  return {
    name: '第一届雁栖湖中小企业国际合作大会参会人员名单 attendees of all delegations, final version 3.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['registration_id,code,name,category', ...rows].join('\n')),
  };
}
