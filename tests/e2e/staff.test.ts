import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { scan } from '../services/scanner.ts';
import { waitFor } from '../services/service-process.ts';
import { accessibilityFaults } from './accessible.ts';
import { type RunningApp, startApp, temporaryFolder } from './app.ts';
import { cutControls } from './cut-controls.ts';
import { ops } from './ops.ts';
import { seedStation, withStation } from './seed.ts';

const MANAGER = { name: '王芳', pin: '24680' };
const CLERK = { name: 'Ana Šárka', pin: '1357' };
const STEWARD = { name: 'Li Lei', pin: '9999' };

/** A station with three people of staff, and its guests of today. */
async function seedStaffed(settings: Parameters<typeof seedStation>[1] = {}) {
  const folder = temporaryFolder();
  const [first, second] = await seedStation(folder, { name: 'Desk 3', ...settings });
  if (!first || !second) throw new Error('the list has no guests for today');
  await withStation(folder, async ({ staff }) => {
    await staff.add(MANAGER.name, 'manager', MANAGER.pin);
    await staff.add(CLERK.name, 'desk', CLERK.pin);
    await staff.add(STEWARD.name, 'steward', STEWARD.pin);
  });
  return { folder, first, second };
}

async function startLocked(folder: string): Promise<RunningApp> {
  const app = await startApp({ folder });
  await app.page.locator('[data-screen=locked]').waitFor();
  return app;
}

/** By a person's keys: slower than any scanner. */
async function typePin(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('radio', { name }).click();
  await page.locator('.pin-field input:focus').waitFor();
  await page.keyboard.type(pin, { delay: 120 });
  await page.keyboard.press('Enter');
}

async function signIn(page: Page, { name, pin }: { name: string; pin: string }): Promise<void> {
  await typePin(page, name, pin);
  await page.locator('[data-screen=locked]').waitFor({ state: 'detached' });
}

function shown(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.innerHTML);
}

