import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../scripts/built-app.ts';
import { writeMovedEvent } from '../../scripts/demo/moved-event.ts';
import { TEST_CODE } from '../../src/renderer/setup/learn-scanner.ts';
import { scan } from '../services/scanner.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { entries } from './ops.ts';

describe('the set-up', () => {
  it('leads from an empty data folder to a scanned guest: event file, list with preview, name, printer', async () => {
    const { eventFile, listFile, guests } = writeMovedEvent(temporaryFolder());
    const app = await startApp();
    const { page } = app;
    const next = page.getByRole('button', { name: 'Next' });
    const fileField = page.locator('input[type=file]');

    await page.locator('[data-step=source]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await fileField.setInputFiles(join(projectFolder, 'tests/fixtures/attendees-gbk.csv'));
    await page.getByRole('alert').filter({ hasText: 'is not a JSON file' }).waitFor();
    await fileField.setInputFiles(eventFile);
    await page.getByRole('alert').filter({ hasText: 'is not a JSON file' }).waitFor({ state: 'hidden' });
    await next.click();

    await page.locator('[data-step=list]').waitFor();
    await fileField.setInputFiles(join(projectFolder, 'tests/fixtures/attendees-bad-rows.csv'));
    await page.getByRole('region', { name: 'Refused rows' }).getByText('unknown category').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await fileField.setInputFiles(listFile);
    await page.getByText('New: 2,000').waitFor();
    await page.getByText('On the list: 0.').waitFor();
    await page.getByRole('button', { name: 'Import 2,000' }).click();
    await page.getByText('Imported: 2,000.').waitFor();
    await next.click();

    await page.getByRole('textbox', { name: 'Name' }).fill('Desk 7');
    await scan(app.display, 'A B C-77');
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Desk 7');
    expect(await accessibilityFaults(page)).toEqual([]);
    await next.click();
    await page.getByRole('checkbox', { name: /PDF folder/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await next.click();

    await page.getByRole('img', { name: 'Test code' }).waitFor();
    await scan(app.display, 'Test6QaZwY;6$&!)');
    await page.locator('[data-lesson=keyboard]', { hasText: 'French keyboard' }).waitFor();
    await scan(app.display, TEST_CODE);
    await page.locator('[data-lesson=good]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done, start check-in' }).click();

    await page.locator('[data-verdict=idle]').waitFor();
    await page.getByText('Main entrance · Desk 7').waitFor();
    await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
    const [guest] = guests;
    await scan(app.display, guest?.code ?? '');
    await page.locator('.verdict[data-verdict=admit]').waitFor();
    expect(await entries(app.folder)).toEqual([`${guest?.registration} scanner`]);

    await page.getByRole('button', { name: 'Set-up' }).click();
    await page.getByRole('button', { name: 'Back to check-in' }).click();
    await page.locator('[data-verdict=idle]').waitFor();
  });

  it('says that nobody could leave a kiosk while nobody has a PIN, and has a manager added on the spot', async () => {
    const { page } = await startApp();
    await page.locator('[data-step=source]').waitFor();
    for (const step of ['list', 'station']) {
      await page.getByRole('button', { name: 'Next' }).click();
      await page.locator(`[data-step=${step}]`).waitFor();
    }
    expect(await page.locator('.kiosk-exit').count()).toBe(0);
    await page.locator('.choice', { hasText: 'Kiosk' }).click();
    await page.getByText('Nobody could leave this kiosk').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Add a manager with a PIN…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Wang Fang');
    await dialog.getByLabel(/^PIN/).fill('24680');
    await dialog.getByLabel(/again/).fill('24680');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.locator('[data-member="Wang Fang"]').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByText('five quick touches in its top left corner').waitFor();
    expect(await page.getByText('Nobody could leave this kiosk').count()).toBe(0);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.locator('[data-step=printer]').waitFor();
  });

  it('shows how far a long import is, ends it when told to, says what is missing, and goes on with the same file', async () => {
    const rows = Array.from({ length: 6_000 }, (_, at) => `L${at},L${at},Guest ${at},delegate`);
    const file = {
      name: 'long.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['registration_id,code,name,category', ...rows].join('\n')),
    };
    const { page } = await startApp();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Import 6,000' }).click();
    const progress = page.getByRole('progressbar', { name: 'Importing the list' });
    await progress.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /^Only [\d,]+ of 6,000 guests of long.csv were taken in/ })
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: /^Import [\d,]+/ }).click();
    await page.getByText('Imported: 6,000.').waitFor();
    expect(await page.locator('[data-part-list]').count()).toBe(0);
  });

  it('says in words why a server cannot be reached, and goes no further without one', async () => {
    const { page } = await startApp();
    await page.getByText('Together with a server').click();
    await page.getByRole('textbox', { name: 'Address of the server' }).fill('http://127.0.0.1:9');
    await page.getByRole('textbox', { name: 'Enrolment code' }).fill('7K2M-9QXA');
    await page.getByRole('button', { name: 'Enrol', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'http://127.0.0.1:9' }).waitFor();
    expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
