/**
 * `npm run demo`: the main job on real parts, step by step. A server with 2,000 guests, a station that is enrolled,
 * one guest scanned by USB scanner and one by camera, their badges, a network that drops and comes back, a kiosk.
 * Leaves demo-out/ and exits 0 only when every step held. With `-- --stay` the desk stays open where there is a
 * screen.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProxy } from '../tests/services/cuttable-proxy.ts';
import { fakeCamera } from '../tests/services/fake-camera.ts';
import { scan } from '../tests/services/scanner.ts';
import { waitFor } from '../tests/services/service-process.ts';
import { startXvfb } from '../tests/services/xvfb.ts';
import { ensureBuilt, projectFolder } from './built-app.ts';
import { startDemoReport } from './demo/demo-report.ts';
import { type DemoServer, startDemoServer } from './demo/demo-server.ts';
import { demoStation } from './demo/demo-station.ts';
import { type DemoWindow, openDemoWindow } from './demo/demo-window.ts';
import { type Guest, writeMovedEvent } from './demo/moved-event.ts';
import { chipSays, verdictShown, welcomeShown } from './demo/screen-texts.ts';

const STEPS = 13;
const SYNCED = /已同步|Synced/;
const OFFLINE = /离线|Offline/;

const report = startDemoReport(STEPS);
const outFolder = join(projectFolder, 'demo-out');
const workFolder = mkdtempSync(join(tmpdir(), 'yanqi-demo-'));
const station = demoStation(join(workFolder, 'station'));
const ownDisplay = process.env.DISPLAY;
const stays = process.argv.includes('--stay') && ownDisplay !== undefined;

async function demo(): Promise<void> {
  rmSync(outFolder, { recursive: true, force: true });
  mkdirSync(outFolder);
  await report.step('The app is built', async () => ensureBuilt());
  const { guests, ...event } = writeMovedEvent(workFolder);
  const scanned = guestNamed(guests, /^欧阳/);
  const filmed = guestNamed(guests, /ễ|ị/);
  const offline = guestNamed(guests, /\p{Script=Arabic}/u);
  const welcomed = guestNamed(guests, /\p{Script=Thai}/u);

  await using ends = new AsyncDisposableStack();
  const server = await report.step('The server runs with 2,000 guests', () =>
    startDemoServer({ folder: join(workFolder, 'server'), ...event }),
  );
  ends.defer(() => server.stop());
  const network = ends.use(await startProxy(server.url));
  await report.step('The station is enrolled and has the list', () =>
    station.enrol(network.url, server.enrolmentCode),
  );
  const printer = await report.step('A printer is chosen', station.choosePrinter);

  const display = ownDisplay ?? (await screen(ends, { width: 1280, height: 800 }));
  const camera = await fakeCamera(filmed.code, workFolder);
  const desk = await report.step('The desk opens', () =>
    openDemoWindow({ folder: station.folder, display, kind: 'desk', camera, language: 'zh-CN' }),
  );
  ends.defer(() => leave(desk, 'desk'));
  await report.step('It is in touch with the server', () => chipSays(desk.page, 'sync', SYNCED));
  await report.step(`USB scanner: ${scanned.name} is admitted`, async () => {
    await desk.focus();
    await scan(display, scanned.code);
    await verdictShown(desk.page, 'admit', scanned.name);
  });
  await report.step(`Camera: ${filmed.name} is admitted`, async () => {
    await desk.page.getByRole('button', { name: /打开摄像头|Open camera/ }).click();
    await verdictShown(desk.page, 'admit', filmed.name);
    await desk.page.screenshot({ path: join(outFolder, 'desk.png') });
    await desk.page.getByRole('button', { name: /关闭摄像头|Close camera/ }).click();
  });
  await report.step(`Both badges come out of ${printer}, and their QR codes read back`, async () => {
    await station.allPrinted();
    return Promise.all([scanned, filmed].map((guest) => station.badgeReadsBack(guest, outFolder)));
  });
  await report.step('The server knows both', () => serverKnows(server, [scanned, filmed]));
  await report.step(`The network drops: ${offline.name} is admitted all the same`, async () => {
    network.cut();
    await chipSays(desk.page, 'sync', OFFLINE);
    await desk.focus();
    await scan(display, offline.code);
    await verdictShown(desk.page, 'admit', offline.name);
    await desk.page.screenshot({ path: join(outFolder, 'desk-offline.png') });
    await serverKnows(server, [scanned, filmed]);
    return chipSays(desk.page, 'sync', OFFLINE);
  });
  await report.step('The network is back: the server knows the third, and the badge is there', async () => {
    network.restore();
    await serverKnows(server, [scanned, filmed, offline]);
    await chipSays(desk.page, 'sync', SYNCED);
    await station.allPrinted();
    return station.badgeReadsBack(offline, outFolder);
  });
  if (stays) {
    process.stdout.write('The desk stays open until you close it.\n');
    await desk.closed();
  }
  await desk.close();

  await report.step(`Kiosk: ${welcomed.name} is welcomed`, async () => {
    const tall = await screen(ends, { width: 1080, height: 1920 });
    const kiosk = await openDemoWindow({
      folder: station.folder,
      display: tall,
      kind: 'kiosk',
      camera: ['--use-fake-device-for-media-stream'],
      language: 'zh-CN',
    });
    ends.defer(() => leave(kiosk, 'kiosk'));
    await kiosk.page.locator('[data-camera="running"]').waitFor();
    await kiosk.page.screenshot({ path: join(outFolder, 'kiosk.png') });
    await kiosk.focus();
    await scan(tall, welcomed.code);
    await welcomeShown(kiosk.page, welcomed.name);
    await kiosk.page.screenshot({ path: join(outFolder, 'kiosk-welcome.png') });
    await serverKnows(server, [scanned, filmed, offline, welcomed]);
    await kiosk.close();
  });
  writeFileSync(join(outFolder, 'arrivals.json'), `${JSON.stringify(await server.arrivals(), null, 2)}\n`);
}

/** Closes a window; one that stands open still when all ends was in a step that failed: a picture tells. */
async function leave(window: DemoWindow, kind: string): Promise<void> {
  if (window.page.isClosed()) return;
  await window.page.screenshot({ path: join(outFolder, `${kind}-when-it-failed.png`) });
  await window.close();
}

