import { safeStorage } from 'electron';
import type { Log } from './log.ts';

/** The keyring of the computer's user: what it locks, nobody reads out of a copied data folder. */
export interface Keyring {
  /** Gives base64; null when the keyring refuses. */
  seal(text: string): string | null;
  /** Takes what `seal` gave; null when it was sealed by another user or computer. */
  unseal(sealed: string): string | null;
}

/** The keyring, or null (and a line in the log) where there is none. Call it after the app is ready. */
export function openKeyring(log: Log): Keyring | null {
  if (!safeStorage.isEncryptionAvailable()) {
    log.warn('there is no keyring: the token of this station is kept in a file that only its user can read');
    return null;
  }
  return {
    seal: (text) => attempt(log, 'seal', () => safeStorage.encryptString(text).toString('base64')),
    unseal: (sealed) =>
      attempt(log, 'unseal', () => safeStorage.decryptString(Buffer.from(sealed, 'base64'))),
  };
}

function attempt(log: Log, action: string, work: () => string): string | null {
  try {
    return work();
  } catch (cause) {
    log.error('the keyring refused', { err: cause, action });
    return null;
  }
}
