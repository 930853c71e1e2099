import { expect, it, onTestFinished, vi } from 'vitest';
import { scan } from '../services/scanner.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { entries } from './ops.ts';
import { seedStation } from './seed.ts';

vi.setConfig({ testTimeout: 180_000 }); // the app, on a machine that does more

it('a desk is checked before doors open: each thing green, or what to do about it, and nobody is let in by the scan that tries the scanner', async () => {
  const folder = temporaryFolder();
  const [guest] = await seedStation(folder);
  const { page, display } = await startApp({ folder });
  await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  // Whatever this computer says of its own.
  await page.evaluate(() => {
    const battery = Object.assign(new EventTarget(), { charging: false, level: 0.42 });
    Reflect.set(window, 'battery', battery);
    Object.defineProperty(navigator, 'getBattery', { value: async () => battery });
  });
  onTestFinished(() => page.screenshot({ path: 'test-results/ready.png' }).then(() => undefined));

  await page.locator('[data-action=ready]').click();
  const check = (name: string, isWell: boolean) => page.locator(`[data-check=${name}][data-well=${isWell}]`);
  await check('list', true)
    .filter({ hasText: /All [\d,]+ guests are here/ })
    .waitFor();
  await check('age', true).filter({ hasText: 'No server' }).waitFor();
  await check('backup', true).waitFor();
  await check('printer', true).waitFor();
  await check('camera', true).waitFor();
  await check('battery', false).filter({ hasText: '42%, not on mains: plug it in' }).waitFor();
  await page.locator('.ready-summary[data-ready=false]').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await scan(display, guest?.code ?? '');
  await check('scanner', true).filter({ hasText: 'Heard' }).waitFor();
  await page.locator('[data-check=test-badge]').getByRole('button').click();
  await check('test-badge', true).filter({ hasText: 'Came out' }).waitFor();
  expect(await page.locator('.ready-summary').textContent()).toBe('To look at: 1');
  await page.evaluate(() => {
    const battery = Reflect.get(window, 'battery');
    battery.charging = true;
    battery.dispatchEvent(new Event('chargingchange'));
  });
  await page.locator('.ready-summary[data-ready=true]', { hasText: /^Ready, .+\d\d:\d\d$/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.locator('[data-action=ready]', { hasText: /^Ready .*\d\d:\d\d$/ }).waitFor();
  expect(await entries(folder)).toEqual([]);

  await scan(display, guest?.code ?? '');
  await page.locator('.verdict[data-verdict=admit]').waitFor();
  await page.locator('[data-count=pulse]', { hasText: '0.2' }).waitFor();
});
