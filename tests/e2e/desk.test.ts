import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scan } from '../services/scanner.ts';
import { output, waitFor } from '../services/service-process.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { entries } from './ops.ts';
import { seedStation } from './seed.ts';
import { watchedScan, watchScans } from './watched-scans.ts';

async function startDesk() {
  const folder = temporaryFolder();
  const guests = await seedStation(folder, { name: 'Desk 3' });
  const [first, second, third, fourth] = guests;
  if (!first || !second || !third || !fourth) throw new Error('the list has no guests for today');
  const app = await startApp({ folder });
  await app.page.locator('[data-verdict=idle]').waitFor();
  await app.page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  return { app, page: app.page, folder, guests: [first, second, third, fourth] as const };
}

/** The verdicts in the order of the list of last arrivals, the newest first. */
async function lastVerdicts(page: Page): Promise<(string | null)[]> {
  return page
    .locator('.arrival')
    .evaluateAll((lines) => lines.map((line) => line.getAttribute('data-verdict')));
}

async function verdictShown(page: Page, verdict: string, words: string | RegExp): Promise<void> {
  await page.locator(`.verdict[data-verdict="${verdict}"]`, { hasText: words }).waitFor();
}

/** The sounds that the window plays from now on, each with its loudness from 0 to 1; anew after it was loaded. */
async function watchSounds(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const played: string[] = [];
    Reflect.set(window, 'played', played);
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      played.push(`${/(\w+)-[^/]*\.wav/.exec(this.src)?.[1]} ${this.volume.toFixed(2)}`);
      return play.call(this);
    };
  });
  await page.reload();
  await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  return () => page.evaluate(() => Reflect.get(window, 'played'));
}

function nameWords({ name }: { name: string }): RegExp {
  const [family = ''] = name.split(' ');
  return new RegExp(family.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

describe('the desk', () => {
  it('admits a guest by a USB scanner whatever has the focus, writes it down and makes the badge; a second time it says when and where', async () => {
    const { app, page, folder, guests } = await startDesk();
    const [guest] = guests;
    await page.keyboard.press('/');
    await page.keyboard.type('zh', { delay: 90 });
    await page.getByRole('option').first().waitFor();

    await scan(app.display, guest.code);
    await verdictShown(page, 'admit', nameWords(guest));
    await page.locator('.badge-progress[data-badge=printed]').waitFor();
    expect(await page.getByRole('combobox').inputValue()).toBe('zh');
    expect(await entries(folder)).toEqual([`${guest.registration} scanner`]);
    expect(readdirSync(join(folder, 'badges')).filter((file) => file.endsWith('.pdf'))).toHaveLength(1);

    await scan(app.display, guest.code);
    await verdictShown(page, 'already-in', /\d\d:\d\d · Desk 3 · 主入口 Main entrance/);
    expect(await entries(folder)).toHaveLength(1);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('case 4 and 6: bad, good, bad, good one right after the other are four answers in that order, and an unknown code names nothing', async () => {
    const { app, page, guests } = await startDesk();
    const [one, two] = guests;
    await scan(app.display, 'NO-SUCH-CODE-1');
    await verdictShown(page, 'unknown', '未知的二维码 · Unknown code');
    expect(await page.locator('.verdict-name').count()).toBe(0);

    for (const code of [one.code, 'NO-SUCH-CODE-2', two.code]) await scan(app.display, code);
    await verdictShown(page, 'admit', nameWords(two));
    await waitFor('four lines', async () => (await page.locator('.arrival').count()) === 4);
    expect(await lastVerdicts(page)).toEqual(['admit', 'unknown', 'admit', 'unknown']);
  });

  it('shows a verdict within two frames of the answer of the core, while the badges of the guests before come out', async () => {
    const { app, page, guests } = await startDesk();
    await watchScans(page);
    for (const { code } of guests) {
      const { frames } = await watchedScan(page, app.display, code);
      expect(frames).toBeLessThanOrEqual(2);
    }
  });

  it('case 2: reads a scanner with US keys on a computer with a French keyboard, Caps Lock on', async () => {
    const { app, page, guests } = await startDesk();
    await output('setxkbmap', ['fr'], { DISPLAY: app.display });
    onTestFinished(() => output('setxkbmap', ['us'], { DISPLAY: app.display }).then(() => undefined));
    await output('xdotool', ['key', '66'], { DISPLAY: app.display });
    onTestFinished(() => output('xdotool', ['key', '66'], { DISPLAY: app.display }).then(() => undefined));
    await scan(app.display, guests[0].code);
    await verdictShown(page, 'admit', nameWords(guests[0]));
  });

  it('sounds different for each kind of answer, as loud as was chosen, and not at all while it is muted', async () => {
    const { app, page, guests } = await startDesk();
    const played = await watchSounds(page);
    const [guest] = guests;
    await scan(app.display, guest.code);
    await verdictShown(page, 'admit', nameWords(guest));
    await scan(app.display, guest.code);
    await verdictShown(page, 'already-in', nameWords(guest));
    const volume = page.getByRole('slider', { name: 'Volume' });
    await volume.press('Home');
    await scan(app.display, 'NO-SUCH-CODE');
    await verdictShown(page, 'unknown', 'Unknown code');
    expect(await played()).toEqual(['admit 1.00', 'again 1.00', 'admit 0.01', 'unknown 0.01']);

    await page.locator('[data-action=mute]').click();
    await page.reload();
    await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
    await scan(app.display, guest.code);
    await verdictShown(page, 'already-in', nameWords(guest));
    expect(await played()).toEqual([]);
    await page.locator('[data-action=mute]').click();
    expect(await played()).toEqual(['admit 0.01']);
  });

  it('finds a guest without a code and checks in by Enter', async () => {
    const { page, folder, guests } = await startDesk();
    const guest = guests[2];
    await page.keyboard.press('/');
    await page.keyboard.type(guest.registration, { delay: 70 });
    await page.getByRole('option', { name: guest.registration }).waitFor();
    expect(await page.getByRole('option').first().textContent()).toContain('not here yet');
    await page.getByRole('button', { name: 'Check in' }).and(page.locator(':not([disabled])')).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await verdictShown(page, 'admit', nameWords(guest));
    expect(await entries(folder)).toEqual([`${guest.registration} search`]);
    await page.locator('.badge-progress[data-badge=printed]').waitFor();
  });

  it('changes its language by one touch and keeps it, while a verdict speaks both', async () => {
    const { app, page, guests } = await startDesk();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('button', { name: '打开摄像头' }).waitFor();
    await scan(app.display, guests[3].code);
    await verdictShown(page, 'admit', '准许入场 · Admitted');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    await page.getByRole('button', { name: '打开摄像头' }).waitFor();
  });
});
