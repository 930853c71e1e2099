import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Guest } from '../../scripts/demo/moved-event.ts';
import { scan, scanAll } from '../services/scanner.ts';
import { output, waitFor } from '../services/service-process.ts';
import { accessibilityFaults } from './accessible.ts';
import { type RunningApp, startApp, temporaryFolder } from './app.ts';
import { entries } from './ops.ts';
import { seedStation } from './seed.ts';

const BURST = 10;
const BURSTS = 50;
/** A busy computer; a quiet one needs a minute. */
const LIMIT_MS = 420_000;
const LAYOUTS = ['us', 'fr', 'de', 'ru'];

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

function fieldTexts(page: Page): Promise<string[]> {
  return page
    .locator('input, textarea')
    .evaluateAll((fields) =>
      fields.map((field) => (field instanceof HTMLInputElement ? field.value : (field.textContent ?? ''))),
    );
}

async function setLayout(app: RunningApp, layout: string): Promise<void> {
  await output('setxkbmap', [layout], { DISPLAY: app.display });
}

/** Seven guests who come, two who come again, and a code of nobody, always in another order. */
function burstOf(guests: readonly Guest[], round: number) {
  const fresh = guests.slice(round * 7, round * 7 + 7);
  const scans = fresh.map((guest) => ({
    code: guest.code,
    verdict: 'admit',
    registration: guest.registration,
  }));
  const again = fresh.slice(0, 2).map(({ code }) => ({ code, verdict: 'already-in', registration: null }));
  const unknown = { code: `${fresh[0]?.code.slice(0, -1)}`, verdict: 'unknown', registration: null };
  const all = [...scans, ...again];
  all.splice(round % 9, 0, unknown);
  return all;
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

/** What people do at a desk while guests are scanned: each leaves the window as it was. */
const doings: readonly ((page: Page) => Promise<void>)[] = [
  async (page) => {
    await page.getByRole('button', { name: 'Print again' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Do not print' }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
  },
  async (page) => {
    await page.getByRole('combobox').click();
    await page.locator('.desk-header').click();
  },
  async (page) => {
    await page.getByRole('button', { name: 'Undo' }).first().focus();
  },
];

describe('a USB scanner at the desk', () => {
  it(
    'has 500 scans of 500 answered rightly under four keyboard layouts, while dialogs open and close, and types into no field',
    async () => {
      const { app, page, folder, guests } = await startDesk();
      onTestFinished(() => setLayout(app, 'us'));
      await page.keyboard.press('/');
      await page.keyboard.type('zh', { delay: 90 });
      await scan(app.display, guests[BURSTS * 7]?.code ?? '');
      await page.locator('.verdict[data-verdict=admit]').waitFor();
      const before = await fieldTexts(page);
      expect(before).toContain('zh');
      const admitted = [guests[BURSTS * 7]?.registration];

      for (let round = 0; round < BURSTS; round += 1) {
        if (round % 13 === 0) await setLayout(app, LAYOUTS[round / 13] ?? 'us');
        const burst = burstOf(guests, round);
        await Promise.all([
          scanAll(
            app.display,
            burst.map(({ code }) => code),
          ),
          doings[round % doings.length]?.(page),
        ]);
        const expected = burst.map(({ verdict }) => verdict).toReversed();
        const areThere = async () => (await lastLines(page, BURST)).join() === expected.join();
        // What came instead says more than that the time was over.
        await waitFor('the verdicts of a burst', areThere, 15_000).catch(() => undefined);
        expect(await lastLines(page, BURST), `burst ${round}`).toEqual(expected);
        expect(await fieldTexts(page)).toEqual(before);
        admitted.push(...burst.flatMap(({ registration }) => registration ?? []));
      }

      expect(await entries(folder)).toEqual(admitted.map((registration) => `${registration} scanner`));
    },
    LIMIT_MS,
  );

  it('is read while a dialog is open, and presses none of its buttons', async () => {
    const { app, page, folder, guests } = await startDesk();
    const [one, two] = guests;
    await scan(app.display, one?.code ?? '');
    await page.locator('.verdict[data-verdict=admit]').waitFor();
    await page.getByRole('button', { name: 'Print again' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Print', exact: true }).focus();
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

  it('answers a code of 10,000 characters, an empty one and one of another event in red and in words, and reads the next', async () => {
    const { app, page, guests } = await startDesk();
    const otherEvent = `YD1${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'.repeat(5)}`;
    for (const code of ['7'.repeat(10_000), ' '.repeat(20), otherEvent]) {
      await scan(app.display, code, 1);
      await page.locator('.verdict[data-verdict=unknown]', { hasText: 'Unknown code' }).waitFor();
      const next = guests[code.length % 500];
      await scan(app.display, next?.code ?? '');
      await page.locator('.verdict[data-verdict=admit]').waitFor();
    }
  });
});
