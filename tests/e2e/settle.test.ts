import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { cutControls } from './cut-controls.ts';
import { withStation } from './seed.ts';
import { seedVenue, WALK_IN } from './venue.ts';

async function startDesk() {
  const folder = temporaryFolder();
  await seedVenue(folder);
  const app = await startApp({ folder });
  await app.page.locator('[data-verdict=idle]').waitFor();
  return { page: app.page, folder };
}

async function verdictShown(page: Page, verdict: string, words: string | RegExp): Promise<void> {
  await page.locator(`.verdict[data-verdict="${verdict}"]`, { hasText: words }).waitFor();
}

/** Finds a guest by id and checks them in: scans are tested elsewhere, and need a machine that is not busy. */
async function checkIn(page: Page, id: string): Promise<void> {
  await page.getByRole('combobox').fill(id);
  await page.getByRole('option', { name: id }).waitFor();
  await page.getByRole('button', { name: 'Check in' }).and(page.locator(':not([disabled])')).click();
}

/** Moves the station, as its set-up or the command line would. */
async function moveTo(page: Page, folder: string, place: { id: string; name: string; out?: boolean }) {
  await withStation(folder, async (station) => {
    station.configure({ checkpoint: place.id, direction: place.out ? 'out' : 'in' });
  });
  await page.locator('.desk-place', { hasText: place.name }).waitFor();
}

describe('the desk in the middle of the day', () => {
  it('shows what is to settle, who, where and when, takes each decision with one press, and takes the last guest back', async () => {
    const { page, folder } = await startDesk();
    const panel = page.locator('.settle');
    await panel.getByRole('heading', { name: /3/ }).waitFor();
    await panel
      .locator('[data-conflict=double-admission]', {
        // Shortly after midnight the date stands before the time.
        hasText: /Tuyết.*1号台 Desk 1 · Main entrance .*\d\d:\d\d.*2号台 Desk 2 · Main entrance .*\d\d:\d\d/s,
      })
      .waitFor();
    await panel
      .locator('[data-parked=op-invalid]', { hasText: 'Not accepted by the server: entry' })
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await panel.getByRole('button', { name: 'Send again: 1' }).click();
    await panel.locator('[data-parked]').waitFor({ state: 'detached' });
    await panel.locator('[data-conflict=double-admission] [data-decision=same-person]').click();
    await panel.locator('[data-conflict=double-admission]').waitFor({ state: 'detached' });
    await panel.locator('[data-conflict=admitted-while-offline] [data-decision=take-back]').click();
    await panel.locator('[data-conflict]').waitFor({ state: 'detached' });
    const ops = await withStation(folder, async (station) => station.ops().map(({ kind }) => kind));
    expect(ops.slice(-2)).toEqual(['conflict-settled', 'undo']);

    // The newest line of those let in has the button; Enter, as of a scan, keeps, and does not take back.
    await checkIn(page, 'SME001');
    await verdictShown(page, 'admit', '欧阳小明');
    await page.locator('[data-count=arrived]', { hasText: '3 / 7' }).waitFor();
    const undo = page.locator('.arrival').first().getByRole('button', { name: 'Undo' });
    await undo.click();
    await page.keyboard.press('Enter');
    await undo.click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take back' }).click();
    await verdictShown(page, 'undone', '欧阳小明');
    await page.locator('[data-count=arrived]', { hasText: '2 / 7' }).waitFor();
    await checkIn(page, 'SME001');
    await verdictShown(page, 'admit', '欧阳小明');
  });

  it('asks whether a walk-in is a guest of the list, and about who came in when the place was full', async () => {
    const { page, folder } = await startDesk();
    const entries = await withStation(folder, async (station) => {
      const { event } = station.status();
      // Three were let in.
      const checkpoints = event.checkpoints.map((place) =>
        place.id === 'main' ? { ...place, capacity: 2 } : place,
      );
      station.initEvent('event.json', JSON.stringify({ ...event, checkpoints }));
      station.walkIn(WALK_IN);
      return station.ops().filter(({ kind }) => kind === 'entry').length;
    });
    const panel = page.locator('.settle');
    const full = panel.locator('[data-conflict=over-capacity]', { hasText: /阿卜杜热合曼.*it holds 2/s });
    const walkIn = panel.locator('[data-conflict=duplicate-walk-in]', {
      hasText:
        /Taken down as a walk-in at .*3号台 Desk 3.*Is this the same person as:.*Wolfeschlegelsteinhausenbergerdorff.*SME003/s,
    });
    await full.waitFor();
    await walkIn.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await full.locator('[data-decision=let-stand]').click();
    await full.waitFor({ state: 'detached' });
    await walkIn.locator('[data-decision=same-person]').click();
    await walkIn.waitFor({ state: 'detached' });
    const after = await withStation(folder, async (station) => ({
      found: station.search('Wolfeschlegelsteinhausenbergerdorff').map(({ registration }) => registration.id),
      entries: station.ops().filter(({ kind }) => kind === 'entry').length,
      settled: station.ops().flatMap((op) => (op.kind === 'conflict-settled' ? [op.payload] : [])),
    }));
    expect(after).toMatchObject({
      found: ['SME003'],
      entries,
      settled: [
        { decision: 'let-stand', other: null },
        { decision: 'same-person', other: 'SME003' },
      ],
    });
  });

  it('answers by the rules of each checkpoint, and lets in a guest who was met', async () => {
    const { page, folder } = await startDesk();
    await checkIn(page, 'SME002');
    await verdictShown(
      page,
      'hold',
      /Константинопольская.*Please wait to be met|Please wait to be met.*Константинопольская/s,
    );
    expect(await accessibilityFaults(page)).toEqual([]);
    // The press that lets the guest in stays whole beside the longest names, in the smallest window too.
    for (const [width, height] of [
      [1024, 600],
      [1280, 800],
      [1080, 1920],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect(await cutControls(page)).toEqual([]);
    }
    await page.locator('[data-action=met]').click();
    await verdictShown(page, 'admit', 'Константинопольская');

    await moveTo(page, folder, { id: 'forum', name: 'Forum on AI' });
    await checkIn(page, 'SME003');
    await verdictShown(page, 'wrong-category', /此处接待：.*Speaker/s);
    await moveTo(page, folder, { id: 'lunch', name: 'Lunch' });
    await checkIn(page, 'SME004');
    await verdictShown(page, 'admit', 'الفاروق');
    await checkIn(page, 'SME003');
    await verdictShown(page, 'full', 'Room for 1');
    await moveTo(page, folder, { id: 'closed', name: 'Dinner' });
    await checkIn(page, 'SME003');
    await verdictShown(page, 'wrong-day', '18:00–21:30');
    await moveTo(page, folder, { id: 'gate', name: 'East gate · Out', out: true });
    await checkIn(page, 'SME004');
    await verdictShown(page, 'out', 'الفاروق');
    await page.locator('.arrival[data-verdict=out]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
