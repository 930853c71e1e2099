import { z } from 'zod';
import type { ProblemKey } from './problem-sentences.ts';

/** An Ed25519 public key: 32 bytes as base64url without padding. */
export const PublicKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'public-key-form' satisfies ProblemKey);

/** An Ed25519 signature: 64 bytes as base64url without padding. */
const SignatureSchema = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

/** A station's own key, which signs the badges that it prints. */
export const StationKeySchema = z.strictObject({
  station: z.uuid(),
  publicKey: PublicKeySchema,
  /** From this moment on nothing that the station signs counts; null while it is in use. */
  revokedAt: z.iso.datetime({ precision: 3 }).nullable(),
});
export type StationKey = z.infer<typeof StationKeySchema>;

/**
 * The keys of all stations, signed by the event's ticket key over version and text of `keys`
 * (checkin/ticket/key-list.ts): the list is passed on as it was signed. A list with a higher `version` replaces the
 * one before. A station may have several keys: one that was revoked, and the one it enrolled with afterwards.
 */
export const KeyListSchema = z.strictObject({
  version: z.int().min(1),
  /** JSON: an array of StationKey. */
  keys: z.string().max(1_000_000),
  signature: SignatureSchema,
});
export type KeyList = z.infer<typeof KeyListSchema>;
