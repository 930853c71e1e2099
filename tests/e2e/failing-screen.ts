import type { Page } from 'playwright-core';

/** A screen of this page fails while it is drawn, as one with a fault of ours would. */
export async function failWhenTouched(page: Page): Promise<void> {
  // In one go: whatever else draws the screen anew would take the button away before it is touched.
  await page.evaluate(() => {
    Object.assign(Intl, { DateTimeFormat: undefined, NumberFormat: undefined });
    document.querySelector<HTMLElement>('.kiosk-bar .ghost, [data-action=ready]')?.click();
  });
}
