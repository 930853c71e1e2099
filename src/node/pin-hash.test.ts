import { expect, test, vi } from 'vitest';
import { PinHashSchema } from '../contract/staff.ts';
import { hashPin, isPin } from './pin-hash.ts';

vi.setConfig({ testTimeout: 60_000 }); // scrypt, on a machine that does more

test('the same PIN has another hash each time, and each is that of the PIN and of no other', async () => {
  const [one, two] = [await hashPin('0042'), await hashPin('0042')];
  expect(one.hash).not.toBe(two.hash);
  expect(PinHashSchema.parse(one)).toEqual(one);
  expect(await isPin('0042', one)).toBe(true);
  expect(await isPin('0042', two)).toBe(true);
  for (const other of ['42', '00420', '0043']) expect(await isPin(other, one)).toBe(false);
});

test('a hash of another cost is compared at its own', async () => {
  const known = {
    cost: 2 ** 15,
    salt: 'AAECAwQFBgcICQoLDA0ODw',
    // node -e "crypto.scryptSync('1234', Buffer.from('AAECAwQFBgcICQoLDA0ODw', 'base64url'), 32, { N: 2 ** 15, maxmem: 2 ** 26 })"
    hash: '7KvtTdt1ER_7BLUaCnayGQy28DtgdlawhTZr9H94wZY',
  } as const;
  expect(await isPin('1234', known)).toBe(true);
  expect(await isPin('1234', { ...known, cost: 2 ** 14 })).toBe(false);
});
