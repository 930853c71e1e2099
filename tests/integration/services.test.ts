import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { chromium, type Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chromiumPath, chromiumSwitches } from '../services/chromium.ts';
import { startCups } from '../services/cups.ts';
import { fakeCamera } from '../services/fake-camera.ts';
import { startIppPrinter } from '../services/ipp-printer.ts';
import { startPostgres } from '../services/postgres.ts';
import { scan } from '../services/scanner.ts';
import { output, waitFor } from '../services/service-process.ts';
import { startXvfb } from '../services/xvfb.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yanqi-services-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('PostgreSQL copies a prepared database for each test', async () => {
  await using postgres = await startPostgres();
  const prepared = await postgres.createDatabase();
  await query(prepared, "create table guest as select '小明' as name");

  const copy = await postgres.createDatabase(prepared);
  await query(copy, "insert into guest values ('Åsa')");

  expect(await query(copy, 'select name from guest')).toEqual([{ name: '小明' }, { name: 'Åsa' }]);
  expect(await query(prepared, 'select name from guest')).toEqual([{ name: '小明' }]);
});

test('CUPS prints to a PDF queue, and a paused queue keeps its job until it is resumed', async () => {
  await using cups = await startCups();
  const page = await textPage();
  const print = (queue: string) => output('lp', ['-d', queue, page], { CUPS_SERVER: cups.server });
  await cups.addPdfQueue('badges');
  await print('badges');
  await waitFor('the first page', async () => (await cups.listPages()).length === 1);

  await cups.pause('badges');
  await print('badges');
  expect(await output('lpstat', ['-o'], { CUPS_SERVER: cups.server })).toContain('badges-2');
  await cups.resume('badges');
  await waitFor('the second page', async () => (await cups.listPages()).length === 2);

  await cups.remove('badges');
  await expect(print('badges')).rejects.toThrow('does not exist');
});

test('a network printer that runs out of paper holds the document, says so, and prints it when filled', async () => {
  await using cups = await startCups();
  await using printer = await startIppPrinter();
  const ask = (command: string, ...args: string[]) => output(command, args, { CUPS_SERVER: cups.server });
  await cups.addIppQueue('labels', printer.address);

  await printer.trouble('media-empty-error');
  await ask('lp', '-d', 'labels', await textPage());
  await waitFor('the queue to name the reason', async () =>
    (await ask('lpstat', '-l', '-p', 'labels')).includes('media-empty'),
  );
  expect(await ask('lpstat', '-o')).toContain('labels-1');

  await printer.trouble(undefined);
  await waitFor('the job to end', async () => !(await ask('lpstat', '-o')).includes('labels-1'));
  expect(await printer.received()).toEqual([expect.stringMatching(/\/1-.*\.pdf$/)]);
});

test('a scanner types into the window in front, on a screen of its own', async () => {
  await using screen = await startXvfb({ width: 800, height: 600, windowManager: true });
  await using browser = await openPage({ headless: false, env: { ...process.env, DISPLAY: screen.display } });
  await browser.page.setContent(
    '<input style="position: fixed; inset: 0; width: 100%; height: 100%" onkeydown="if (event.code === `Enter`) document.title = this.value">',
  );
  await output('xdotool', ['mousemove', '400', '400', 'click', '1'], { DISPLAY: screen.display });
  await browser.page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);

  const text = 'YD1-abc XYZ 0189 ;:\'"\\|/?~`[]{}<>_+=!@#$%^&*()';
  await scan(screen.display, text);

  await browser.page.waitForFunction(() => document.title !== '');
  expect(await browser.page.title()).toBe(text);
});

test('a camera shows the QR code it was given', async () => {
  const switches = await fakeCamera('小明 YD1', folder);
  await using browser = await openPage({ args: [...switches, '--use-fake-ui-for-media-stream'] });
  await browser.page.route('http://localhost/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<video autoplay>' }),
  );
  await browser.page.goto('http://localhost/');
  await browser.page.evaluate(async () => {
    const video = document.querySelector('video');
    if (!video) throw new Error('no video');
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  });

  const picture = join(folder, 'seen.png');
  await browser.page.screenshot({ path: picture });

  expect(await output('zbarimg', ['--quiet', '--raw', picture])).toBe('小明 YD1\n');
});

test('what a test started ends when the test is killed', async () => {
  const program = `
    import { startXvfb } from '${new URL('../services/xvfb.ts', import.meta.url)}';
    const screen = await startXvfb({ width: 100, height: 100, windowManager: false });
    console.log(screen.display);`;
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  const [display] = await once(owner.stdout.setEncoding('utf8'), 'data');
  const answers = () =>
    output('xdotool', ['getdisplaygeometry'], { DISPLAY: String(display).trim() }).then(
      () => true,
      () => false,
    );
  expect(await answers()).toBe(true);

  owner.kill('SIGKILL');

  await waitFor('the screen to end', async () => !(await answers()));
});

type LaunchOptions = Parameters<typeof chromium.launch>[0] & object;

async function openPage(options: LaunchOptions): Promise<AsyncDisposable & { page: Page }> {
  const browser = await chromium.launch({
    ...options,
    executablePath: chromiumPath,
    args: [...chromiumSwitches, ...(options.args ?? [])],
  });
  return { page: await browser.newPage(), [Symbol.asyncDispose]: () => browser.close() };
}

async function textPage(): Promise<string> {
  const page = join(folder, 'page.txt');
  await writeFile(page, 'one page\n');
  return page;
}

async function query(address: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
