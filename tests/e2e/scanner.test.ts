import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { scan, scanAll } from '../services/scanner.ts';
import { waitFor } from '../services/service-process.ts';
import { accessibilityFaults } from './accessible.ts';
import { type RunningApp, startApp, temporaryFolder } from './app.ts';
import { entries } from './ops.ts';
import { seedStation } from './seed.ts';

async function startDesk() {
  const folder = temporaryFolder();
  const guests = await seedStation(folder, { name: 'Desk 3' });
  const app = await startApp({ folder });
  await app.page.locator('[data-verdict=idle]').waitFor();
  return { app, page: app.page, folder, guests };
}

/** The verdicts of the newest lines of the list of last arrivals, the newest first. */
async function lastLines(page: Page, count: number): Promise<string[]> {
  return page
    .locator('.arrival')
    .evaluateAll(
      (lines, wanted) => lines.slice(0, wanted).map((line) => line.getAttribute('data-verdict') ?? ''),
      count,
    );
}

/**
 * The keys of a scanner as an input method hands them on: key=Process, code 229, and what it composes meanwhile goes
 * into the field that has the focus. `shown` says which place of a key the window is told.
 */
async function scanUnderInputMethod(
  { electron, page }: RunningApp,
  text: string,
  shown: (place: string) => string,
): Promise<void> {
  const chromium = await electron.context().newCDPSession(page);
  const startedAt = Date.now() / 1000;
  const sent = [...text, 'Enter'].map(async (key, index) => {
    const timestamp = startedAt + index * 0.01;
    const code = shown(placeOf(key));
    const down = {
      type: 'rawKeyDown',
      key: key === 'Enter' ? key : 'Process',
      windowsVirtualKeyCode: 229,
    } as const;
    await Promise.all([
      chromium.send('Input.dispatchKeyEvent', { ...down, code, timestamp }),
      chromium.send('Input.imeSetComposition', {
        text: text.slice(0, index + 1).toLowerCase(),
        selectionStart: index + 1,
        selectionEnd: index + 1,
      }),
      chromium.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, timestamp: timestamp + 0.004 }),
    ]);
  });
  await Promise.all(sent);
  await chromium.detach();
}

function placeOf(key: string): string {
  if (key === 'Enter') return key;
  return /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`;
}

describe('a USB scanner at the desk', () => {
  it('is read while a dialog is open, and presses none of its buttons', async () => {
    const { app, page, folder, guests } = await startDesk();
    const [one, two] = guests;
    await scan(app.display, one?.code ?? '');
    await page.locator('.verdict[data-verdict=admit]').waitFor();
    await page.getByRole('button', { name: 'Print again' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.locator('[data-reason=lost]').focus();
    // A code with spaces in it: a space presses the button that has the focus.
    await scanAll(app.display, ['A B C D', two?.code ?? '', ' E F G ']);
    await page.locator('.verdict[data-verdict=unknown]').waitFor();
    await waitFor('three lines', async () => (await page.locator('.arrival').count()) === 4);
    expect(await lastLines(page, 4)).toEqual(['unknown', 'admit', 'unknown', 'admit']);
    expect(await dialog.isVisible()).toBe(true);
    expect(await entries(folder)).toHaveLength(2);
  });

  it('case 1: is read whole while an input method composes in the search field, and leaves the field as it was', async () => {
    const { app, page, guests } = await startDesk();
    const guest = guests.find(({ code }) => /^[0-9a-z]+$/.test(code.toLowerCase()));
    await page.keyboard.press('/');
    await page.keyboard.type('zh', { delay: 90 });
    await scanUnderInputMethod(app, guest?.code.toLowerCase() ?? '', (place) => place);
    await page.locator('.verdict[data-verdict=unknown]').waitFor();
    expect(await page.getByRole('combobox').inputValue()).toBe('zh');
  });

  it('case 1: says in words that the input method hides keys, looks nothing up, and reads the next scan', async () => {
    const { app, page, folder, guests } = await startDesk();
    const [guest] = guests;
    await page.keyboard.press('/');
    await page.keyboard.type('zh', { delay: 90 });
    await scanUnderInputMethod(app, 'reg1042', () => '');
    await page
      .locator('.verdict[data-verdict=keys-hidden]', { hasText: 'The input method took keys' })
      .waitFor();
    expect(await page.getByRole('combobox').inputValue()).toBe('zh');
    expect(await entries(folder)).toEqual([]);
    await scan(app.display, guest?.code ?? '');
    await page.locator('.verdict[data-verdict=admit]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
