import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { contrast } from '../../src/renderer/look/contrast.ts';
import { scan } from '../services/scanner.ts';
import { type RunningApp, startApp, temporaryFolder } from './app.ts';
import { find, type } from './desk-keys.ts';
import { collisions, motion, outOfReach, smallTargets, tabAround } from './layout.ts';
import { withStation } from './seed.ts';
import { seedVenue } from './venue.ts';
import { enlargeTwice } from './zoom.ts';

/** What a finger of somebody who stands hits (WCAG 2.2, 2.5.5), and the least for a mouse (2.5.8). */
const FINGER_PX = 44;
const MOUSE_PX = 24;
/** A mark has to stand out from what it is on by so much (WCAG 2.2, 1.4.11). */
const MARK_CONTRAST = 3;
/** Many screens, each looked at in several ways, on a machine that others load. */
const LIMIT_MS = 400_000;

interface Place {
  readonly name: string;
  readonly reach: () => Promise<unknown>;
}

/** What is wrong at any of the places, each line with its place. */
async function wrongAt(places: readonly Place[], look: () => Promise<readonly string[]>): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, reach } of places) {
    await reach();
    wrong.push(...(await look()).map((line) => `${name}: ${line}`));
  }
  return wrong;
}

async function startKiosk() {
  const folder = temporaryFolder();
  await seedVenue(folder);
  await withStation(folder, async (station) => {
    station.configure({ role: 'kiosk' });
    await station.staff.add('王芳', 'manager', '24680');
  });
  const app = await startApp({ folder, arguments: ['--use-fake-device-for-media-stream'] });
  await app.page.locator('.kiosk-view[data-camera=running]').waitFor();
  return app;
}

/** Every screen that a guest or staff may touch, in this order; the last one leads back to the first. */
function kioskPlaces({ page, display }: RunningApp): Place[] {
  const button = (name: RegExp) => page.getByRole('button', { name }).click();
  const answer = (name: string, code: string, screen: string): Place => ({
    name,
    async reach() {
      await scan(display, code);
      await page.locator(`[data-screen=${screen}]`).waitFor();
    },
  });
  const back = async () => {
    await page.locator('.answer-foot button').click();
    await page.locator('.attract:not([inert])').waitFor();
  };
  return [
    { name: 'attract', reach: () => page.locator('.attract:not([inert])').waitFor() },
    { name: 'large print', reach: () => button(/^Large print/) },
    { name: 'large print within reach', reach: () => button(/^Within reach/) },
    { name: 'help in large print within reach', reach: () => button(/^Help/) },
    {
      name: 'within reach',
      async reach() {
        await back();
        await button(/^Large print/);
      },
    },
    { name: 'help within reach', reach: () => button(/^Help/) },
    answer('welcome within reach', 'CODESME001', 'welcome'),
    { name: 'attract after it', reach: back },
    { name: 'help', reach: () => button(/^Help/) },
    answer('please see the desk', 'NO-SUCH-CODE', 'see-desk'),
    answer('welcome with the longest name', 'CODESME003', 'welcome'),
    {
      name: 'staff exit',
      async reach() {
        await back();
        for (let touches = 0; touches < 5; touches += 1) await page.mouse.click(30, 30);
        await page.locator('[data-screen=staff-exit]').waitFor();
      },
    },
    {
      name: 'staff exit after a wrong PIN',
      async reach() {
        await page.keyboard.type('13579', { delay: 90 });
        await page.keyboard.press('Enter');
        await page.locator('.pin-answer .trouble:not(:empty)').waitFor();
      },
    },
    { name: 'attract at the end', reach: back },
  ];
}

async function startDesk() {
  const folder = temporaryFolder();
  await seedVenue(folder);
  const app = await startApp({ folder });
  await app.page.locator('[data-verdict=idle]').waitFor();
  await app.page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  return app;
}

