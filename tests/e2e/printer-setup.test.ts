import { describe, expect, it } from 'vitest';
import { startCups } from '../services/cups.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { seedStation, withStation } from './seed.ts';

describe('the printers in the set-up', () => {
  it('may be several that share the badges, one for the time when none of them prints, and one for a layout', async () => {
    await using cups = await startCups();
    for (const name of ['labels-1', 'labels-2', 'cards']) await cups.addPdfQueue(name);
    const folder = temporaryFolder();
    await seedStation(folder);
    const { page, close } = await startApp({ folder, env: { CUPS_SERVER: cups.server } });
    const next = page.getByRole('button', { name: 'Next' });

    await page.getByRole('button', { name: 'Set-up' }).click();
    for (const step of ['source', 'list', 'station']) {
      await page.locator(`[data-step=${step}]`).waitFor();
      await next.click();
    }
    await page.getByRole('checkbox', { name: /labels-1/ }).waitFor();
    // The PDF folder stands alone: the first printer takes its place.
    for (const name of [/labels-1/, /labels-2/]) await page.locator('.choice', { hasText: name }).click();
    await page.getByRole('checkbox', { name: /PDF folder/, checked: false }).waitFor();
    await choose(/While none of these can print/, 'cards');
    await page.getByRole('button', { name: 'Another printer for some badges' }).click();
    await choose(/VIP/, 'cards');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Print a test badge at each' }).click();
    for (const name of ['labels-1', 'labels-2'])
      await page.locator('.test-badge [data-badge=printed]', { hasText: name }).waitFor();
    await next.click();
    await page.getByRole('button', { name: 'Done, start check-in' }).click();
    await page.locator('[data-chip=printer]', { hasText: '2 printers ready' }).waitFor();

    await close();
    const { printing } = await withStation(folder, async (station) => station.status());
    expect(printing).toMatchObject({
      ...{ printer: 'labels-1', furtherPrinters: ['labels-2'], failoverPrinter: 'cards' },
      layoutPrinters: { vip: 'cards' },
    });

    async function choose(label: RegExp, printer: string): Promise<void> {
      await page.getByRole('button', { name: label }).click();
      await page.getByRole('option', { name: printer, exact: true }).click();
    }
  });
});
