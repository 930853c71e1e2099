import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../../src/renderer/language/en.json' with { type: 'json' };
import zh from '../../src/renderer/language/zh-CN.json' with { type: 'json' };
import { scanAll } from '../services/scanner.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { checkIn, find, type, verdictShown } from './desk-keys.ts';
import { ops } from './ops.ts';
import { withStation } from './seed.ts';
import { seedVenue } from './venue.ts';

async function startDesk(prepare?: Parameters<typeof withStation<void>>[1], language = 'en') {
  const folder = temporaryFolder();
  await seedVenue(folder);
  if (prepare !== undefined) await withStation(folder, prepare);
  const app = await startApp({
    folder,
    arguments: [`--lang=${language}`],
    env: { CUPS_SERVER: '127.0.0.1:1' },
  });
  await app.page.locator('[data-verdict=idle]').waitFor();
  await app.page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  return { app, page: app.page, folder, panel: app.page.locator('[data-panel=guest]') };
}

/** SME002 as another desk took them down, and was told that they are the guest of the list. */
const MERGED = {
  name: 'Aleksandra Vladimirovna Konstantinopolskaya-Rozhdestvenskaya',
  latinName: '',
  organization: '',
  category: 'press',
  form: '0190a5d0-0000-4000-8000-00000000000a',
  apartFrom: [],
};

describe('the guest panel', () => {
  it('is one key from the verdict: corrects, says in words what is wrong, and prints the badge again', async () => {
    const { page, folder, panel } = await startDesk();
    await checkIn(page, 'SME001');
    await verdictShown(page, 'admit', '欧阳小明');
    await page.locator('.badge-progress[data-badge=printed]').waitFor();

    await page.keyboard.press('Alt+e');
    await panel.getByRole('heading', { name: '欧阳小明' }).waitFor();
    const field = (name: string) => panel.getByRole('textbox', { name, exact: true });
    // The first field has the focus.
    await type(page, '');
    for (const name of ['Given name', 'Latin name']) {
      await field(name).focus();
      await type(page, '');
    }
    await page.keyboard.press('Enter');
    await panel.getByText('A name is needed.').waitFor();
    expect(await field('Family name').getAttribute('aria-invalid')).toBe('true');
    expect(await accessibilityFaults(page)).toEqual([]);

    await field('Family name').focus();
    await type(page, 'Ouyang');
    await field('Title (Dr., H.E.)').focus();
    await type(page, 'Dr.');
    await page.keyboard.press('Enter');
    await panel.getByText('Saved. The badge still has the old words.').waitFor();
    await verdictShown(page, 'admit', 'Ouyang');
    expect(await accessibilityFaults(page)).toEqual([]);

    await panel.getByRole('button', { name: 'Print a corrected badge' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.locator('[data-badge=printed]').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await panel.locator('[data-badge-generation="2"]', { hasText: 'Badge 2' }).waitFor();
    await panel
      .locator('[data-badge-generation="1"]', { hasText: 'no longer valid: Details corrected' })
      .waitFor();
    await panel.getByText('Given name: 小明 → –').waitFor();
    expect(readdirSync(join(folder, 'badges')).filter((file) => file.startsWith('SME001'))).toHaveLength(2);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  it('opens from the last arrivals: keeps notes, and takes an admission back, which Enter alone does not', async () => {
    const { page, folder, panel } = await startDesk();
    await checkIn(page, 'SME004');
    await verdictShown(page, 'admit', 'الفاروق');
    await page.locator('.arrival', { hasText: 'الفاروق' }).locator('.arrival-open').click();
    await panel
      .locator('[data-pass=in]', { hasText: /Main entrance · In.*\d\d:\d\d.*3号台 Desk 3/s })
      .waitFor();
    await panel.getByRole('textbox', { name: 'New note' }).click();
    await type(page, 'needs a wheelchair');
    await page.keyboard.press('Enter');
    await panel.locator('li', { hasText: 'needs a wheelchair' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    const undo = panel.getByRole('button', { name: 'Undo: Main entrance' });
    await undo.click();
    await page.keyboard.press('Enter');
    await undo.click();
    await panel.getByRole('button', { name: 'Take back' }).click();
    await verdictShown(page, 'undone', 'الفاروق');
    await panel.getByText('Not let in anywhere yet.').waitFor();
    await panel.getByText('not here yet').waitFor();
    await panel.getByRole('button', { name: 'Undo this note' }).click();
    await panel.getByRole('button', { name: 'Take back' }).click();
    await panel.locator('li', { hasText: 'needs a wheelchair' }).waitFor({ state: 'detached' });
    const done = (await ops(folder)).filter(({ kind }) => kind !== 'badge-printed');
    expect(done.slice(-3).map(({ kind }) => kind)).toEqual(['note', 'undo', 'undo']);
    await panel.locator('[data-action=check-in]').click();
    await verdictShown(page, 'admit', 'الفاروق');
  });

  it.each([
    ['zh-CN', zh, '东门'],
    ['en', en, 'East gate'],
  ])(
    'lets in who was met, scans out, and parts two people who were made one: %s',
    async (language, words, gate) => {
      const { page, folder, panel } = await startDesk(async (station) => {
        station.register(MERGED);
        const question = station.conflicts().find(({ kind }) => kind === 'duplicate-walk-in');
        const entry = question?.second.op ?? '';
        station.settle({ entry, decision: 'same-person', other: 'SME002' });
        station.configure({ checkpoint: 'gate' });
      }, language);
      await find(page, 'SME002');
      await page.locator('[data-action=open-guest]').click();
      await panel.getByText(words.guest.toBeMet).waitFor();
      await panel.locator('[data-action=met]').click();
      await verdictShown(page, 'admit', 'Константинопольская');
      await panel.locator('[data-pass=in]', { hasText: gate }).waitFor();
      await panel.getByRole('button', { name: words.guest.checkOut }).click();
      await verdictShown(page, 'out', 'Константинопольская');
      await panel.locator('[data-pass=out]', { hasText: gate }).waitFor();

      const merge = panel
        .locator('[data-merge]', { hasText: words.guest.merge.replace('{{other}}', 'SME002') })
        .filter({ hasText: 'Rozhdestvenskaya' });
      await merge.waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await merge.getByRole('button', { name: words.settle['two-people'] }).click();
      await merge.waitFor({ state: 'detached' });
      expect((await ops(folder)).at(-1)).toMatchObject({
        kind: 'conflict-settled',
        payload: { decision: 'somebody-else', other: 'SME002' },
      });
    },
  );
});

it('a scan that begins with the letter of a key opens nothing, and neither does the letter alone', async () => {
  const { app, page } = await startDesk();
  await checkIn(page, 'SME001');
  await verdictShown(page, 'admit', '欧阳小明');
  await scanAll(app.display, ['NPUE-1', 'n2', 'EPUN-3']);
  await page.locator('.arrival').nth(4).waitFor();
  for (const letter of ['n', 'e', 'u', 'p', 'g']) await page.keyboard.press(letter, { delay: 80 });
  await page.keyboard.press('Alt+n');
  await page.locator('[data-panel=walk-in]').waitFor();
  expect(await page.locator('.side-panel').count()).toBe(1);
  expect(await page.getByRole('alertdialog').count()).toBe(0);
  expect(await page.locator('.undo-question').count()).toBe(0);
});
