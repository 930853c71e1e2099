/** What a person's hands do at the desk and in the set-up, and how long that takes, theirs and the app's. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { enrolmentLink } from '../../src/contract/enrolment-link.ts';
import { seedStation } from '../../tests/e2e/seed.ts';
import { startXvfb } from '../../tests/services/xvfb.ts';
import type { Figure } from '../bench-figure.ts';
import { ensureBuilt, projectFolder } from '../built-app.ts';
import { startDemoServer } from '../demo/demo-server.ts';
import { writeMovedEvent } from '../demo/moved-event.ts';
import { electronRuntime, electronSwitches } from '../electron-runtime.ts';
import { setUpByHand, setUpByScan, WALK_INS, walkIn } from '../hands/flows.ts';
import { type Hands, type HandWork, handsAt } from '../hands/hands.ts';

const WALK_IN_SECONDS = 20;
const SET_UP_SECONDS = 120;

export const name = 'hands';
export const describe =
  "a walk-in and the set-up by hand in the real window: keys counted, the app's time measured, the person's by the keystroke-level model (Card, Moran and Newell 1983)";

export async function run(): Promise<readonly Figure[]> {
  ensureBuilt();
  const walkedIn = await inFolder(async (folder) => {
    await seedStation(folder);
    return atApp(folder, '[data-chip=scanner]:not(.chip-warn)', walkInSeveral);
  });
  const scanned = await setUp((page, hands, server) => setUpByScan(page, hands, enrolmentLink(server)));
  const typed = await setUp(setUpByHand);
  return [
    ...figuresOf('a walk-in by keyboard', walkedIn, WALK_IN_SECONDS),
    ...figuresOf('the set-up by QR code', scanned, SET_UP_SECONDS),
    ...figuresOf('the set-up by typed code', typed, SET_UP_SECONDS),
  ];
}

function figuresOf(what: string, work: HandWork, atMost: number): Figure[] {
  const { keys, clicks, scans, thoughts, byPerson, byApp } = work;
  return [
    { what: `${what}, keys`, value: keys, unit: 'keys' },
    { what: `${what}, clicks`, value: clicks, unit: 'clicks' },
    { what: `${what}, scans`, value: scans, unit: 'scans' },
    { what: `${what}, moments to think`, value: thoughts, unit: 'times' },
    { what: `${what}, the person's part`, value: byPerson, unit: 's' },
    { what: `${what}, the app's part`, value: byApp, unit: 's' },
    { what: `${what}, together`, value: byPerson + byApp, unit: 's', atMost },
  ];
}

/** The one for which the app took neither the most nor the least: the keys are the same. */
async function walkInSeveral(page: Page, display: string): Promise<HandWork> {
  const works: HandWork[] = [];
  for (const name of WALK_INS) {
    const hands = handsAt(display);
    await walkIn(page, hands, name);
    works.push(hands.work());
  }
  const [work] = works.toSorted((one, other) => one.byApp - other.byApp).slice(works.length / 2);
  if (work === undefined) throw new Error('nobody walked in');
  return work;
}

type SetUp = (page: Page, hands: Hands, server: { url: string; code: string }) => Promise<void>;

/** Each with a server of its own, whose code counts once. */
function setUp(work: SetUp): Promise<HandWork> {
  return inFolder(async (folder) => {
    const { eventFile, listFile } = writeMovedEvent(folder);
    const server = await startDemoServer({ folder: join(folder, 'server'), eventFile, listFile });
    try {
      const { url, enrolmentCode: code } = server;
      return await atApp(join(folder, 'station'), '[data-step=source]', async (page, display) => {
        const hands = handsAt(display);
        await work(page, hands, { url, code });
        return hands.work();
      });
    } finally {
      await server.stop();
    }
  });
}

async function inFolder(work: (folder: string) => Promise<HandWork>): Promise<HandWork> {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function atApp(
  folder: string,
  ready: string,
  work: (page: Page, display: string) => Promise<HandWork>,
): Promise<HandWork> {
  await using screen = await startXvfb({ width: 1400, height: 900, windowManager: true });
  const runtime = await electronRuntime();
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...electronSwitches(runtime), projectFolder, `--data=${folder}`, '--lang=en'],
    env: { ...process.env, DISPLAY: screen.display, CUPS_SERVER: '127.0.0.1:1' },
    cwd: projectFolder,
  });
  try {
    const page = await app.firstWindow();
    await page.waitForURL(/\.html/);
    await page.locator(ready).waitFor();
    return await work(page, screen.display);
  } finally {
    await app.close();
  }
}