/** What the station itself noted of a failure. */
function keepLogs(): void {
  for (const log of ['station.log', 'shell.log']) {
    const file = join(station.folder, log);
    if (existsSync(file)) copyFileSync(file, join(outFolder, log));
  }
}

async function serverKnows(server: DemoServer, expected: readonly Guest[]): Promise<string[]> {
  const ids = expected.map((guest) => guest.registration).sort();
  await waitFor(`the arrivals of ${ids} at the server`, async () => {
    const { arrived, recent } = await server.arrivals();
    const known = recent.map((arrival) => arrival.registration.id).sort();
    return arrived === ids.length && known.join() === ids.join();
  });
  return ids;
}

async function screen(
  ends: AsyncDisposableStack,
  size: { readonly width: number; readonly height: number },
): Promise<string> {
  return ends.use(await startXvfb({ ...size, windowManager: true })).display;
}

function guestNamed(guests: readonly Guest[], name: RegExp): Guest {
  const found = guests.find((guest) => name.test(guest.name));
  if (found === undefined) throw new Error(`the list has no guest whose name matches ${name}`);
  return found;
}

try {
  await demo();
} catch (cause) {
  process.stderr.write(`demo: ${cause instanceof Error ? cause.stack : cause}\n`);
  keepLogs();
} finally {
  rmSync(workFolder, { recursive: true, force: true });
}
const ok = report.write(join(outFolder, 'summary.json'));
process.stdout.write(`${ok ? 'Every step held' : 'The demo FAILED'}: see demo-out/\n`);
process.exitCode = ok ? 0 : 1;
