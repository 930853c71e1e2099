/** What the windows show, as the demo waits for it. */
import type { Page } from 'playwright-core';

const LIMIT_MS = 60_000;

/** Waits until the desk shows this verdict for a guest of that registration's name. */
export async function verdictShown(page: Page, verdict: string, name: string): Promise<void> {
  await page.locator(`.verdict[data-verdict="${verdict}"]`, { hasText: name }).waitFor({ timeout: LIMIT_MS });
}

/** Waits until the chip of the header (`sync`, `printer`, `scanner`) says something that matches. */
export async function chipSays(page: Page, chip: string, words: RegExp): Promise<string> {
  const found = page.locator(`[data-chip="${chip}"]`, { hasText: words });
  await found.waitFor({ timeout: LIMIT_MS });
  return (await found.textContent()) ?? '';
}

/** Waits until the kiosk welcomes a guest of that name. */
export async function welcomeShown(page: Page, name: string): Promise<void> {
  await page.locator('[data-screen="welcome"]', { hasText: name }).waitFor({ timeout: LIMIT_MS });
}
