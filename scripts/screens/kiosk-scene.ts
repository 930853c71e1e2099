import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PrintLock, printLock } from '../../src/core/print/print-lock.ts';
import { failWhenTouched } from '../../tests/e2e/failing-screen.ts';
import { withStation } from '../../tests/e2e/seed.ts';
import { seedVenue } from '../../tests/e2e/venue.ts';
import { waitFor } from '../../tests/services/service-process.ts';
import { guestFilm } from './guest-film.ts';
import type { Scene, Screen, Stage } from './screen.ts';

const STAFF_PIN = '24680';
const WRONG_PIN = '13579';

/** Names as long as they come: in two scripts, in one that is written from the right, in one without spaces. */
const GUESTS = `registration_id,code,family_name,given_name,latin_name,category
K1,KIOSK1,Константинопольская-Рождественская,Александра Владимировна,Aleksandra Vladimirovna Konstantinopolskaya-Rozhdestvenskaya,delegate
K2,KIOSK2,މުޙައްމަދު,އިބްރާހީމް ޞާލިޙް,Ibrahim Solih Mohamed,delegate
K3,KIOSK3,พงษ์พัฒนาวิศิษฏ์กุล,สมชายวัฒนชัย,Somchaiwatthanachai Phongphatthanawisitkun,delegate
K4,KIOSK4,Fernández-Villaverde y Gutiérrez de la Concepción,María de los Ángeles,,delegate
K5,KIOSK5,尉迟,慕容雪,Yuchi Murongxue,delegate
`;

export const kioskScene: Scene = {
  name: 'kiosk',
  window: 'kiosk',
  async prepare(folder) {
    await seedVenue(folder);
    await withStation(folder, async (station) => {
      station.configure({ role: 'kiosk' });
      await station.importList({
        file: { name: 'longest-names.csv', bytes: new TextEncoder().encode(GUESTS) },
        encoding: null,
        dryRun: false,
      });
      await station.staff.add('王芳', 'manager', STAFF_PIN);
    });
  },
  async surround(folder, ends) {
    paper = printLock(join(folder, 'print.lock'));
    paper.take();
    ends.defer(letPaperGo);
    return { camera: await guestFilm(folder) };
  },
  screens: [
    {
      name: 'kiosk-attract',
      isMain: true,
      async reach({ page }) {
        await page.evaluate(stopClock);
        await page.locator('.kiosk-view[data-camera=running]').waitFor();
      },
    },
    touched('kiosk-low', 'kiosk.low'),
    touched('kiosk-low-large', 'kiosk.large'),
    touched('kiosk-large', 'kiosk.low'),
    {
      name: 'kiosk-help-large',
      async reach(stage) {
        await touch(stage, 'kiosk.help.open');
      },
    },
    {
      name: 'kiosk-help',
      async reach(stage) {
        await back(stage);
        await touch(stage, 'kiosk.large');
        await touch(stage, 'kiosk.help.open');
      },
    },
    {
      name: 'kiosk-staff-exit',
      async reach(stage) {
        await back(stage);
        await openStaffExit(stage);
      },
    },
    {
      name: 'kiosk-wrong-pin',
      async reach(stage) {
        await enterPin(stage, WRONG_PIN);
        await stage.page.locator('.pin-answer .trouble').waitFor();
      },
    },
    {
      name: 'kiosk-pin-wait',
      async reach(stage) {
        for (let wrong = 0; wrong < 2; wrong += 1) await enterPin(stage, WRONG_PIN);
        await stage.page.getByRole('timer').waitFor();
      },
    },
    {
      name: 'kiosk-see-desk',
      isMain: true,
      async reach(stage) {
        await back(stage);
        await answered(stage, 'NO-SUCH-CODE', 'see-desk');
      },
    },
    {
      name: 'kiosk-printing',
      isMain: true,
      async reach(stage) {
        await back(stage);
        await answered(stage, 'CODESME001', 'welcome');
        await stage.page.locator('[data-stage=coming]').waitFor();
      },
    },
    {
      name: 'kiosk-welcome',
      isMain: true,
      async reach({ page }) {
        letPaperGo();
        await page.locator('[data-badge=printed]').waitFor();
      },
    },
    welcome('kiosk-long-printed', 'KIOSK1'),
    welcome('kiosk-long-latin', 'CODESME003'),
    {
      name: 'kiosk-stuck',
      async reach(stage) {
        spoilPaper(stage);
        await back(stage);
        await answered(stage, 'KIOSK2', 'welcome');
        await stage.page.locator('[data-badge=at-desk]').waitFor();
      },
    },
    {
      name: 'kiosk-welcome-large',
      async reach(stage) {
        mendPaper(stage);
        await back(stage);
        await touch(stage, 'kiosk.large');
        await answered(stage, 'KIOSK4', 'welcome');
        await stage.page.locator('[data-badge=printed]').waitFor();
      },
    },
    {
      name: 'kiosk-welcome-low',
      async reach(stage) {
        await back(stage);
        await touch(stage, 'kiosk.low');
        await answered(stage, 'KIOSK3', 'welcome');
        await stage.page.locator('[data-badge=printed]').waitFor();
      },
    },
    {
      name: 'kiosk-goodbye',
      async reach(stage) {
        await back(stage);
        await withStation(stage.folder, async (station) => {
          station.configure({ checkpoint: 'gate', direction: 'out' });
        });
        await answered(stage, 'KIOSK3', 'goodbye');
      },
    },
    {
      name: 'kiosk-no-staff',
      async reach(stage) {
        const { page } = stage;
        await back(stage);
        await withStation(stage.folder, async ({ staff }) => void staff.remove('王芳'));
        await openStaffExit(stage);
        await enterPin(stage, WRONG_PIN);
        await page.locator('.pin-answer .trouble').waitFor();
      },
    },
    {
      name: 'kiosk-scan-again',
      async reach(stage) {
        await scanTwiceAtOnce(stage);
        await stage.page.locator('[data-screen=scan-again]').waitFor();
      },
    },
    {
      name: 'kiosk-no-camera',
      async reach({ page }) {
        await page.addInitScript(() => {
          navigator.mediaDevices.getUserMedia = () =>
            Promise.reject(new DOMException('no camera', 'NotFoundError'));
        });
        await page.reload();
        await page.locator('.kiosk-view[data-camera=none]').waitFor();
      },
    },
    {
      name: 'kiosk-crashed',
      async reach({ page }) {
        // The next screen loads the page again.
        await failWhenTouched(page);
        await page.locator('[data-screen=crashed]').waitFor();
      },
    },
    {
      name: 'kiosk-starting',
      async reach({ page, folder }) {
        process.kill(coreOf(folder), 'SIGSTOP');
        await page.addInitScript(holdLongTimers);
        await page.reload();
        await page.locator('[data-screen=starting]').waitFor();
      },
    },
    {
      name: 'kiosk-away',
      async reach({ page, folder }) {
        const core = coreOf(folder);
        for (const part of ['', '-wal', '-shm']) rmSync(join(folder, `station.sqlite${part}`));
        writeFileSync(join(folder, 'station.sqlite'), 'no database');
        process.kill(core, 'SIGKILL');
        await waitFor('the next core', () => coreOf(folder) !== core);
        await page.evaluate(() => window.dispatchEvent(new Event('time-passes')));
        await page.locator('[data-screen=away]').waitFor();
      },
    },
  ],
};

