import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { seedStation, withStation } from './seed.ts';

const UNDRAWABLE = 'registration_id,code,family_name,given_name,category\nYI1,YI1,ꀀ,李,delegate\n';

it('prints many badges from the desk: a category with pause and cancel, a file with what is to look after', async () => {
  const folder = temporaryFolder();
  await seedStation(folder, { name: 'Desk 3' });
  await withStation(folder, async (station) => {
    const file = { name: 'more.csv', bytes: new TextEncoder().encode(UNDRAWABLE) };
    await station.importList({ file, encoding: null, dryRun: false });
  });
  const { page, electron } = await startApp({ folder, env: { CUPS_SERVER: '127.0.0.1:1' } });
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
  await page.locator('[data-verdict=idle]').waitFor();
  await page.getByRole('button', { name: 'Print many' }).click();
  const dialog = page.getByRole('dialog', { name: 'Print many badges' });
  const start = dialog.getByRole('button', { name: 'Start printing' });
  expect(await start.isDisabled()).toBe(true);

  async function choose(label: string, option: RegExp) {
    await dialog.getByRole('button', { name: new RegExp(`${label}$`) }).click();
    await page.getByRole('option', { name: option }).click();
  }

  await choose('Category', /^Delegate/);
  await start.click();
  await dialog
    .locator('[data-batch=running] .work-progress', { hasText: /^[1-9]\d* of 9\d\d printed/ })
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await dialog.locator('[data-batch=paused]').waitFor();
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.locator('[data-batch=running]').waitFor();
  await dialog.getByRole('button', { name: 'Cancel the rest' }).click();
  await dialog.locator('[data-batch=cancelled]', { hasText: /given up: [\d,]+/ }).waitFor();

  await choose('Whose badges', /file of ids/);
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({
    name: 'vips.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('id\nSME000001\nYI1\nSME999999\n'),
  });
  await choose('Order', /list/);
  await choose('Guests who have a badge', /Print again: Details corrected/);
  await start.click();
  const report = dialog.locator('.batch', { hasText: 'vips.csv' });
  await report.locator('[data-held=characters-undrawn]', { hasText: /李.*U\+A000/ }).waitFor();
  await report.locator('[data-unknown=SME999999]', { hasText: 'Line 4' }).waitFor();
  await report.and(page.locator('[data-batch=done]')).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(readdirSync(join(folder, 'badges')).filter((file) => file.startsWith('SME000001'))).not.toEqual([]);
});
