/** What people do at a desk, and what they wait for, on the way from one screen to the next. */
import { withStation } from '../../tests/e2e/seed.ts';
import type { Screen, Stage } from './screen.ts';

/** Held as long as a finger holds a key: nobody takes it for a scanner. */
const KEY = { delay: 90 };

/** A scan and its verdict. */
export function verdict(name: string, code: string, shown: string): Screen {
  return {
    name,
    async reach(stage) {
      // A window that has just opened hears no scan.
      await stage.page.locator('.verdict').waitFor();
      await stage.scan(code);
      await verdictShown(stage, shown);
    },
  };
}

/** The same at another checkpoint. */
export function verdictAt(place: string, screen: Screen): Screen {
  return {
    ...screen,
    async reach(stage) {
      await moveTo(stage, place);
      await screen.reach(stage);
    },
  };
}

/** The badge, if there is one, has come to rest. */
export async function verdictShown({ page }: Stage, shown: string): Promise<void> {
  const onItsWay = ['queued', 'rendered', 'spooled'].map((state) => `[data-badge=${state}]`).join();
  await page.locator(`.verdict[data-verdict=${shown}]:not(:has(${onItsWay}))`).waitFor();
}

/** Moves the station, as its set-up would. */
async function moveTo({ page, folder }: Stage, checkpoint: string): Promise<void> {
  const names = await withStation(folder, async (station) => {
    const direction = checkpoint === 'gate' ? 'out' : 'in';
    station.configure({ checkpoint, direction });
    return Object.values(station.status().event.checkpoints.find(({ id }) => id === checkpoint)?.name ?? {});
  });
  await page.locator('.desk-place', { hasText: new RegExp(names.join('|')) }).waitFor();
}

export async function press({ page }: Stage, action: string): Promise<void> {
  await page.locator(`[data-action=${action}]`).first().click();
}

export async function write({ page }: Stage, text: string): Promise<void> {
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text, KEY);
}

/** Searches, and waits until a guest is marked. */
export async function search(stage: Stage, text: string): Promise<void> {
  const { page } = stage;
  await page.getByRole('combobox').click();
  await write(stage, text);
  await page.locator('.search-actions .primary:not([disabled])').waitFor();
}

/** Escape, until nothing stands before the desk: a form goes back to its panel first. */
export async function closeAll({ page }: Stage): Promise<void> {
  const open = page.locator('.side-panel, .backdrop, .side-panel form');
  for (let left = await open.count(); left > 0; left = await open.count()) {
    await page.keyboard.press('Escape');
    await page
      .locator('.side-panel, .backdrop, .side-panel form')
      .nth(left - 1)
      .waitFor({ state: 'detached' });
  }
}
