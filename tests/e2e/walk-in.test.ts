import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { writeMovedEvent } from '../../scripts/demo/moved-event.ts';
import { EventSchema } from '../../src/contract/event.ts';
import { syncUntilDone } from '../../src/core/sync/sync-until-done.ts';
import { listFile, startTestServer } from '../integration/server/test-server.ts';
import { openSyncStation } from '../integration/sync/sync-station.ts';
import { startProxy } from '../services/cuttable-proxy.ts';
import { scan } from '../services/scanner.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { type, verdictShown } from './desk-keys.ts';
import { ops } from './ops.ts';
import { withStation } from './seed.ts';
import { seedVenue } from './venue.ts';

async function startDesk() {
  const folder = temporaryFolder();
  await seedVenue(folder);
  const app = await startApp({ folder, env: { CUPS_SERVER: '127.0.0.1:1' } });
  await app.page.locator('[data-verdict=idle]').waitFor();
  await app.page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  return { app, page: app.page, folder, panel: app.page.locator('[data-panel=walk-in]') };
}

async function kindsAfter(folder: string, before: number): Promise<string[]> {
  return (await ops(folder)).slice(before).map(({ kind }) => kind);
}

it('a walk-in is taken down by keyboard alone, let in, and has a badge', async () => {
  const { page, folder, panel } = await startDesk();
  const before = (await ops(folder)).length;
  await page.keyboard.press('Alt+n');
  await panel.waitFor();
  await type(page, 'Zhao Min');
  await page.keyboard.press('Tab');
  await type(page, 'gesells');
  await panel.locator('.typed-suggestion', { hasText: 'Gesellschaft für mittelständische' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  expect(await panel.getByRole('radio', { name: 'Exhibitor' }).isChecked()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await verdictShown(page, 'admit', /Zhao Min.*参展商 Exhibitor.*Gesellschaft für .* mbH/s);
  await page.locator('.badge-progress[data-badge=printed]').waitFor();
  await panel.waitFor({ state: 'detached' });
  expect(await kindsAfter(folder, before)).toEqual(['walk-in', 'entry', 'badge-printed']);
});

it('the buttons of walk-ins and of delegations open an empty panel', async () => {
  const { page, panel } = await startDesk();
  await page.locator('.desk-actions [data-action=walk-in]').click();
  expect(await panel.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await page.locator('.desk-footer [data-action=group]').click();
  expect(await page.locator('[data-panel=group]').getByRole('combobox').first().inputValue()).toBe('');
});

it('one who was searched for in vain keeps the name; a name that is too long is told at its field, in both languages', async () => {
  const { app, page, folder, panel } = await startDesk();
  const before = (await ops(folder)).length;
  await page.keyboard.press('/');
  await type(page, '赵敏');
  await page.locator('[data-action=walk-in-found-nobody]').waitFor();
  await page.keyboard.press('Alt+n');
  const name = panel.getByRole('textbox', { name: 'Name', exact: true });
  expect(await name.inputValue()).toBe('赵敏');

  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('x'.repeat(201)));
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Enter');
  await panel.getByText('The name is too long: at most 200 characters. Nothing was saved.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '中文' }).click();
  await panel.getByText('“姓名”太长：最多 200 个字符。没有保存。').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect(await kindsAfter(folder, before)).toEqual([]);
});

it('somebody of the same name on the list is shown while the name is typed, and Enter checks that guest in', async () => {
  const { page, folder, panel } = await startDesk();
  const before = (await ops(folder)).length;
  await page.getByRole('button', { name: '中文' }).click();
  await page.keyboard.press('Alt+n');
  await panel.waitFor();
  await type(page, 'ouyang');
  await panel.locator('[data-alike=similar] [data-likeness=similar]', { hasText: '欧阳小明' }).waitFor();
  await type(page, 'xiaoming ouyang');
  await panel
    .locator('[data-alike=same] [data-likeness=same]', { hasText: /欧阳小明.*SME001 *未到|SME001.*未到/s })
    .waitFor();
  await page.keyboard.press('Enter');
  await panel.getByRole('alert').filter({ hasText: '是其中一位吗？' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await verdictShown(page, 'admit', '欧阳小明');
  await panel.waitFor({ state: 'detached' });
  expect((await kindsAfter(folder, before))[0]).toBe('entry');

  await page.keyboard.press('Alt+n');
  await type(page, '欧阳小明');
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: '不是：另行登记' }).click();
  await panel.waitFor({ state: 'detached' });
  await page.locator('.badge-progress[data-badge=printed]').waitFor();
  const kinds = (await kindsAfter(folder, before)).filter((kind) => kind !== 'badge-printed');
  expect(kinds).toEqual(['entry', 'walk-in', 'conflict-settled', 'entry']);
  // It was said already.
  expect(await page.locator('[data-conflict=duplicate-walk-in]').count()).toBe(0);
});

it('a scan meanwhile is answered beside the form, which keeps its text and its focus', async () => {
  const { app, page, folder, panel } = await startDesk();
  await page.keyboard.press('Alt+n');
  await panel.waitFor();
  await type(page, 'Zhao');
  await scan(app.display, 'CODESME001');
  await verdictShown(page, 'admit', '欧阳小明');
  await scan(app.display, 'NO-SUCH-CODE');
  await verdictShown(page, 'unknown', 'Unknown code');
  await page.keyboard.type(' Min', { delay: 75 });
  expect(await panel.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Zhao Min');
  await page.keyboard.press('Enter');
  await verdictShown(page, 'admit', 'Zhao Min');
  expect((await ops(folder)).filter(({ kind }) => kind === 'walk-in')).toHaveLength(1);
});

it('the search is one key away while the form is open, which comes back with its text; in a field the key is a character', async () => {
  const { page, panel } = await startDesk();
  const search = page.getByRole('combobox');
  await page.keyboard.press('Alt+n');
  await panel.waitFor();
  await type(page, 'Zhao/Min');
  const name = panel.getByRole('textbox', { name: 'Name', exact: true });
  expect(await name.inputValue()).toBe('Zhao/Min');

  await panel.getByRole('heading').focus();
  await page.keyboard.press('/');
  await panel.waitFor({ state: 'hidden' });
  expect(await search.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await type(page, 'ouyang');
  await page.getByRole('option', { name: '欧阳小明' }).first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await panel.waitFor();
  await page.keyboard.press('/');
  await page.locator('[data-action=back-to-panel]').click();
  await panel.waitFor();
  expect(await name.inputValue()).toBe('Zhao/Min');

  await page.keyboard.press('/');
  await type(page, 'SME001');
  await page.locator('.search-actions .primary:not([disabled])').waitFor();
  await page.keyboard.press('Enter');
  await verdictShown(page, 'admit', '欧阳小明');
  await panel.waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await search.waitFor();
});

it('with the line to the server cut, a walk-in is let in at once and reaches the server later', async () => {
  const { eventFile } = writeMovedEvent(temporaryFolder());
  const server = await startTestServer(null, EventSchema.parse(JSON.parse(readFileSync(eventFile, 'utf8'))));
  onTestFinished(() => server[Symbol.asyncDispose]());
  await server.importList({ file: listFile(1, 20), encoding: null, dryRun: false });
  const proxy = await startProxy(server.url);
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  const folder = temporaryFolder();
  const enrolled = openSyncStation({ folder });
  await enrolled.enrol(server, proxy.url);
  await syncUntilDone(enrolled.parts);
  enrolled.parts.database.close();
  await withStation(folder, async (station) => {
    station.configure({ printer: 'pdf-folder', configured: true });
  });
  proxy.cut();

  const { page } = await startApp({ folder, env: { CUPS_SERVER: '127.0.0.1:1' } });
  const chip = page.locator('[data-chip=sync]');
  await chip.filter({ hasText: /^Offline/ }).waitFor();
  await page.keyboard.press('Alt+n');
  await page.locator('[data-panel=walk-in]').waitFor();
  await type(page, 'Zhao Min');
  await page.keyboard.press('Enter');
  await verdictShown(page, 'admit', 'Zhao Min');
  await page.locator('.badge-progress[data-badge=printed]').waitFor();
  await chip.filter({ hasText: /waiting|Offline/ }).waitFor();
  proxy.restore();
  await chip.filter({ hasText: /^Synced$/ }).waitFor();
  await page.locator('[data-count=arrived]', { hasText: '1 / 21' }).waitFor();
});
