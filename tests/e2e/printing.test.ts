import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StationSettings } from '../../src/contract/status.ts';
import { scan } from '../services/scanner.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { ops } from './ops.ts';
import { seedStation } from './seed.ts';

/** A queue that the print system of the test, which nobody answers for, does not have. */
const AWAY = 'QL-820';

async function startDesk(settings: StationSettings) {
  const folder = temporaryFolder();
  const guests = await seedStation(folder, { name: 'Desk 3', ...settings });
  const [first, second] = guests;
  if (!first || !second) throw new Error('the list has no guests for today');
  const app = await startApp({ folder, env: { CUPS_SERVER: '127.0.0.1:1' } });
  await app.page.locator('[data-verdict=idle]').waitFor();
  await app.page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  return { app, page: app.page, folder, guests: [first, second] as const };
}

function badges(folder: string): string[] {
  return readdirSync(join(folder, 'badges')).filter((file) => file.endsWith('.pdf'));
}

describe('a second badge', () => {
  it('case 34: is asked about with when and where the first was printed; one tap says why, and it is counted', async () => {
    const { app, page, folder, guests } = await startDesk({});
    const [guest] = guests;
    await scan(app.display, guest.code);
    await page.locator('.badge-progress[data-badge=printed]').waitFor();

    await page.getByRole('button', { name: 'Print again' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(/was already printed at \d\d:\d\d on PDF folder by Desk 3/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    // A scanner ends with Enter: that prints nothing.
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(badges(folder)).toHaveLength(1);

    await page.getByRole('button', { name: 'Print again' }).click();
    await dialog.getByRole('button', { name: 'Damaged or misprinted' }).click();
    await dialog.locator('[data-badge=printed]').waitFor();
    expect(badges(folder)).toHaveLength(2);
    expect((await ops(folder)).slice(-2)).toMatchObject([
      { kind: 'badge-revoked', payload: { generation: 1, reason: 'damaged' } },
      { kind: 'badge-printed', payload: { generation: 2 } },
    ]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Print again' }).click();
    await dialog.getByText('This guest has had 2 badges.').waitFor();
  });
});

describe('a badge that does not come out', () => {
  it('says why and what to do, and comes out elsewhere, or not at all, as a person says', async () => {
    const { app, page, folder, guests } = await startDesk({ printer: AWAY });
    await scan(app.display, guests[0].code);
    await page.locator('.badge-progress[data-badge=stuck]', { hasText: 'does not answer' }).waitFor();
    await scan(app.display, guests[1].code);
    const queue = page.getByRole('region', { name: 'Badges waiting: 2' });
    const [first, second] = [queue.locator('li').nth(0), queue.locator('li').nth(1)];
    await second.getByText('the print system does not answer').waitFor();
    await first.getByText('Restart the print system').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await first.getByRole('button', { name: 'Move' }).click();
    await page.getByRole('menuitem', { name: 'PDF folder' }).click();
    await page.getByRole('region', { name: 'Badges waiting: 1' }).waitFor();
    expect(badges(folder)).toEqual([expect.stringContaining(guests[0].registration)]);

    await page.locator('.print-queue').getByRole('button', { name: 'Give up' }).click();
    await page.locator('.print-queue').waitFor({ state: 'detached' });
    await page.locator('.badge-progress[data-badge=cancelled]').waitFor();
    expect(badges(folder)).toHaveLength(1);
  });
});
