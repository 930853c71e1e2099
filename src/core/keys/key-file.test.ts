import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifySignature } from '../../node/ed25519.ts';
import { openKeyFile } from './key-file.ts';

const log = pino({ level: 'silent' });
const BYTES = new TextEncoder().encode('a badge');
/** Turns texts round: enough to see what is sealed. */
const SEAL = { seal: reversed, unseal: reversed };

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yanqi-keys-'));
  file = join(folder, 'station-key.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

function reversed(text: string): Promise<string> {
  return Promise.resolve([...text].reverse().join(''));
}

async function signerIn(seal: typeof SEAL | null = null) {
  const signer = await openKeyFile(file, seal, log).signer();
  if (!signer.ok) throw new Error(signer.failure.code);
  return signer.value;
}

test('a key is made once, for its owner alone, and signs the same after a restart', async () => {
  expect(openKeyFile(file, null, log).publicKey()).toBeNull();
  const first = await signerIn();
  const second = await signerIn();
  expect(second.publicKey).toBe(first.publicKey);
  expect(verifySignature(first.publicKey, BYTES, second.sign(BYTES))).toBe(true);
  expect(openKeyFile(file, null, log).publicKey()).toBe(first.publicKey);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('processes that come at once get the same key', async () => {
  const signers = await Promise.all(Array.from({ length: 5 }, () => signerIn()));
  expect(new Set(signers.map(({ publicKey }) => publicKey)).size).toBe(1);
});

test('a sealed key opens with the seal only; its public half is readable', async () => {
  const { publicKey, sign } = await signerIn(SEAL);
  expect(verifySignature(publicKey, BYTES, sign(BYTES))).toBe(true);
  expect((await signerIn(SEAL)).publicKey).toBe(publicKey);
  const without = openKeyFile(file, null, log);
  expect(await without.signer()).toMatchObject({ failure: { code: 'key-unreadable' } });
  expect(without.publicKey()).toBe(publicKey);
});

test.each([
  ['cut off', (text: string) => text.slice(0, 40)],
  ['of another shape', () => '{"key":1}'],
  ['empty', () => ''],
  ['not a key', (text: string) => text.replace(/"privateKey":"[^"]+"/, '"privateKey":"AAAA"')],
])('a damaged file (%s) is refused and kept as it is', async (_case, damage) => {
  await signerIn();
  const damaged = damage(readFileSync(file, 'utf8'));
  writeFileSync(file, damaged);
  expect(await openKeyFile(file, null, log).signer()).toMatchObject({ failure: { code: 'key-unreadable' } });
  expect(readFileSync(file, 'utf8')).toBe(damaged);
});

test('a renewed key takes the place of the one before', async () => {
  const before = await signerIn();
  const renewed = await openKeyFile(file, null, log).renew();
  expect(renewed.publicKey).not.toBe(before.publicKey);
  expect((await signerIn()).publicKey).toBe(renewed.publicKey);
});

test('a key that is no key has signed nothing', () => {
  expect(verifySignature('A'.repeat(43), BYTES, new Uint8Array(64))).toBe(false);
  expect(verifySignature('short', BYTES, new Uint8Array(64))).toBe(false);
});
