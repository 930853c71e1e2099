/** What a desk shows when something is not as it should be. */
import { copyFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepBackup, withStation } from '../../tests/e2e/seed.ts';
import { WALK_IN } from '../../tests/e2e/venue.ts';
import { press, verdictShown } from './at-desk.ts';
import { seedGuests } from './more-guests.ts';
import type { Scene } from './screen.ts';

/** A queue that the print system, which nobody answers for, does not have. */
const AWAY = 'Brother_QL-820NWB_Registration_Desk_3';

/** The printer does not answer. */
export const deskPrintingScene: Scene = {
  name: 'desk-printing',
  window: 'desk',
  surround: async () => ({ env: { CUPS_SERVER: '127.0.0.1:1' } }),
  async prepare(folder) {
    await seedGuests(folder);
    await withStation(folder, async (station) => void station.configure({ printer: AWAY }));
  },
  screens: [
    {
      name: 'desk-badge-stuck',
      isMain: true,
      async reach(stage) {
        const { page } = stage;
        await verdictShown(stage, 'idle');
        for (const code of ['CODESME115', 'CODESME003']) {
          await stage.scan(code);
          await page.locator('.badge-progress[data-badge=stuck]').waitFor();
        }
        await page.locator('.print-queue-item').nth(2).waitFor();
      },
    },
    {
      name: 'desk-move-badge',
      async reach(stage) {
        await press(stage, 'move');
        await stage.page.getByRole('menuitem').first().waitFor();
      },
    },
  ],
};

/** All kinds of questions at once. */
export const deskSettleScene: Scene = {
  name: 'desk-settle',
  window: 'desk',
  async prepare(folder) {
    await seedGuests(folder);
    await withStation(folder, async (station) => {
      const { event } = station.status();
      // Three were let in.
      const checkpoints = event.checkpoints.map((place) =>
        place.id === 'main' ? { ...place, capacity: 2 } : place,
      );
      station.initEvent('event.json', JSON.stringify({ ...event, checkpoints }));
      station.walkIn(WALK_IN);
    });
  },
  screens: [
    {
      name: 'desk-settle',
      isMain: true,
      reach: ({ page }) => page.locator('.settle [data-conflict=duplicate-walk-in]').waitFor(),
    },
    {
      name: 'desk-settle-more',
      inView: '.settle li:last-child',
      reach: ({ page }) => page.locator('.settle').waitFor(),
    },
  ],
};

/** The database cannot be read, and there are backups. */
/** A core that dies as soon as it starts, until it is given up. */
export const deskStoppedScene: Scene = {
  name: 'desk-stopped',
  window: 'desk',
  prepare: () => Promise.resolve(),
  surround: async () => ({ env: { YANQI_NODE: '/bin/false' } }),
  screens: [{ name: 'desk-stopped', reach: ({ page }) => page.waitForURL(/stopped\.html/) }],
};

export const deskRecoveryScene: Scene = {
  name: 'desk-recovery',
  window: 'desk',
  async prepare(folder) {
    await seedGuests(folder);
    const backup = await keepBackup(folder);
    for (const hours of [1, 2, 3]) {
      const earlier = backup.replace('morning', `morning-${hours}`);
      copyFileSync(backup, earlier);
      const at = new Date(Date.now() - hours * 3_600_000);
      utimesSync(earlier, at, at);
    }
    writeFileSync(join(folder, 'station.sqlite'), 'no database at all'.repeat(1_000));
  },
  screens: [
    {
      name: 'desk-recovery',
      async reach({ page }) {
        await page.locator('[data-screen=recovery] .choice').first().waitFor();
      },
    },
  ],
};
