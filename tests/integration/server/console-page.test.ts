import { readFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../../src/contract/protocol.ts';
import { EnrolAnswerSchema } from '../../../src/contract/sync.ts';
import { newKey } from '../../fixtures/test-keys.ts';
import { chromiumPath, chromiumSwitches } from '../../services/chromium.ts';
import { type Postgres, startPostgres } from '../../services/postgres.ts';
import { output, waitFor } from '../../services/service-process.ts';
import {
  entry,
  listFile,
  post,
  startTestServer,
  sync,
  type TestCaller,
  type TestServer,
} from './test-server.ts';

const ATTENDEES = 'tests/fixtures/attendees-2000.csv';
/** محمد بن سعيد of the list. */
const ARABIC_NAME = 'SME000095';

describe('the console page in a browser', () => {
  let postgres: Postgres;
  let server: TestServer;
  let station: TestCaller;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
    server = await startTestServer(await postgres.createDatabase());
    station = await server.enrol('3号台 Desk 3');
    const file = { name: 'attendees.csv', bytes: readFileSync(ATTENDEES) };
    await server.importList({ file, encoding: null, dryRun: false });
    browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumSwitches });
    page = await browser.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${server.url}/#key=${server.consoleKey}`);
    await page.locator('#line.live').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
    await postgres.stop();
  });

  it('hides the key from the address, and keeps it for this tab', async () => {
    expect(page.url()).toBe(`${server.url}/`);
    await page.reload();
    await page.locator('#line.live').waitFor();
  });

  it('shows each arrival as it comes, with the name in its own direction', async () => {
    await sync(server, station, [entry(station.id, ARABIC_NAME)]);
    const first = page.locator('#recent li').first();
    await first.getByText('محمد بن سعيد').waitFor();
    expect(await first.textContent()).toMatch(/代表 Delegate.*主入口 Main entrance.*3号台 Desk 3/s);
    const name = first.locator('.name');
    expect(await name.evaluate((node) => getComputedStyle(node).direction)).toBe('rtl');
    expect(await page.locator('#arrived').textContent()).toBe('1');
    expect(await page.locator('#registrations').textContent()).toBe('2,000');
  });

  it('says how much is to settle at the desks, once there is something', async () => {
    expect(await page.locator('#to-settle').isHidden()).toBe(true);
    await sync(server, station, [entry(station.id, ARABIC_NAME)]);
    await page.locator('#to-settle', { hasText: '1' }).waitFor();
  });

  it('does not take a name for HTML, and keeps a long one within a phone', async () => {
    const hostile = `<img src=x>${'很长的名字'.repeat(30)}`;
    const list = listFile(1, 1, (line) => line.replace('小1', hostile));
    await server.importList({ file: list, encoding: null, dryRun: false });
    await page.setViewportSize({ width: 360, height: 740 });
    await sync(server, station, [entry(station.id, 'G1')]);
    await page.getByText('<img src=x>').first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  it('makes a code with which a station enrols', async () => {
    await page.getByLabel('名称').fill('Kiosk 1');
    await page.getByLabel('用途').selectOption('kiosk');
    await page.getByRole('button', { name: '取登记码' }).click();
    await page.locator('#code').waitFor();
    const code = await page.locator('#code-text').textContent();
    const { publicKey } = newKey();
    await using folder = await mkdtempDisposable(join(tmpdir(), 'yanqi-console-'));
    const picture = join(folder.path, 'qr.png');
    await page.locator('#code-qr svg').screenshot({ path: picture });
    const scanned = await output('zbarimg', ['--quiet', '--raw', picture]);
    expect(scanned.trim()).toBe(`${server.url}/#enrol=${code}`);
    expect(await page.getByText('Only this computer reaches this address').isVisible()).toBe(true);
    const body = { protocol: PROTOCOL_VERSION, code, station: newId(), publicKey };
    const answer = EnrolAnswerSchema.parse(await (await post(server.url, '/v1/enrol', null, body)).json());
    expect(answer).toMatchObject({ name: 'Kiosk 1', role: 'kiosk' });
  });

  it('finds its line again after a restart of the server', async () => {
    await server.restart();
    await waitFor('the page listens again', () => server.listeners() === 1);
    await page.locator('#line.live').waitFor();
    // Chromium reports the request that the restart broke; nothing else may be wrong, such as a broken policy.
    expect(complaints.filter((text) => !text.includes('ERR_'))).toEqual([]);
  });

  it('asks for the right address when the key is wrong', async () => {
    const stranger = await browser.newPage();
    await stranger.goto(`${server.url}/#key=wrong`);
    await stranger.getByRole('alert').getByText('console').waitFor();
    expect(await stranger.locator('#totals').isHidden()).toBe(true);
  });
});
