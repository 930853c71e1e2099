import { describe, expect, it } from 'vitest';
import en from '../../src/renderer/language/en.json' with { type: 'json' };
import zh from '../../src/renderer/language/zh-CN.json' with { type: 'json' };
import { scan } from '../services/scanner.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { find, verdictShown } from './desk-keys.ts';
import { entries } from './ops.ts';
import { withStation } from './seed.ts';
import { seedVenue } from './venue.ts';

const HEADER = 'registration_id,code,family_name,given_name,organization,category,status,hold\n';
const DELEGATION = `${HEADER}D1,D1,王,伟,清华大学,delegate,confirmed,
D2,D2,李,娜,清华大学,delegate,confirmed,是
D3,D3,赵,敏,清华大学,delegate,cancelled,
D4,D4,陈,静,清华大学,delegate,confirmed,
`;
const LARGE_SIZE = 200;
/** A second for each on a machine that others load. */
const LIMIT_MS = 400_000;

async function startDesk(list: string, language: string, settings = {}) {
  const folder = temporaryFolder();
  await seedVenue(folder);
  await withStation(folder, async (station) => {
    const file = { name: 'delegation.csv', bytes: new TextEncoder().encode(list) };
    await station.importList({ file, encoding: null, dryRun: false });
    station.configure(settings);
  });
  const app = await startApp({
    folder,
    arguments: [`--lang=${language}`],
    env: { CUPS_SERVER: '127.0.0.1:1' },
  });
  await app.page.locator('[data-verdict=idle]').waitFor();
  await app.page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  return { app, page: app.page, folder, panel: app.page.locator('[data-panel=group]') };
}

function largeDelegation(): string {
  const rows = Array.from({ length: LARGE_SIZE }, (_, index) => {
    const id = `L${String(index).padStart(3, '0')}`;
    return `${id},${id},Guest,Number ${index},Large Delegation,delegate,confirmed,`;
  });
  return `${HEADER}${rows.join('\n')}\n`;
}

describe('a delegation', () => {
  it('is checked in by one press, each by the rules: admitted with a badge, to be met, left out; and each taken back', async () => {
    const { page, folder, panel } = await startDesk(DELEGATION, 'zh-CN');
    await find(page, 'D1');
    await page.locator('[data-action=open-guest]').click();
    await page.locator('[data-panel=guest] [data-action=group]').click();
    await panel.getByText('已到 0 / 4 人').waitFor();
    expect(await panel.getByRole('checkbox', { name: '赵敏' }).isChecked()).toBe(false);
    // The box is drawn by us: its label is pressed.
    await panel.locator('[data-guest=D4] .group-check').click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await panel.getByRole('button', { name: '签到 2 人' }).click();
    await panel.locator('[data-guest=D1][data-result=admit]', { hasText: '胸卡已打印' }).waitFor();
    await panel.locator('[data-guest=D2][data-result=hold]').waitFor();
    await panel.getByRole('status').filter({ hasText: '准许入场: 1' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect((await entries(folder)).slice(-1)).toEqual(['D1 search']);

    await panel.getByRole('button', { name: '撤销：王伟' }).click();
    await panel.locator('.undo-question .danger').click();
    await panel.locator('[data-guest=D1][data-result=undone]').waitFor();
    await panel.getByText('已到 0 / 4 人').waitFor();
    // Taken back is not chosen again by itself.
    await panel.locator('[data-action=check-in-group][disabled]').waitFor();
    await panel.locator('[data-guest=D1] .group-check').click();
    await panel.getByRole('button', { name: '签到 1 人' }).click();
    await panel.locator('[data-guest=D1][data-result=admit]').waitFor();
    await panel.getByText('已到 1 / 4 人').waitFor();
  });

  it.each([
    ['zh-CN', zh],
    ['en', en],
  ])(
    `of ${LARGE_SIZE} goes on while a guest is scanned, stops when told to, and goes on later: %s`,
    async (language, { batch, group, verdict }) => {
      const checkIn = (count: number) => group.checkIn.replace('{{count}}', String(count));
      const all = { here: String(LARGE_SIZE), total: String(LARGE_SIZE) };
      const allHere = group.here.replace(/{{(here|total)}}/g, (_, name: keyof typeof all) => all[name]);
      const settings = { printWhen: 'never' };
      const { app, page, folder, panel } = await startDesk(largeDelegation(), language, settings);
      await page.keyboard.press('Alt+g');
      await panel.getByRole('combobox', { name: batch.organization }).click();
      await page.getByRole('option', { name: /Large Delegation/ }).click();
      await panel.getByRole('button', { name: checkIn(LARGE_SIZE) }).click();
      const progress = panel.getByRole('progressbar', { name: group.running });
      await progress.waitFor();
      await scan(app.display, 'CODESME001');
      await verdictShown(page, 'admit', '欧阳小明');
      await panel.getByRole('button', { name: group.stop }).click();
      await progress.waitFor({ state: 'detached' });
      const stopped = await panel.locator('[data-result=admit]').count();
      const entered = (await entries(folder)).map((entry) => entry.split(' ')[0] ?? '');
      expect(stopped).toBeLessThan(LARGE_SIZE);
      expect(entered.filter((id) => id.startsWith('L'))).toHaveLength(stopped);
      expect(entered.slice(entered.indexOf('SME001') + 1).length).toBeGreaterThan(0);

      await panel.getByRole('button', { name: checkIn(LARGE_SIZE - stopped) }).click();
      await panel.getByText(allHere).waitFor({ timeout: LIMIT_MS });
      await panel
        .getByRole('status')
        .filter({ hasText: `${verdict.admit.word}: ${LARGE_SIZE}` })
        .waitFor();
    },
    LIMIT_MS,
  );
});
