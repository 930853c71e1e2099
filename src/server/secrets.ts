import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { CROCKFORD } from '../checkin/ticket/crockford.ts';

/** A bearer token or key that nobody can guess: 256 random bits as base64url. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A code for a person to type: 8 Crockford base32 characters (40 random bits), shown as XXXX-XXXX. */
export function makeEnrolmentCodeText(): string {
  const characters = Array.from({ length: 8 }, () => CROCKFORD.charAt(randomInt(CROCKFORD.length)));
  return `${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`;
}

/** What is kept of a secret: its SHA-256, hexadecimal. Enough for random secrets, which no dictionary holds. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether two hashes are the same, in a time that does not tell how much of them is. */
export function sameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
