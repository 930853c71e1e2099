import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sampleEvent from '../../resources/events/world-sme-conference-2026.json' with { type: 'json' };
import { EventSchema } from '../../src/contract/event.ts';
import { TEST_CODE } from '../../src/renderer/setup/learn-scanner.ts';
import { startTestServer, type TestServer } from '../../tests/integration/server/test-server.ts';
import { startCups } from '../../tests/services/cups.ts';
import { projectFolder } from '../built-app.ts';
import { writeMovedEvent } from '../demo/moved-event.ts';
import { guestFilm } from './guest-film.ts';
import type { Scene, Screen, Stage } from './screen.ts';
import { type SilentServer, startSilentServer } from './silent-server.ts';

const PRINTERS = [
  'Zebra_ZC300_Main_Entrance_Left_Hand_Side',
  'Zebra_ZC300_Main_Entrance_Right_Hand_Side',
  'Brother_QL-820NWB',
];
const STATION = '国际会展中心一层东侧主入口 3号台 Main entrance, ground floor east, desk 3';

/** What a station may meet: the server it enrols at, and one that hangs. */
let servers: { readonly real: TestServer; readonly silent: SilentServer } | null = null;

export const setupScene: Scene = {
  name: 'setup',
  window: 'desk',
  prepare: () => Promise.resolve(),
  async surround(folder, ends) {
    const cups = ends.use(await startCups());
    for (const printer of PRINTERS) await cups.addPdfQueue(printer);
    await cups.pause(PRINTERS[1] ?? '');
    const { eventFile } = writeMovedEvent(folder);
    const event = EventSchema.parse(JSON.parse(readFileSync(eventFile, 'utf8')));
    const real = ends.use(await startTestServer(null, event));
    servers = { real, silent: ends.use(await startSilentServer()) };
    return { camera: await guestFilm(folder), env: { CUPS_SERVER: cups.server } };
  },
  screens: [
    {
      name: 'setup-event',
      isMain: true,
      reach: ({ page }) => page.locator('.event-now').waitFor(),
    },
    {
      name: 'setup-event-wrong',
      async reach({ page }) {
        const wrong = { ...sampleEvent, firstDay: '21.6.2026', timeZone: 'Asia/Yanqi', categories: {} };
        const file = { name: '2026 会议 conference.json', mimeType: 'application/json' };
        const buffer = Buffer.from(JSON.stringify(wrong));
        await page.locator('input[type=file]').setInputFiles({ ...file, buffer });
        await page.locator('.trouble:not(:empty)').waitFor();
      },
    },
    {
      name: 'setup-enrol',
      isMain: true,
      reach: ({ page, word }) => page.getByText(word('setup.source.server'), { exact: true }).click(),
    },
    {
      name: 'setup-enrol-camera',
      async reach({ page }) {
        await page.locator('[data-action=enrol-camera]').click();
        await page.locator('.camera-panel[data-camera=running]').waitFor();
      },
    },
    {
      name: 'setup-enrol-wrong-scan',
      async reach({ page, scan }) {
        await page.locator('[data-action=enrol-camera]').click();
        await scan('YD104A8X3');
        await page.locator('[data-wrong-scan=not-enrolment]').waitFor();
      },
    },
    {
      name: 'setup-enrolling',
      async reach({ page, scan, word }) {
        await scan(`${theServers().silent.url}/#enrol=7K2M9QXA`);
        await page.getByText(word('setup.source.enrolling')).first().waitFor();
      },
    },
    {
      name: 'setup-enrol-no-server',
      inView: '.enrol > .trouble',
      async reach({ page }) {
        theServers().silent.hangUp();
        await page.locator('.enrol > .trouble:not(:empty)').waitFor();
      },
    },
    {
      name: 'setup-enrol-wrong-code',
      inView: '.enrol > .trouble',
      async reach({ page, scan, word }) {
        await scan(`${theServers().real.url}/#enrol=7K2M9QXA`);
        await page.getByText(word('setup.source.enrolling')).first().waitFor({ state: 'detached' });
        await page.locator('.enrol > .trouble:not(:empty)').waitFor();
      },
    },
    {
      name: 'setup-list',
      async reach(stage) {
        await stage.page.getByText(stage.word('setup.source.alone'), { exact: true }).click();
        await next(stage, 'list');
      },
    },
    {
      name: 'setup-list-rows',
      isMain: true,
      async reach({ page }) {
        await page.locator('input[type=file]').setInputFiles(listFile('attendees-bad-rows.csv'));
        await page.locator('.table-box').nth(1).waitFor();
      },
    },
    {
      name: 'setup-list-imported',
      async reach({ page }) {
        await page.locator('.list-choice .button.primary').click();
        await page.locator('.list-choice .button.primary').waitFor({ state: 'detached' });
      },
    },
    {
      name: 'setup-station',
      isMain: true,
      async reach(stage) {
        await next(stage, 'station');
        await stage.page.locator('[data-step=station] input').first().fill(STATION);
      },
    },
    {
      name: 'setup-kiosk',
      isMain: true,
      async reach({ page, word }) {
        await page.getByText(word('setup.station.kiosk'), { exact: true }).click();
        await page.locator('[data-exit=none]').waitFor();
      },
    },
    {
      name: 'setup-staff',
      async reach({ page }) {
        await page.locator('[data-exit] [data-action=staff]').click();
        await page.locator('.staff-form').waitFor();
        await page
          .locator('.staff-form input')
          .first()
          .fill('Aleksandra Konstantinopolskaya-Rozhdestvenskaya');
        for (const nth of [0, 1])
          await page.locator('.staff-form input[type=password]').nth(nth).fill('24680');
      },
    },
    {
      name: 'setup-kiosk-exit',
      async reach({ page }) {
        await page.locator('.staff-form .primary').click();
        await page.locator('.staff-list li').waitFor();
        await page.keyboard.press('Escape');
        await page.locator('[data-exit=pin]').waitFor();
      },
    },
    {
      name: 'setup-printer',
      isMain: true,
      async reach(stage) {
        await stage.page.getByText(stage.word('setup.station.desk'), { exact: true }).click();
        await next(stage, 'printer');
        for (const printer of PRINTERS.slice(0, 2))
          await stage.page.locator('.choice', { hasText: printer }).click();
      },
    },
    {
      name: 'setup-printing',
      async reach({ page }) {
        await page.locator('.test-badge .button').click();
        await page.locator('.test-badge [data-badge=printed]').waitFor();
        await page.locator('.disclosure .button').click();
        await page.locator('.test-badge').evaluate((element) => element.scrollIntoView());
      },
    },
    {
      name: 'setup-scanner',
      isMain: true,
      async reach(stage) {
        await next(stage, 'scanner');
        await stage.page.locator('.learn-code svg').waitFor();
      },
    },
    lesson('setup-scanner-wrong', 'Test6QaZwY;6$&!)', 'keyboard'),
    lesson('setup-scanner-right', TEST_CODE, 'good'),
    {
      name: 'setup-finished',
      async reach({ page }) {
        await page.locator('.setup-footer .primary').click();
        await page.locator('[data-verdict=idle]').waitFor();
      },
    },
    {
      name: 'setup-enrolled',
      async reach({ page, scan, word }) {
        await page.getByRole('button', { name: word('footer.setup') }).click();
        await page.locator('[data-step=source]').waitFor();
        const { code } = await theServers().real.makeEnrolmentCode({ name: STATION, role: 'desk' });
        await scan(`${theServers().real.url}/#enrol=${code}`);
        await page.locator('.enrolled').waitFor();
      },
    },
  ],
};

function lesson(name: string, code: string, shown: string): Screen {
  return {
    name,
    async reach({ page, scan }) {
      await scan(code);
      await page.locator(`[data-lesson=${shown}]`).waitFor();
    },
  };
}

async function next({ page }: Stage, step: string): Promise<void> {
  await page.locator('.setup-footer .primary').click();
  await page.locator(`[data-step=${step}]`).waitFor();
}

function listFile(name: string): string {
  return join(projectFolder, 'tests/fixtures', name);
}

function theServers() {
  if (servers === null) throw new Error('the scene has not been prepared');
  return servers;
}
