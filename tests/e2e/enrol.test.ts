import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeMovedEvent } from '../../scripts/demo/moved-event.ts';
import { EventSchema } from '../../src/contract/event.ts';
import en from '../../src/renderer/language/en.json' with { type: 'json' };
import zh from '../../src/renderer/language/zh-CN.json' with { type: 'json' };
import { listFile, startTestServer, type TestServer } from '../integration/server/test-server.ts';
import { chromiumPath, chromiumSwitches } from '../services/chromium.ts';
import { fakeCamera } from '../services/fake-camera.ts';
import { scan } from '../services/scanner.ts';
import { output } from '../services/service-process.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { seedStation } from './seed.ts';

async function startServer(): Promise<TestServer> {
  const { eventFile } = writeMovedEvent(temporaryFolder());
  const event = EventSchema.parse(JSON.parse(readFileSync(eventFile, 'utf8')));
  const server = await startTestServer(null, event);
  onTestFinished(() => server[Symbol.asyncDispose]());
  await server.importList({ file: listFile(1, 50), encoding: null, dryRun: false });
  return server;
}

/** Gets a code on the console page in a browser, and reads its QR code off the screen as a scanner does. */
async function qrCodeOfConsole(
  server: TestServer,
  name: string,
  role: 'desk' | 'kiosk' = 'desk',
): Promise<string> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumSwitches });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${server.url}/#key=${server.consoleKey}`);
  await page.locator('#line.live').waitFor();
  await page.getByLabel('名称').fill(name);
  await page.getByLabel('用途').selectOption(role);
  await page.getByRole('button', { name: '取登记码' }).click();
  const picture = join(temporaryFolder(), 'qr.png');
  await page.locator('#code-qr svg').screenshot({ path: picture });
  expect(await accessibilityFaults(page)).toEqual([]);
  return (await output('zbarimg', ['--quiet', '--raw', picture])).trim();
}

async function standsAt(page: Page, step: string, words: string): Promise<void> {
  await page.locator(`[data-step=${step}]`).waitFor();
  await page.getByText(words, { exact: true }).waitFor();
}

describe('the set-up', () => {
  it.each([
    ['en', en, 'wrong, used or expired', 'Main entrance'],
    ['zh-CN', zh, '登记码不对、已用过或已过期', '主入口'],
  ])(
    'enrols at once from the QR code of the console under the scanner; then Enter leads to the desk: %s',
    async (language, words, refused, place) => {
      const { setup, printer } = words;
      const step = (number: number, total: number) =>
        setup.stepOf.replace('{{number}}', String(number)).replace('{{total}}', String(total));
      const server = await startServer();
      const link = await qrCodeOfConsole(server, '3号台 Desk 3');
      const { page, display } = await startApp({ arguments: [`--lang=${language}`] });
      await standsAt(page, 'source', step(1, 5));
      await page.getByText(setup.source.server).click();
      expect(await page.getByRole('button', { name: setup.next }).isDisabled()).toBe(true);
      await page.getByText(setup.missing.enrolment).waitFor();

      await scan(display, `${server.url}/#key=${server.consoleKey}`);
      await page.locator('[data-wrong-scan=not-enrolment]', { hasText: setup.source.wrongScan }).waitFor();
      await scan(display, link.replace(/.{4}$/, 'ZZZZ'));
      await page.getByRole('alert').filter({ hasText: refused }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);

      await scan(display, link);
      await page.getByRole('region', { name: setup.source.done }).getByText('3号台 Desk 3').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await standsAt(page, 'station', step(2, 4));
      expect(await page.getByRole('textbox', { name: setup.station.name }).inputValue()).toBe('3号台 Desk 3');
      await page.keyboard.press('Enter');
      await standsAt(page, 'printer', step(3, 4));
      await page.getByRole('checkbox', { name: printer['pdf-folder'] }).waitFor();
      await page.keyboard.press('Enter');
      await standsAt(page, 'scanner', step(4, 4));
      await page.keyboard.press('Enter');
      await page.getByText(`${place} · 3号台 Desk 3`).waitFor();
      await page.locator('[data-count=arrived]', { hasText: '0 / 50' }).waitFor();
    },
  );

  it('takes the code though a list was chosen, and going back loses nothing', async () => {
    const server = await startServer();
    const link = await qrCodeOfConsole(server, 'Kiosk 1');
    const { page, display } = await startApp();
    await page.locator('[data-step=source]').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('input[type=file]').setInputFiles({
      name: 'guests.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('registration_id,code,family_name,given_name,category\nG1,C1,王,小明,delegate\n'),
    });
    await page.getByText('Import the list first, or leave it out').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.locator('[data-step=source]').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Import 1' }).waitFor();
    await page.getByRole('button', { name: 'Leave this list out' }).click();
    await page.locator('[data-step=list]').press('Enter');
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.press('End');
    await name.press('9');
    await name.press('Enter');
    await page.locator('[data-step=printer]').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    expect(await name.inputValue()).toMatch(/.9$/);
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Back' }).click();

    await page.locator('[data-step=source]').waitFor();
    await scan(display, link);
    await page.getByRole('region', { name: 'Enrolled' }).getByText('Kiosk 1').waitFor();
  });

  it("asks for the rest after a kiosk's code, at a desk that was set up as well, and is a kiosk when that is done", async () => {
    const server = await startServer();
    const link = await qrCodeOfConsole(server, 'Kiosk 1', 'kiosk');
    const folder = temporaryFolder();
    await seedStation(folder, { name: 'Desk 3' });
    const { electron, page, display } = await startApp({ folder });
    await page.getByRole('button', { name: 'Set-up' }).click();
    await page.locator('[data-step=source]').waitFor();
    await scan(display, link);
    await page.getByRole('region', { name: 'Enrolled' }).getByText('Kiosk 1').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Nobody could leave this kiosk').waitFor();
    for (const step of ['printer', 'scanner']) {
      await page.getByRole('button', { name: 'Next' }).click();
      await page.locator(`[data-step=${step}]`).waitFor();
    }
    const kiosk = electron.waitForEvent('window');
    await page.getByRole('button', { name: 'Done, start check-in' }).click();
    await (await kiosk).waitForURL(/kiosk\.html/);
  });

  it('enrols from the same QR code before the camera', async () => {
    const server = await startServer();
    const link = await qrCodeOfConsole(server, 'Desk 4');
    const folder = temporaryFolder();
    const { page } = await startApp({ folder, arguments: await fakeCamera(link, folder) });
    await page.getByText('Together with a server').click();
    await page.getByRole('button', { name: 'Scan with the camera' }).click();
    await page.getByRole('region', { name: 'Enrolled' }).getByText('Desk 4').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-step=station]').waitFor();
    expect(await page.locator('video').count()).toBe(0);
  });
});
