/** A person at the desk's keyboard: keys held as long as fingers hold them, so that nobody takes them for a scanner. */
import type { Page } from 'playwright-core';

const HELD_MS = 75;

/** Writes into the field that has the focus, in the place of what it holds. */
export async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text, { delay: HELD_MS });
}

/** Searches by an id and waits until that guest is marked. */
export async function find(page: Page, id: string): Promise<void> {
  await page.getByRole('combobox').click();
  await type(page, id);
  await page.getByRole('option', { name: id }).waitFor();
  await page.locator('.search-actions .primary:not([disabled])').waitFor();
}

/** Finds a guest and lets them in. */
export async function checkIn(page: Page, id: string): Promise<void> {
  await find(page, id);
  await page.locator('.search-actions .primary').click();
}

/** Waits for a verdict with these words. */
export async function verdictShown(page: Page, verdict: string, words: string | RegExp): Promise<void> {
  await page.locator(`.verdict[data-verdict="${verdict}"]`, { hasText: words }).waitFor();
}