/** A touch of the bar at the foot. */
async function touch({ page, word }: Stage, name: string): Promise<void> {
  await page.getByRole('button', { name: word(name) }).click();
}

function touched(name: string, button: string): Screen {
  return { name, reach: (stage) => touch(stage, button) };
}

async function answered(stage: Stage, code: string, screen: string): Promise<void> {
  await stage.scan(code);
  await stage.page.locator(`[data-screen=${screen}]`).waitFor();
}

function welcome(name: string, code: string): Screen {
  return {
    name,
    async reach(stage) {
      await back(stage);
      await answered(stage, code, 'welcome');
      await stage.page.locator('[data-badge=printed]').waitFor();
    },
  };
}

/** The first screen, as every guest finds it. */
async function back({ page }: Stage): Promise<void> {
  await page.locator('.answer-foot .kiosk-button').click();
  await page.locator('.attract:not([inert])').waitFor();
}

async function openStaffExit({ page }: Stage): Promise<void> {
  for (let touches = 0; touches < 5; touches += 1) await page.mouse.click(30, 30);
  await page.locator('[data-screen=staff-exit]').waitFor();
}

async function enterPin({ page }: Stage, pin: string): Promise<void> {
  // The pad empties itself once the PIN before was looked at.
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('.pin-field input')?.value === '',
  );
  await page.keyboard.type(pin, { delay: 120 });
  await page.keyboard.press('Enter');
}

/** Whoever holds this keeps every badge of the station where it is. */
let paper: PrintLock | null = null;

function letPaperGo(): void {
  paper?.release();
}

/** A file stands where the badges go: none comes out. */
function spoilPaper({ folder }: Stage): void {
  rmSync(join(folder, 'badges'), { recursive: true });
  writeFileSync(join(folder, 'badges'), '');
}

function mendPaper({ folder }: Stage): void {
  rmSync(join(folder, 'badges'));
}

/** Two scanners at once: a key of the second goes down while one of the first is held. */
async function scanTwiceAtOnce({ page }: Stage): Promise<void> {
  const chromium = await page.context().newCDPSession(page);
  const start = Date.now() / 1000;
  const strokes = [...'ABCDEFGH'].flatMap((letter, place) => [
    { key: letter, code: `Key${letter}`, at: place * 0.01 },
    { key: `${place}`, code: `Digit${place}`, at: place * 0.01 + 0.003 },
  ]);
  const events = [...strokes, { key: 'Enter', code: 'Enter', at: 0.09 }]
    .flatMap(({ at, ...key }) => [
      { ...key, type: 'rawKeyDown' as const, timestamp: start + at },
      { ...key, type: 'keyUp' as const, timestamp: start + at + 0.005 },
    ])
    .sort((a, b) => a.timestamp - b.timestamp);
  for (const event of events) await chromium.send('Input.dispatchKeyEvent', event);
  await chromium.detach();
}

/** The process of the core, as the shell wrote it down. */
function coreOf(folder: string): number {
  const pids = [...readFileSync(join(folder, 'shell.log'), 'utf8').matchAll(/"core":(\d+)/g)];
  return Number(pids.at(-1)?.[1]);
}

/** Time stands still, so that the bars of the time that is left do. */
function stopClock(): void {
  const now = Date.now();
  Date.now = () => now;
}

/** What waits for seconds waits until `time-passes`. */
function holdLongTimers(): void {
  const set = window.setTimeout.bind(window);
  const clear = window.clearTimeout.bind(window);
  const held = new Map<number, () => void>();
  const patient = (run: () => void, ms?: number) => {
    if (ms === undefined || ms < 5_000) return set(run, ms);
    const id = set(run, 1e9);
    held.set(id, run);
    return id;
  };
  const forget = (id?: number) => {
    if (id !== undefined) held.delete(id);
    clear(id);
  };
  Object.assign(window, { setTimeout: patient, clearTimeout: forget });
  window.addEventListener('time-passes', () => {
    for (const run of held.values()) run();
  });
}
