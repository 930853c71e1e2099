/** What people do at a desk in an hour; each leaves the window as it was. */
import type { Page } from 'playwright-core';
import { answeredScans } from '../../tests/e2e/watched-scans.ts';
import { scanAll } from '../../tests/services/scanner.ts';
import { waitFor } from '../../tests/services/service-process.ts';
import { MANAGER, STEWARD } from './seed-soak.ts';
import type { SoakApp } from './soak-app.ts';

/** Fingers hold a key longer than any scanner. */
const KEY_MS = 75;
/** A key that is let go at once, right before a scan, would pass for the first of the scan. */
const HELD = { delay: KEY_MS };
const AT_ONCE = 25;
/** So long after the last answer there comes no other. */
const QUIET_MS = 1_500;
/** Badges are asked for by hand, so that a day has as many as are wanted. */
const BADGES = 3;
/** It came out, or the dialog says why not: what came out is counted at the end. */
const BADGE_ENDS = '[data-badge=printed], [data-badge=stuck], [data-before], [role=alert]';

/** Walk-ins of whom the list knows nobody: no two of a day have both names in common. */
const FAMILIES = ['Quimby', 'Zwart', 'Xanthis', 'Vilkas', 'Ullrich'];
const GIVEN = ['Ottoline', 'Benedikta', 'Corisande', 'Damaris'];

export interface Hour {
  readonly codes: readonly string[];
  /** Whose badges are still to be printed, by their ids. */
  readonly badges: Iterator<string>;
  readonly round: number;
  /** While the camera runs. */
  readonly onCamera?: () => Promise<void>;
}

/**
 * An hour: these codes under the scanner, and everything else between them. The camera is on for the first ninth of
 * them: without a graphics card its picture takes most of the computer, and the scanner would wait for it.
 */
export async function anHour(app: SoakApp, { codes, badges, round, onCamera }: Hour): Promise<void> {
  const { page } = app;
  const doings = [
    () => search(page),
    () => guest(page),
    () => walkIn(page, round),
    () => ready(page),
    () => settle(page),
    () => group(page),
    () => steward(page),
    () => printBadges(page, badges),
  ];
  const share = Math.ceil(codes.length / (doings.length + 1));
  await toggleCamera(page, 'running');
  await scanCodes(app, codes.slice(0, share));
  await onCamera?.();
  await toggleCamera(page, null);
  for (const [place, doing] of doings.entries()) {
    await scanCodes(app, codes.slice((place + 1) * share, (place + 2) * share));
    await doing();
  }
}

/** Real keys, without a pause between the scans of a bundle: as fast as the desk answers. */
async function scanCodes({ page, display }: SoakApp, codes: readonly string[]): Promise<void> {
  for (let from = 0; from < codes.length; from += AT_ONCE) {
    const bundle = codes.slice(from, from + AT_ONCE);
    const before = await answeredScans(page);
    await scanAll(display, bundle);
    await answersTo(page, before + bundle.length);
  }
}

/** A scan that the desk asks to be done again has no answer: those that came are counted at the end. */
async function answersTo(page: Page, wanted: number): Promise<void> {
  let last = { answered: await answeredScans(page), atMs: Date.now() };
  const isOver = async () => {
    const answered = await answeredScans(page);
    if (answered !== last.answered) last = { answered, atMs: Date.now() };
    return answered >= wanted || Date.now() - last.atMs > QUIET_MS;
  };
  await waitFor('the answers to a bundle of scans', isOver);
}

async function toggleCamera(page: Page, state: 'running' | null): Promise<void> {
  await page.getByRole('button', { name: state === null ? 'Close camera' : 'Open camera' }).click();
  if (state === null) await page.locator('[data-camera]').waitFor({ state: 'detached' });
  else await page.locator(`[data-camera=${state}]`).waitFor();
}

async function search(page: Page): Promise<void> {
  await page.keyboard.press('/', HELD);
  await page.keyboard.type('ouyang', { delay: KEY_MS });
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown', HELD);
  await clearField(page);
  await page.getByRole('option').first().waitFor({ state: 'detached' });
  await page.locator('.desk-header').click();
}

async function clearField(page: Page): Promise<void> {
  await page.keyboard.press('Control+A', HELD);
  await page.keyboard.press('Delete', HELD);
}

async function guest(page: Page): Promise<void> {
  const panel = page.locator('[data-panel=guest]');
  await page.locator('.arrival-name button').first().click();
  await panel.waitFor();
  await panel.getByRole('button', { name: 'Close' }).first().click();
  await panel.waitFor({ state: 'detached' });
}

async function walkIn(page: Page, round: number): Promise<void> {
  const panel = page.locator('[data-panel=walk-in]');
  await page.keyboard.press('Alt+n', HELD);
  await panel.waitFor();
  await page.keyboard.type(`${FAMILIES[round % FAMILIES.length]} ${GIVEN[round % GIVEN.length]}`, {
    delay: KEY_MS,
  });
  await page.keyboard.press('Enter', HELD);
  await panel.waitFor({ state: 'detached' });
}

async function ready(page: Page): Promise<void> {
  await page.locator('[data-action=ready]').click();
  await page.locator('[data-check=camera]').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function settle(page: Page): Promise<void> {
  const shown = () => page.evaluate(() => document.querySelector('.settle')?.textContent ?? '');
  const before = await shown();
  await page.locator('[data-conflict=duplicate-walk-in] [data-decision=same-person]').first().click();
  await waitFor('one thing less to settle', async () => (await shown()) !== before);
}

async function group(page: Page): Promise<void> {
  const panel = page.locator('[data-panel=group]');
  await page.locator('[data-action=group]').click();
  await panel.waitFor();
  await page.keyboard.press('Escape', HELD);
  await panel.waitFor({ state: 'detached' });
}

async function steward(page: Page): Promise<void> {
  await lock(page);
  await signIn(page, STEWARD);
  await page.locator('[data-screen=steward]').waitFor();
  await lock(page);
  await signIn(page, MANAGER);
  await page.locator('[data-action=ready]').waitFor();
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press('l', HELD);
  await page.locator('[data-screen=locked]').waitFor();
}

export async function signIn(page: Page, { name, pin }: { name: string; pin: string }): Promise<void> {
  await page.getByRole('radio', { name }).click();
  await page.locator('.pin-field input:focus').waitFor();
  await page.keyboard.type(pin, { delay: 120 });
  await page.keyboard.press('Enter', HELD);
  await page.locator('[data-screen=locked]').waitFor({ state: 'detached' });
}

async function printBadges(page: Page, badges: Iterator<string>): Promise<void> {
  for (let badge = 0; badge < BADGES; badge += 1) {
    const { done, value } = badges.next();
    if (done === true) throw new Error('the list has no more guests for badges');
    await page.getByRole('combobox').click();
    await clearField(page);
    await page.keyboard.type(value, { delay: KEY_MS });
    await page.getByRole('option', { name: value }).waitFor();
    await page.locator('.search-actions .primary:not([disabled])').waitFor();
    await page.keyboard.press('Enter', HELD);
    await page.locator('.desk-actions .button:not([disabled])', { hasText: 'Print' }).waitFor();
    await page.keyboard.press('Alt+p', HELD);
    await page.getByRole('alertdialog').locator(BADGE_ENDS).first().waitFor();
    await page.getByRole('alertdialog').locator('.dialog-actions button').click();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  }
}
