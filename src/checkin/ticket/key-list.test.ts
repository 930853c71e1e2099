import { expect, test } from 'vitest';
import { newKey, verifySignature } from '../../../tests/fixtures/test-keys.ts';
import { KeyListSchema, type StationKey } from '../../contract/key.ts';
import { readKeyList, signKeyList } from './key-list.ts';

const EVENT_KEY = newKey();
const STATION_KEYS: StationKey[] = [
  { station: '01890a5d-ac96-774b-bcce-b302099a8001', publicKey: newKey().publicKey, revokedAt: null },
  {
    station: '01890a5d-ac96-774b-bcce-b302099a8002',
    publicKey: newKey().publicKey,
    revokedAt: '2026-06-21T04:00:00.000Z',
  },
];

test('a list of keys comes back from what its schema lets through', () => {
  const list = KeyListSchema.parse(signKeyList(7, STATION_KEYS, EVENT_KEY));
  expect(readKeyList(list, EVENT_KEY.publicKey, verifySignature)).toEqual(STATION_KEYS);
});

test.each([
  ['whose keys were changed', (list: ReturnType<typeof signed>) => ({ ...list, keys: '[]' })],
  ['under another number', (list: ReturnType<typeof signed>) => ({ ...list, version: 8 })],
  [
    'with another signature',
    (list: ReturnType<typeof signed>) => ({ ...list, signature: signKeyList(7, [], EVENT_KEY).signature }),
  ],
])('a list %s is nobody’s', (_case, change) => {
  expect(readKeyList(change(signed()), EVENT_KEY.publicKey, verifySignature)).toBeNull();
});

test('a list of another event is nobody’s', () => {
  expect(readKeyList(signed(), newKey().publicKey, verifySignature)).toBeNull();
});

function signed() {
  return signKeyList(7, STATION_KEYS, EVENT_KEY);
}