describe('staff', () => {
  it('sign in with a PIN; a scan before is answered and lets nobody in; what they do has their name; locked, nothing of guests is left in the window', async () => {
    const { folder, first, second } = await seedStaffed();
    const { page, display } = await startLocked(folder);
    const [family = ''] = first.name.split(' ');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('radio', { name: CLERK.name }).click();
    await page.locator('.pin-field input:focus').waitFor();
    await page.keyboard.type('13', { delay: 120 });
    await scan(display, first.code);
    await page.getByRole('alert').getByText('Locked: sign in first.').waitFor();
    expect(await page.getByLabel(`PIN of ${CLERK.name}`).inputValue()).toBe('13');
    expect(await ops(folder)).toEqual([]);
    await page.keyboard.type('57', { delay: 120 });
    await page.keyboard.press('Enter');

    await page.locator('[data-verdict=idle]').waitFor();
    expect(await page.getByRole('button', { name: 'Set-up' }).count()).toBe(0);
    await scan(display, first.code);
    await page.locator('.verdict[data-verdict=admit]').waitFor();
    expect((await ops(folder)).map(({ kind, actor }) => [kind, actor])).toContainEqual(['entry', CLERK.name]);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await shown(page)).toContain(family);

    // A clerk, too, checks in delegations.
    await page.keyboard.press('Alt+g');
    await page.locator('[data-panel=group]').getByRole('combobox').click();
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.locator('[data-panel=group]').waitFor({ state: 'detached' });

    await page.keyboard.press('l');
    await page.locator('[data-screen=locked]').waitFor();
    expect(await shown(page)).not.toContain(family);
    expect(await shown(page)).not.toContain(second.registration);

    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '已锁定' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await typePin(page, CLERK.name, '0000');
    await page.getByRole('alert').filter({ hasText: 'PIN 码不对' }).waitFor();
    await signIn(page, MANAGER);
    await page.getByRole('button', { name: '设置' }).waitFor();
  });

  it('a steward, signed in by touch, scans and sees the verdict, and finds no list, search or button beside it', async () => {
    const { folder, first } = await seedStaffed();
    const { page, display } = await startLocked(folder);
    await page.getByRole('radio', { name: STEWARD.name }).click();
    for (const digit of STEWARD.pin) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('[data-screen=steward]').waitFor();
    await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
    await scan(display, first.code);
    await page.locator('.verdict[data-verdict=admit]').waitFor();
    expect(await page.getByRole('combobox').count()).toBe(0);
    expect(await page.locator('.arrivals, .settle, [data-action=batch]').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect((await ops(folder)).map(({ kind, actor }) => [kind, actor])).toContainEqual([
      'entry',
      STEWARD.name,
    ]);
  });

  it('a steward at a desk of the protocol hears of a guest to be met, and who it is, and has nothing to press', async () => {
    const { folder } = await seedStaffed({ protocolDesk: true });
    await withStation(folder, async (station) => {
      const bytes = new TextEncoder().encode(
        'id,code,family_name,category,hold\nH1,GUEST1001,Dvorak,vip,yes\n',
      );
      await station.importList({ file: { name: 'held.csv', bytes }, encoding: null, dryRun: false });
    });
    const { page, display } = await startLocked(folder);
    await signIn(page, STEWARD);
    await page.locator('[data-screen=steward]').waitFor();
    await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
    await scan(display, 'GUEST1001');
    const alert = page.locator('[data-alert=waiting][data-guest=H1]', { hasText: 'Dvorak' });
    await alert.waitFor();
    expect(await alert.getByRole('button').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('l');
    await page.locator('[data-screen=locked] [data-alert=waiting]').waitFor();
    expect(await shown(page)).not.toContain('Dvorak');
  });

  it('wrong PINs shut the pad for a time that a restart does not shorten', async () => {
    const { folder } = await seedStaffed();
    const app = await startLocked(folder);
    const timer = app.page.getByRole('timer').filter({ hasText: 'Wrong PINs too often' });
    for (const wrong of [1, 2, 3, 4]) {
      await typePin(app.page, CLERK.name, '0000');
      await (wrong < 3 ? app.page.getByText('not right').first() : timer).waitFor();
      if (wrong === 4) expect(await accessibilityFaults(app.page)).toEqual([]);
      await app.page.locator('.pin-field input:enabled').waitFor();
    }
    await typePin(app.page, CLERK.name, '0000');
    await timer.waitFor();
    // The app has 20 s to be there again: nothing else until then.
    await app.close();

    const { page } = await startLocked(folder);
    await typePin(page, CLERK.name, CLERK.pin);
    await page.getByRole('timer').waitFor();
    await page.locator('.pin-field input:enabled').waitFor();
    await signIn(page, CLERK);
  });

  it('the window locks by itself when nobody does anything', async () => {
    const { folder, first } = await seedStaffed({ lockAfterSeconds: 5 });
    const { page, display } = await startLocked(folder);
    await signIn(page, CLERK);
    await page.locator('[data-verdict=idle]').waitFor();
    await scan(display, first.code);
    await page.locator('.verdict[data-verdict=admit]').waitFor();
    await page.locator('[data-screen=locked]').waitFor();
  });

  it('a code that begins with L does not lock', async () => {
    const { folder } = await seedStaffed();
    const { page, display } = await startLocked(folder);
    await signIn(page, CLERK);
    await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
    for (const code of ['LLAMA-1', 'llama-2']) await scan(display, code);
    await waitFor('two answers', async () => (await page.locator('.arrival').count()) === 2);
    expect(await page.locator('[data-screen=locked]').count()).toBe(0);
  });

  it('the first of them is put on the list in the set-up, and is signed in with that', async () => {
    const folder = temporaryFolder();
    await seedStation(folder);
    const { page } = await startApp({ folder });
    await page.getByRole('button', { name: 'Set-up' }).click();
    await page.locator('[data-action=staff]').click();
    await page.getByText('open to everybody').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Name' }).last().fill(MANAGER.name);
    await page.getByLabel('PIN (4 to 12 digits)').fill(MANAGER.pin);
    await page.getByLabel('The same PIN again').fill('24681');
    await page.getByText('That is another PIN').waitFor();
    expect(await page.getByRole('button', { name: 'Add', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('The same PIN again').fill(MANAGER.pin);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.locator(`[data-member="${MANAGER.name}"]`).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('button', { name: 'Back to check-in' }).click();
    await page.locator('[data-staff=manager]', { hasText: MANAGER.name }).waitFor();
    for (const size of [
      { width: 1280, height: 800 },
      { width: 1024, height: 600 },
    ]) {
      await page.setViewportSize(size);
      expect(await cutControls(page)).toEqual([]);
      await page.screenshot({ path: `test-results/manager-${size.width}.png` });
    }
    await page.locator('[data-action=lock]').click();
    await page.locator('[data-screen=locked]').waitFor();
    await signIn(page, MANAGER);
  });
});
