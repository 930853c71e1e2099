import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { writeMovedEvent } from '../../scripts/demo/moved-event.ts';
import { EventSchema } from '../../src/contract/event.ts';
import { syncUntilDone } from '../../src/core/sync/sync-until-done.ts';
import { listFile, startTestServer, type TestServer } from '../integration/server/test-server.ts';
import { openSyncStation } from '../integration/sync/sync-station.ts';
import { type CuttableProxy, startProxy } from '../services/cuttable-proxy.ts';
import { scan } from '../services/scanner.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { lostBadge } from './lost-badge.ts';
import { withStation } from './seed.ts';

const HOURS = 3_600_000;

/** A server of today's event with 1,000 guests, and a station's line to it. */
async function startVenue(): Promise<{ server: TestServer; proxy: CuttableProxy }> {
  const { eventFile } = writeMovedEvent(temporaryFolder());
  const event = EventSchema.parse(JSON.parse(readFileSync(eventFile, 'utf8')));
  const server = await startTestServer(null, event);
  onTestFinished(() => server[Symbol.asyncDispose]());
  await server.importList({ file: listFile(1, 1_000), encoding: null, dryRun: false });
  const proxy = await startProxy(server.url);
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return { server, proxy };
}

/** A station that enrolled and whose line broke before the list was whole. */
async function partOfTheList(
  { server, proxy }: { server: TestServer; proxy: CuttableProxy },
  folder: string,
) {
  const station = openSyncStation({ folder });
  await station.enrol(server, proxy.url);
  let rounds = 0;
  await syncUntilDone(station.parts, {
    onRound: () => {
      rounds += 1;
      if (rounds === 2) proxy.cut();
    },
  });
  station.parts.database.close();
}

async function ticketOf(server: TestServer, guest: string): Promise<string> {
  const [csv = ''] = await server.exportTickets(join(temporaryFolder(), 'tickets'));
  const line = readFileSync(csv, 'utf8')
    .split('\r\n')
    .find((text) => text.startsWith(`${guest},`));
  return line?.split(',').at(-1) ?? '';
}

async function verdictShown(page: Page, verdict: string, words: string | RegExp): Promise<void> {
  await page.locator(`.verdict[data-verdict="${verdict}"]`, { hasText: words }).waitFor();
}

it('a desk with a server tells how far its list is, admits a ticket that is not on it, refuses a replaced badge, says when its clock is wrong, and that it was revoked', async () => {
  const venue = await startVenue();
  const { server, proxy } = venue;
  const folder = temporaryFolder();
  await partOfTheList(venue, folder);
  const { page, display } = await startApp({ folder });

  await page.locator('[data-progress=download]', { hasText: /39\d of 1,000 guests loaded/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const { id } = await withStation(folder, async (station) => {
    station.configure({ printer: 'pdf-folder', configured: true });
    return station.status().station;
  });
  const syncChip = page.locator('[data-chip=sync]');
  await syncChip.filter({ hasText: /39\d of 1,000 guests loaded/ }).waitFor();
  await page.getByRole('button', { name: '中文' }).click();
  await syncChip.filter({ hasText: /名单已下载 39\d \/ 1,000 人/ }).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  proxy.restore();
  await page.locator('[data-count=arrived]', { hasText: '0 / 1,000' }).waitFor();
  await syncChip.filter({ hasText: /^Synced$/ }).waitFor();

  proxy.cut();
  await server.importList({ file: listFile(2_001, 2_001), encoding: null, dryRun: false });
  await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  await scan(display, await ticketOf(server, 'G2001'));
  await verdictShown(page, 'admit', 'G2001');
  await page.locator('[data-fact=unlisted]', { hasText: 'Not on the list yet' }).waitFor();
  await scan(display, await lostBadge(folder, 'G7'));
  await verdictShown(page, 'revoked-badge', '小7');
  expect(await accessibilityFaults(page)).toEqual([]);

  server.passTime(3 * HOURS);
  proxy.restore();
  const warning = page.locator('.clock-warning');
  await warning.filter({ hasText: 'is 3 hr 0 min slow' }).waitFor();
  const warningText = (await warning.textContent()) ?? '';
  const now = Date.now() + 3 * HOURS;
  const rightTimes = [-60_000, 0].map((ms) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'short' }).format(now + ms),
  );
  expect(rightTimes.some((time) => warningText.includes(time))).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  server.passTime(-3 * HOURS);
  await server.importList({ file: listFile(2_002, 2_002), encoding: null, dryRun: false });
  await warning.waitFor({ state: 'detached' });

  expect(await page.locator('.arrival').count()).toBeGreaterThan(0);
  await server.revokeStation(id);
  await page.locator('[data-warning=station-revoked]', { hasText: 'its guest data was removed' }).waitFor();
  await verdictShown(page, 'station-revoked', /已停用.*Not in use/s);
  expect(await page.locator('.arrival').count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
});
