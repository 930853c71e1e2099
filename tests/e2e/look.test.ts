import { describe, expect, it } from 'vitest';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { outOfReach } from './layout.ts';
import { seedVenue } from './venue.ts';
import { enlargeTwice, pressControl } from './zoom.ts';

describe('the look', () => {
  it('is light or dark as chosen at the station, else as the computer, and can be read in both', async () => {
    const folder = temporaryFolder();
    await seedVenue(folder);
    const app = await startApp({ folder });
    const { page } = app;
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-look=dark] [data-verdict=idle]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('html[data-look=light]').waitFor();

    await page.getByRole('button', { name: 'Set-up' }).click();
    await page.getByRole('button', { name: /Appearance/ }).click();
    await page.getByRole('option', { name: 'Dark' }).click();
    await page.locator('html[data-look=dark] .setup').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await app.close();
    const again = await startApp({ folder });
    await again.page.locator('html[data-look=dark] [data-verdict=idle]').waitFor();
  });

  it('twice as large loses nothing: desk and set-up scroll down, never sideways, and each button can be reached', async () => {
    const folder = temporaryFolder();
    await seedVenue(folder);
    const app = await startApp({ folder });
    const { page } = app;
    await page.locator('[data-verdict=idle]').waitFor();
    await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
    await enlargeTwice(app);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await outOfReach(page)).toEqual([]);
    await page.getByRole('button', { name: 'Set-up' }).click();
    await page.locator('[data-step=source]').waitFor();
    await page.getByText('Together with a server').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await outOfReach(page)).toEqual([]);
    await pressControl(app.display, '0');
    await page.waitForFunction(() => innerWidth > 1000);
  });
});
