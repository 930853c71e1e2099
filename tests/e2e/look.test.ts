import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { output } from '../services/service-process.ts';
import { accessibilityFaults } from './accessible.ts';
import { type RunningApp, startApp, temporaryFolder } from './app.ts';
import { seedVenue } from './venue.ts';

/** What can be pressed and cannot be brought into view whole and on top. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    // Radios and sliders have inputs that nobody sees: what is seen of them is asked.
    [
      ...document.querySelectorAll<HTMLElement>('button, .choice, .slider-thumb, input:not([type])'),
      ...document.querySelectorAll<HTMLElement>('input[type=text], input[type=search]'),
    ].flatMap((element) => {
      if (!element.checkVisibility()) return [];
      element.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
      const isInside = left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
      const middle = document.elementFromPoint(left + width / 2, top + height / 2);
      const isOnTop = middle !== null && (element.contains(middle) || middle.contains(element));
      return isInside && isOnTop ? [] : [element.outerHTML.slice(0, 120)];
    }),
  );
}

/** Real keys by their place: main hears them before the page does. */
async function pressControl(display: string, key: 'equal' | '0', times = 1): Promise<void> {
  const control = 37;
  const stroke = `${control}+${key === '0' ? 19 : 21}`;
  await output('xdotool', ['key', '--delay', '120', ...Array<string>(times).fill(stroke)], {
    DISPLAY: display,
  });
}

async function enlargeTwice({ page, display }: RunningApp): Promise<void> {
  const width = await page.evaluate(() => innerWidth);
  await pressControl(display, 'equal', 4);
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
