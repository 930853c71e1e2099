/** A long day at a desk in short: what the app holds after it, and whether verdicts still come at once. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { liveTracks, watchCameras } from '../../tests/e2e/watched-camera.ts';
import { answeredScans, noteScansFromNextLoad, watchedScan } from '../../tests/e2e/watched-scans.ts';
import { anHour, signIn } from './desk-day.ts';
import { type Levels, levelsOf } from './levels.ts';
import { MANAGER, type SoakStation, seedSoak } from './seed-soak.ts';
import { type SoakApp, startSoakApp } from './soak-app.ts';

export interface SoakPlan {
  /** Of the scanner, over all rounds; the warm-up is not counted. */
  readonly scans: number;
  /** What else people do comes once in each. */
  readonly rounds: number;
  readonly warmUp: number;
  /** Guests scanned one by one at the start and at the end, whose frames are counted. */
  readonly watched: number;
  /** Told after the warm-up (round 0) and each round: a long day that is cut off has still said how it went. */
  readonly onRound: (round: number, levels: Levels, answered: number) => void;
}

export interface Soaked {
  /** After the warm-up, then after each round, the camera closed each time. */
  readonly levels: readonly Levels[];
  readonly scans: number;
  readonly answered: number;
  readonly framesAtStart: readonly number[];
  readonly framesAtEnd: readonly number[];
  readonly tracksWhileOpen: number;
  readonly tracksAfter: number;
  readonly badges: number;
  readonly warnings: readonly string[];
}

/** What the film of the camera shows, again and again: two guests and nobody, a moment each. */
const FILM = [
  { code: 'CAMERA-GUEST-1', seconds: 2 },
  { code: null, seconds: 3 },
  { code: 'CAMERA-GUEST-2', seconds: 2 },
  { code: null, seconds: 3 },
];

export async function soak(plan: SoakPlan): Promise<Soaked> {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-soak-'));
  try {
    const station = await seedSoak(folder, plan.scans, plan.rounds + 4);
    await using app = await startSoakApp(folder, FILM);
    return await longDay(app, station, plan, () => badgesIn(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function longDay(
  app: SoakApp,
  station: SoakStation,
  plan: SoakPlan,
  countBadges: () => number,
): Promise<Soaked> {
  const { page } = app;
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Performance.enable');
  await openDesk(page);
  const guests = station.codes.values();
  const badges = station.badges.values();
  const each = Math.floor(plan.scans / plan.rounds);

  await anHour(app, { codes: codesOf(guests, plan.warmUp), badges, round: 0 });
  const framesAtStart = await framesOf(app, guests, plan.watched);
  const answeredBefore = await answeredScans(page);
  const answeredSince = async () => (await answeredScans(page)) - answeredBefore;
  const measure = async (round: number) => {
    const measured = await levelsOf(app, devTools);
    plan.onRound(round, measured, await answeredSince());
    return measured;
  };
  const levels = [await measure(0)];
  let tracksWhileOpen = 0;
  for (let round = 1; round <= plan.rounds; round += 1) {
    const onCamera = async () => {
      tracksWhileOpen = Math.max(tracksWhileOpen, await liveTracks(page));
    };
    await anHour(app, { codes: codesOf(guests, each), badges, round, onCamera });
    levels.push(await measure(round));
  }
  const answered = await answeredSince();
  const framesAtEnd = await framesOf(app, guests, plan.watched);
  const tracksAfter = await liveTracks(page);
  return {
    scans: each * plan.rounds,
    ...{ levels, answered, framesAtStart, framesAtEnd, tracksWhileOpen, tracksAfter },
    badges: countBadges(),
    warnings: app.warnings(),
  };
}

function badgesIn(folder: string): number {
  return readdirSync(join(folder, 'badges')).filter((file) => file.endsWith('.pdf')).length;
}

/** Loads the window again so that it tells of scans and cameras, and signs in. */
async function openDesk(page: Page): Promise<void> {
  await noteScansFromNextLoad(page);
  await watchCameras(page);
  await page.locator('[data-screen=locked]').waitFor();
  await signIn(page, MANAGER);
  await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
}

/** Of ten scans seven are of guests who come, two of guests who came already, one of nobody. */
function codesOf(guests: Iterator<string>, count: number): string[] {
  const codes: string[] = [];
  for (let place = 0; place < count; place += 1) {
    const kind = place % 10;
    if (kind === 9) codes.push(`NOBODY${place}`);
    else if (kind % 4 === 3) codes.push(codes[place - 3] ?? '');
    else codes.push(nextOf(guests));
  }
  return codes;
}

function nextOf(guests: Iterator<string>): string {
  const { done, value } = guests.next();
  if (done === true) throw new Error('the list has no more guests for today');
  return value;
}

async function framesOf(app: SoakApp, guests: Iterator<string>, count: number): Promise<number[]> {
  const frames: number[] = [];
  for (let place = 0; place < count; place += 1) {
    // Two guests of one name look the same: nobody comes between them, so that each verdict is another one.
    for (const code of [`NOBODY-SEEN-${place}`, nextOf(guests)])
      frames.push((await watchedScan(app.page, app.display, code)).frames);
  }
  return frames;
}
