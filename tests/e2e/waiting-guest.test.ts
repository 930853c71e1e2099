import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished, vi } from 'vitest';
import { writeMovedEvent } from '../../scripts/demo/moved-event.ts';
import { EventSchema } from '../../src/contract/event.ts';
import type { StationSettings } from '../../src/contract/status.ts';
import { syncUntilDone } from '../../src/core/sync/sync-until-done.ts';
import { startTestServer, type TestServer } from '../integration/server/test-server.ts';
import { openSyncStation } from '../integration/sync/sync-station.ts';
import { scan } from '../services/scanner.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { ops } from './ops.ts';
import { withStation } from './seed.ts';

vi.setConfig({ testTimeout: 240_000 }); // two apps and a server, on a machine that does more

const GUESTS = `registration_id,code,family_name,given_name,latin_name,organization,category,hold
R1,GUEST1001,欧阳,小明,Ouyang Xiaoming,人工智能与金融科技联合实验室,vip,是
R2,GUEST1002,李,娜,,CASME,delegate,
`;

async function startVenue(): Promise<TestServer> {
  const { eventFile } = writeMovedEvent(temporaryFolder());
  const event = EventSchema.parse(JSON.parse(readFileSync(eventFile, 'utf8')));
  const server = await startTestServer(null, event);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const bytes = new TextEncoder().encode(GUESTS);
  await server.importList({ file: { name: 'guests.csv', bytes }, encoding: null, dryRun: false });
  return server;
}

/** A station that is enrolled, has the list, and is set up. */
async function prepared(
  server: TestServer,
  settings: StationSettings & { readonly name: string },
): Promise<string> {
  const folder = temporaryFolder();
  const station = openSyncStation({ folder });
  // The name that other stations are told is the one that the console gave the code to.
  const makeEnrolmentCode = () => server.makeEnrolmentCode({ name: settings.name, role: 'desk' });
  await station.enrol({ url: server.url, makeEnrolmentCode });
  await syncUntilDone(station.parts);
  station.parts.database.close();
  await withStation(folder, async (opened) => {
    const configured = opened.configure({ printer: 'pdf-folder', configured: true, ...settings });
    if (!configured.ok) throw new Error(configured.failure.code);
  });
  return folder;
}

/** Counts the sounds of the alert that the window plays. */
async function countRings(page: Page): Promise<void> {
  await page.evaluate(() => {
    const play = HTMLMediaElement.prototype.play;
    Reflect.set(window, 'rings', 0);
    HTMLMediaElement.prototype.play = function counted() {
      if (this.currentSrc.includes('waiting') || this.src.includes('waiting'))
        Reflect.set(window, 'rings', Number(Reflect.get(window, 'rings')) + 1);
      return play.call(this);
    };
  });
}

function rings(page: Page): Promise<number> {
  return page.evaluate(() => Number(Reflect.get(window, 'rings')));
}

it('a guest to be met who is scanned at one desk rings at the protocol desk, who goes and meets them, and one press lets them in', async () => {
  const server = await startVenue();
  const door = await prepared(server, { name: 'Door 1' });
  const protocol = await prepared(server, { name: 'Protocol', protocolDesk: true });
  const desk = await startApp({ folder: protocol });
  await countRings(desk.page);
  // The second window is in front from now on, and has the scanner.
  const { page, display } = await startApp({ folder: door });
  await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();

  await scan(display, 'GUEST1001');
  await page.locator('.verdict[data-verdict=hold] [data-waiting=waiting]').waitFor();
  const alert = desk.page.locator('[data-alert=waiting][data-guest=R1]');
  await alert.filter({ hasText: '欧阳小明' }).waitFor();
  expect(await alert.textContent()).toContain('Door 1');
  await expect.poll(() => rings(desk.page), { timeout: 60_000 }).toBeGreaterThan(1);
  expect(await accessibilityFaults(desk.page)).toEqual([]);
  // The door is no desk of the protocol: only the verdict says that the guest waits.
  expect(await page.locator('.guest-alerts').count()).toBe(0);
  await scan(display, 'GUEST1001');

  await desk.page.locator('[data-action=go]').click();
  await desk.page.locator('[data-alert=answered]').waitFor();
  await page.locator('[data-waiting=answered]', { hasText: 'Protocol' }).waitFor();
  const quiet = await rings(desk.page);
  await desk.page.locator('[data-alert] [data-action=met]').click();
  await desk.page.locator('.guest-alerts').waitFor({ state: 'detached' });
  await page.locator('[data-waiting=met]').waitFor();
  expect(await rings(desk.page)).toBe(quiet);
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.locator('[data-action=met]').click();
  await page.locator('.verdict[data-verdict=admit]', { hasText: '欧阳小明' }).waitFor();
  await page.locator('[data-chip=sync]', { hasText: /^Synced$/ }).waitFor();
  const kinds = (await ops(door)).map(({ kind }) => kind);
  // A machine that takes a minute between the two scans announces the guest twice.
  const facts = [...new Set(kinds)].filter((kind) => kind.startsWith('hold') || kind === 'entry');
  expect(facts).toEqual(['hold-waiting', 'hold-answered', 'hold-confirmed', 'entry']);
});

it('a desk of the protocol without a server hears of its own guests, with its sounds off too, and in the set-up', async () => {
  const folder = temporaryFolder();
  await withStation(folder, async (station) => {
    const { eventFile } = writeMovedEvent(folder);
    station.initEvent(eventFile, readFileSync(eventFile, 'utf8'));
    const file = { name: 'guests.csv', bytes: new TextEncoder().encode(GUESTS) };
    await station.importList({ file, encoding: null, dryRun: false });
    station.configure({ printer: 'pdf-folder', configured: true, protocolDesk: true });
  });
  const { page, display } = await startApp({ folder });
  await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  await page.locator('[data-action=mute]').click();
  await countRings(page);
  await scan(display, 'GUEST1001');
  await page.locator('[data-alert=waiting]').waitFor();
  await page.screenshot({ path: join('test-results', 'waiting-guest.png') });
  await expect.poll(() => rings(page)).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Set-up' }).click();
  await page.locator('[data-screen=setup] [data-alert=waiting]', { hasText: '欧阳小明' }).waitFor();
  const before = await rings(page);
  await expect.poll(() => rings(page), { timeout: 60_000 }).toBeGreaterThan(before);
  await page.screenshot({ path: join('test-results', 'waiting-guest-setup.png') });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator('[data-alert] [data-action=met]').click();
  await page.locator('.guest-alerts').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Back to check-in' }).click();
  await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  await scan(display, 'GUEST1001');
  await page.locator('.verdict[data-verdict=admit]').waitFor();
});