/** The desk, and each side panel of it. */
function deskPlaces({ page, display }: RunningApp): Place[] {
  const panel = (name: string) => page.locator(`[data-panel=${name}]`).waitFor();
  const close = async () => {
    await page.keyboard.press('Escape');
    await page.locator('.side-panel').waitFor({ state: 'detached' });
  };
  return [
    { name: 'idle, with things to settle', reach: () => page.locator('.settle li').first().waitFor() },
    {
      name: 'verdict with the longest name',
      async reach() {
        await scan(display, 'CODESME003');
        await page.locator('.verdict[data-verdict=admit] .badge-progress').waitFor();
      },
    },
    { name: 'search', reach: () => find(page, 'SME003') },
    {
      name: 'guest',
      async reach() {
        await page.locator('[data-action=open-guest]').click();
        await panel('guest');
      },
    },
    {
      name: 'correction',
      async reach() {
        await page.locator('[data-panel=guest] [data-action=correct]').click();
        await page.locator('[data-panel=guest] input').first().waitFor();
      },
    },
    {
      name: 'walk-in',
      async reach() {
        await page.keyboard.press('Escape');
        await close();
        await page.keyboard.press('Alt+n');
        await panel('walk-in');
        await type(page, 'Wolfeschlegelsteinhausenbergerdorff');
      },
    },
    {
      name: 'group',
      async reach() {
        await close();
        await page.keyboard.press('Alt+g');
        await panel('group');
      },
    },
    { name: 'desk after it', reach: close },
  ];
}

/** What moves though motion is not wanted; what does where it may is added to `moving`. */
async function movesWhereUnwanted(page: Page, moving: string[]): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  moving.push(...(await motion(page)));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return (await motion(page)).map((line) => `moves: ${line}`);
}

async function turnRight(page: Page, direction: 'rtl' | 'ltr'): Promise<void> {
  await page.evaluate((dir) => {
    document.documentElement.dir = dir;
  }, direction);
}

/** The same look in both directions; each line says in which. */
async function bothWays(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  for (const direction of ['ltr', 'rtl'] as const) {
    await turnRight(page, direction);
    wrong.push(...(await collisions(page)).map((line) => `${direction}: ${line}`));
  }
  await turnRight(page, 'ltr');
  return wrong;
}

describe('the kiosk', () => {
  it(
    'has targets of 44 px on every screen, moves nothing where motion is not wanted, and can be read from the right',
    async () => {
      const app = await startKiosk();
      const { page } = app;
      const moving: string[] = [];
      const wrong = await wrongAt(kioskPlaces(app), async () => {
        const found = await movesWhereUnwanted(page, moving);
        for (const [width, height] of [
          [1080, 1920],
          [1024, 600],
        ] as const) {
          await page.setViewportSize({ width, height });
          const small = (await smallTargets(page, FINGER_PX)).map((line) => `small: ${line}`);
          found.push(...[...small, ...(await bothWays(page))].map((line) => `${width} x ${height}: ${line}`));
        }
        return found;
      });
      expect(wrong).toEqual([]);
      expect(moving).not.toEqual([]);
    },
    LIMIT_MS,
  );
});

describe('the desk', () => {
  it(
    'has targets of 24 px, moves nothing where motion is not wanted, and can be read from the right, with each panel',
    async () => {
      const app = await startDesk();
      const { page } = app;
      await page.setViewportSize({ width: 1280, height: 800 });
      const moving: string[] = [];
      const wrong = await wrongAt(deskPlaces(app), async () => [
        ...(await movesWhereUnwanted(page, moving)),
        ...(await smallTargets(page, MOUSE_PX)).map((line) => `small: ${line}`),
        ...(await bothWays(page)),
      ]);
      expect(wrong).toEqual([]);
      expect(moving).not.toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'shows by a ring that stands out what has the focus, wherever the Tab key leads, with each panel',
    async () => {
      const app = await startDesk();
      const { page } = app;
      const wrong = await wrongAt(deskPlaces(app), async () => {
        const around = await tabAround(page);
        expect(around.length).toBeGreaterThan(5);
        return around.flatMap(({ element, ring, behind, cutSides }) => {
          const best = Math.max(0, ...ring.map((colour) => contrast(colour, behind)));
          const isSeen = best >= MARK_CONTRAST && cutSides <= 2;
          return isSeen ? [] : [`${best.toFixed(1)} on ${behind}, ${cutSides} sides cut: ${element}`];
        });
      });
      expect(wrong).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'loses nothing twice as large, with each panel: it scrolls down, never sideways, and each button can be reached',
    async () => {
      const app = await startDesk();
      const { page } = app;
      await enlargeTwice(app);
      const wrong = await wrongAt(deskPlaces(app), async () => [
        ...(await outOfReach(page)).map((line) => `out of reach: ${line}`),
        ...(await collisions(page)),
      ]);
      expect(wrong).toEqual([]);
    },
    LIMIT_MS,
  );
});
