import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { seedVenue } from './venue.ts';

/** What can be pressed and cannot be brought into view whole, by its words. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, [role=radio]')].flatMap((element) => {
      const shown =
        element.checkVisibility() &&
        element.closest('[inert], .visually-hidden, [role=radio] *, label:has(> span > input)') === null;
      if (!shown) return [];
      element.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
      const isInside = left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
      const middle = document.elementFromPoint(left + width / 2, top + height / 2);
      const isOnTop = middle !== null && (element.contains(middle) || middle.contains(element));
      return isInside && isOnTop ? [] : [element.outerHTML.slice(0, 120)];
    }),
  );
}

async function enlargeTwice(page: Page): Promise<void> {
  const [width = 0] = await page.evaluate(() => [innerWidth]);
  for (let level = 0; level < 4; level += 1) await page.keyboard.press('Control+Equal');
  await page.waitForFunction((before) => innerWidth < before / 2 + 20, width);
}

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
    const { page } = await startApp({ folder });
    await page.locator('[data-verdict=idle]').waitFor();
    await enlargeTwice(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await outOfReach(page)).toEqual([]);
    await page.getByRole('button', { name: 'Set-up' }).click();
    await page.locator('[data-step=source]').waitFor();
    await page.getByText('Together with a server').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await outOfReach(page)).toEqual([]);
    await page.keyboard.press('Control+0');
    await page.waitForFunction(() => innerWidth > 1000);
  });
});
