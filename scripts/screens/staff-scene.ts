import { withStation } from '../../tests/e2e/seed.ts';
import { write } from './at-desk.ts';
import { seedGuests } from './more-guests.ts';
import type { Scene, Stage } from './screen.ts';

const MANAGER = { name: '王芳', pin: '24680' };
const CLERK = { name: 'Aleksandra Konstantinopolskaya-Rozhdestvenskaya', pin: '1357' };
const STEWARD = { name: 'Li Lei', pin: '9999' };

async function seedStaffed(folder: string): Promise<void> {
  await seedGuests(folder);
  await withStation(folder, async ({ staff }) => {
    await staff.add(MANAGER.name, 'manager', MANAGER.pin);
    await staff.add(CLERK.name, 'desk', CLERK.pin);
    await staff.add(STEWARD.name, 'steward', STEWARD.pin);
  });
}

async function typePin({ page }: Stage, name: string, pin: string): Promise<void> {
  await page.getByRole('radio', { name }).click();
  await page.locator('.pin-field input:focus').waitFor();
  await page.keyboard.type(pin, { delay: 120 });
  await page.keyboard.press('Enter');
}

async function signIn(stage: Stage, { name, pin }: { name: string; pin: string }): Promise<void> {
  await typePin(stage, name, pin);
  await stage.page.locator('[data-screen=locked]').waitFor({ state: 'detached' });
}

async function lock({ page }: Stage): Promise<void> {
  await page.locator('[data-action=lock]').click();
  await page.locator('[data-screen=locked]').waitFor();
}

/** Who may do what: the lock screen, and a window of each role. */
export const staffScene: Scene = {
  name: 'staff',
  window: 'desk',
  prepare: seedStaffed,
  screens: [
    {
      name: 'staff-lock',
      isMain: true,
      reach: ({ page }) => page.locator('[data-screen=locked]').waitFor(),
    },
    {
      name: 'staff-pin',
      async reach({ page }) {
        await page.getByRole('radio', { name: CLERK.name }).click();
        await page.locator('.pin-field input:focus').waitFor();
        await page.keyboard.type('13', { delay: 120 });
      },
    },
    {
      name: 'staff-scan-refused',
      async reach({ page, scan }) {
        await scan('CODESME001');
        await page.locator('[data-refused=scan]').waitFor();
      },
    },
    {
      name: 'staff-steward',
      async reach(stage) {
        await signIn(stage, STEWARD);
        await stage.page.locator('[data-screen=steward]').waitFor();
        await stage.scan('CODESME003');
        await stage.page.locator('.verdict[data-verdict=admit]').waitFor();
      },
    },
    {
      name: 'staff-desk',
      async reach(stage) {
        await lock(stage);
        await signIn(stage, CLERK);
        await stage.page.locator('[data-staff=desk]').waitFor();
        await stage.scan('CODESME005');
        await stage.page.locator('.verdict[data-verdict=already-in]').waitFor();
      },
    },
    {
      name: 'staff-pin-wrong',
      async reach(stage) {
        await lock(stage);
        await typePin(stage, STEWARD.name, '0000');
        await stage.page.locator('.pin-answer [role=alert]').waitFor();
      },
    },
    {
      name: 'staff-pin-wait',
      async reach(stage) {
        const { page, folder } = stage;
        // As after many more: so long that all pictures can be taken meanwhile.
        await withStation(folder, async ({ staff }) => {
          for (const pin of ['0001', '0002']) await staff.check(STEWARD.name, pin);
        });
        await typePin(stage, STEWARD.name, '0000');
        await page.getByRole('timer').waitFor();
      },
    },
    {
      name: 'staff-manager',
      async reach(stage) {
        await signIn(stage, MANAGER);
        await stage.page.locator('[data-staff=manager]').waitFor();
      },
    },
    {
      name: 'staff-dialog',
      isMain: true,
      async reach(stage) {
        const { page, word } = stage;
        await page.getByRole('button', { name: word('footer.setup'), exact: true }).click();
        await page.locator('[data-action=staff]').click();
        await page.locator(`[data-member="${MANAGER.name}"]`).waitFor();
      },
    },
    {
      name: 'staff-dialog-pin',
      async reach(stage) {
        const { page } = stage;
        const inputs = page.locator('.staff-form input:not([aria-hidden])');
        await inputs.first().click();
        await write(stage, '欧阳娜娜 Ouyang Nana');
        await page.locator('.staff-form input[type=password]').first().click();
        await write(stage, '24680');
        await page.locator('.staff-form input[type=password]').last().click();
        await write(stage, '24681');
        await page.locator('.staff-form .trouble').waitFor();
      },
    },
  ],
};

/** A desk of the protocol that nobody sits at, while a guest waits. */
export const staffAlertScene: Scene = {
  name: 'staff-alert',
  window: 'desk',
  async prepare(folder) {
    await seedStaffed(folder);
    await withStation(folder, async (station) => {
      station.configure({ protocolDesk: true });
      station.checkIn('SME002');
    });
  },
  screens: [
    {
      name: 'staff-lock-alert',
      isMain: true,
      reach: ({ page }) => page.locator('[data-screen=locked] [data-alert=waiting]').waitFor(),
    },
    {
      name: 'staff-lock-alert-scan',
      async reach({ page, scan }) {
        await scan('CODESME001');
        await page.locator('[data-refused=scan]').waitFor();
      },
    },
    {
      name: 'staff-alert',
      async reach(stage) {
        await signIn(stage, CLERK);
        await stage.page.locator('[data-alert=waiting]').waitFor();
      },
    },
  ],
};
