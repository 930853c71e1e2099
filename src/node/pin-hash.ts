import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import type { PinHash } from '../contract/staff.ts';

/** N of scrypt, Node's own default: 16 MB and some 50 ms, which a desk computer can spare for each of thirty staff. */
const COST = 2 ** 14;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** A PIN as it is kept: with a salt of its own, so that two people with the same PIN are not seen to have it. */
export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(pin, salt, COST);
  return { cost: COST, salt: salt.toString('base64url'), hash: hash.toString('base64url') };
}

/** Whether a PIN is the one that was hashed; takes as long for a wrong one. */
export async function isPin(pin: string, { cost, salt, hash }: PinHash): Promise<boolean> {
  const kept = Buffer.from(hash, 'base64url');
  const given = await derive(pin, Buffer.from(salt, 'base64url'), cost);
  return kept.length === given.length && timingSafeEqual(kept, given);
}

function derive(pin: string, salt: Buffer, cost: number): Promise<Buffer> {
  // The default limit of memory is just what N = 2^14 needs.
  const options: ScryptOptions = { N: cost, r: 8, p: 1, maxmem: 2 * 128 * 8 * cost };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
