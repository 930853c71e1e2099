import { describe, expect, it } from 'vitest';
import { makeTicket } from '../../src/checkin/ticket/token.ts';
import { newKey } from '../fixtures/test-keys.ts';
import { scan, scanAll } from '../services/scanner.ts';
import { startApp, temporaryFolder } from './app.ts';
import { entries } from './ops.ts';
import { seedStation } from './seed.ts';

const OTHER_EVENT = makeTicket({ registration: 'SME000001', category: 'delegate', validDays: [] }, newKey());

/** What a scanner may read beside the codes of this event. */
const BAD_SCANS = {
  '10,000 characters': 'A1B2C3D4E5'.repeat(1_000),
  'bytes that scanners send as Control and a key':
    '\x01\x1d\x11BIN\x12\x14AB\x16\x17CD\x1a\x1c\x02\x0e0 1\x13\x06',
  'nothing but spaces': ' '.repeat(20),
  'a ticket of another event': OTHER_EVENT,
  'a WeChat link': 'https://u.wechat.com/MAbcD_efGh?s=2',
};

describe('a scan that is no code of this event', () => {
  it('is answered in red and in words, writes nothing, and the next scan is read', async () => {
    const folder = temporaryFolder();
    const guests = await seedStation(folder, { name: 'Desk 3' });
    const { page, display } = await startApp({ folder });
    await page.locator('[data-verdict=idle]').waitFor();
    await page.getByRole('combobox').fill('zh');
    const admitted: string[] = [];
    for (const [place, [what, code]] of Object.entries(BAD_SCANS).entries()) {
      await scan(display, code);
      const verdict = page.locator('.verdict.tone-refuse[data-verdict=unknown]', { hasText: 'Unknown code' });
      await verdict.waitFor();
      expect(await page.locator('.arrival').count(), what).toBe(2 * place + 1);
      expect(await page.getByRole('combobox').inputValue(), what).toBe('zh');
      const guest = guests[place];
      await scan(display, guest?.code ?? '');
      await page.locator('.verdict[data-verdict=admit]', { hasText: guest?.name ?? '' }).waitFor();
      admitted.push(`${guest?.registration} scanner`);
      expect(await entries(folder), what).toEqual(admitted);
    }
  });

  it('is answered by nothing at all when it is empty, and the next scan is read', async () => {
    const folder = temporaryFolder();
    const [one, two] = await seedStation(folder, { name: 'Desk 3' });
    const { page, display } = await startApp({ folder });
    await page.locator('[data-verdict=idle]').waitFor();
    await scanAll(display, ['', '', one?.code ?? '', '', '', two?.code ?? '', '']);
    await page.locator('.verdict[data-verdict=admit]', { hasText: two?.name ?? '' }).waitFor();
    await page.locator('.arrival').nth(1).waitFor();
    expect(await page.locator('.arrival[data-verdict=admit]').count()).toBe(2);
    expect(await page.locator('.arrival').count()).toBe(2);
    expect(await entries(folder)).toEqual([`${one?.registration} scanner`, `${two?.registration} scanner`]);
  });
});
