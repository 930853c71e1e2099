import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Guest } from '../../scripts/demo/moved-event.ts';
import { scanAll } from '../services/scanner.ts';
import { output, waitFor } from '../services/service-process.ts';
import { startApp, temporaryFolder } from './app.ts';
import { entries } from './ops.ts';
import { seedStation } from './seed.ts';

/** Of five scans each: 125 scans for each layout. */
const BURSTS = 25;
/** A computer that others load as well; a quiet one needs some 15 s. */
const LIMIT_MS = 600_000;
/** What a person has written before the scans, and finds again after them. */
const WRITTEN = 'zh';

/** Codes that no guest has. Some of their keys are dead keys of French and German, or open the search. */
const NOBODYS = [
  '/slash',
  'https://example.org/t?c=A_1%2F~[x]{y}|z',
  'A===',
  'no"body`[',
  '^^^^[[',
  "o'brien 42",
];

interface Scan {
  readonly code: string;
  readonly verdict: string;
  readonly name: string;
}

/** Three guests who come, one of them once more, and before the last of these a code of nobody. */
function burstOf(guests: readonly Guest[], round: number): Scan[] {
  const fresh = guests.slice(round * 3, round * 3 + 3);
  const again = fresh.slice(round % 3, (round % 3) + 1);
  const scans = [
    ...fresh.map(({ code, name }) => ({ code, verdict: 'admit', name })),
    ...again.map(({ code, name }) => ({ code, verdict: 'already-in', name })),
  ];
  const nobody = { code: NOBODYS[round % NOBODYS.length] ?? '', verdict: 'unknown', name: 'Unknown code' };
  return scans.toSpliced(round % scans.length, 0, nobody);
}

interface Doing {
  /** What is done before the scans of a burst, */
  readonly before?: (page: Page) => Promise<void>;
  /** and what while they come. */
  readonly meanwhile?: (page: Page) => Promise<void>;
}

/** What people do at a desk while guests are scanned; each leaves the window as it was. */
const DOINGS: readonly Doing[] = [
  {
    before: async (page) => {
      await page.getByRole('button', { name: 'Print again' }).click();
      await page.getByRole('alertdialog').waitFor();
    },
    meanwhile: (page) => closeDialog(page, 'alertdialog'),
  },
  { before: (page) => page.getByRole('combobox').click() },
  {
    meanwhile: async (page) => {
      await page.getByRole('button', { name: 'Print many' }).click();
      await closeDialog(page, 'dialog');
    },
  },
  { before: (page) => page.getByRole('button', { name: 'Undo' }).first().focus() },
  {
    meanwhile: async (page) => {
      await page.getByRole('combobox').click();
      await page.locator('.desk-header').click();
    },
  },
];

async function closeDialog(page: Page, role: 'dialog' | 'alertdialog'): Promise<void> {
  const dialog = page.getByRole(role);
  await dialog.locator('.dialog-actions button').click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The newest lines of the list of last arrivals, the oldest of them first. */
async function lastLines(page: Page, count: number): Promise<string[]> {
  const lines = await page.locator('.arrival').evaluateAll((all) =>
    all.map((line) => ({
      verdict: line.getAttribute('data-verdict') ?? '',
      name: line.querySelector('.arrival-name')?.textContent ?? '',
    })),
  );
  return lines
    .slice(0, count)
    .toReversed()
    .map(({ verdict, name }) => `${verdict} ${name}`);
}

function areLines(lines: readonly string[], scans: readonly Scan[]): boolean {
  return scans.every(({ verdict, name }, index) => lines[index]?.startsWith(`${verdict} ${name}`));
}

/** The text of each field that has one. */
function fieldTexts(page: Page): Promise<string[]> {
  return page
    .locator('input:not([type=range], [type=checkbox], [type=radio]), textarea')
    .evaluateAll((fields) =>
      fields.flatMap((field) =>
        field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : [],
      ),
    );
}

describe('500 scans of 500, under four keyboard layouts', () => {
  it.each(['us', 'fr', 'de', 'ru'])(
    'are answered rightly and in order while dialogs open and close, and nothing of them is written anywhere: %s',
    { timeout: LIMIT_MS, retry: 0 },
    async (layout) => {
      const folder = temporaryFolder();
      const guests = await seedStation(folder, { name: 'Desk 3' });
      const app = await startApp({ folder });
      const { page, display } = app;
      await page.locator('[data-verdict=idle]').waitFor();
      await page.getByRole('combobox').fill(WRITTEN);
      await output('setxkbmap', [layout], { DISPLAY: display });
      onTestFinished(async () => {
        await output('setxkbmap', ['us'], { DISPLAY: display });
      });

      const admitted: string[] = [];
      for (let round = 0; round < BURSTS; round += 1) {
        const scans = burstOf(guests, round);
        const codes = scans.map(({ code }) => code);
        // The first burst finds nobody let in yet.
        const doing = DOINGS[(round + 1) % DOINGS.length];
        await doing?.before?.(page);
        await Promise.all([scanAll(display, codes), doing?.meanwhile?.(page)]);
        const isAnswered = async () => areLines(await lastLines(page, scans.length), scans);
        // What came instead says more than that the time was over.
        await waitFor('the verdicts of a burst', isAnswered).catch(() => undefined);
        const lines = await lastLines(page, scans.length);
        expect(lines, `burst ${round}`).toEqual(
          scans.map(({ verdict, name }) => expect.stringContaining(`${verdict} ${name}`)),
        );
        expect(await fieldTexts(page), `burst ${round}`).toEqual([WRITTEN]);
        const fresh = guests.slice(round * 3, round * 3 + 3);
        admitted.push(...fresh.map(({ registration }) => `${registration} scanner`));
      }
      expect(await entries(folder)).toEqual(admitted);
    },
  );
});
