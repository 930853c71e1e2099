import type { Logger } from 'pino';
import { judgeToken, type TrustedKeys } from '../../checkin/ticket/judge-token.ts';
import { type ReadToken, readToken } from '../../checkin/ticket/token.ts';
import { verifySignature } from '../../node/ed25519.ts';
import { stationKeys } from '../keys/key-list-store.ts';
import type { Reader } from '../store/database.ts';
import { findByCode, findRegistration } from '../store/registrations.ts';
import { readSetting, SETTING } from '../store/settings.ts';
import type { AtCheckpoint } from './admit.ts';
import { scannedCodes } from './scanned-code.ts';

/** Who stands there, as far as a code says. */
export type Found = Pick<AtCheckpoint, 'registration' | 'unlisted' | 'badge'>;

export const NOBODY: Found = { registration: null, unlisted: null, badge: null };

/**
 * Whose code was scanned, by the likeliest reading of it that is somebody's. A ticket or badge of ours comes first; one
 * that does not count is nobody's, even when a list has the same text as a code. Any other text is the organiser's
 * own code.
 */
export function resolveCode(reader: Reader, text: string, log: Logger): Found {
  const codes = scannedCodes(text, readSetting(reader, SETTING.event)?.codePatterns ?? []);
  for (const code of codes) {
    const token = readToken(code);
    if (token !== null) return bearerOf(reader, token, log);
    const registration = findByCode(reader, code);
    if (registration !== null) return { ...NOBODY, registration };
  }
  return NOBODY;
}

/** What the list says of the bearer counts; only of a guest who is not on it, what the code says. */
function bearerOf(reader: Reader, token: ReadToken, log: Logger): Found {
  const judged = judgeToken(token, trustedKeys(reader), verifySignature);
  if (!judged.counts) {
    log.info({ kind: token.kind, refusal: judged.refusal }, 'a signed code does not count');
    return NOBODY;
  }
  const { registration: id, category, validDays } = judged.guest;
  const registration = findRegistration(reader, id);
  return {
    registration,
    unlisted: registration === null ? { id, category, validDays: [...validDays] } : null,
    badge: judged.generation === null ? null : { generation: judged.generation },
  };
}

/** The event's key, the keys of the server's list, and this station's own until the list has it. */
function trustedKeys(reader: Reader): TrustedKeys {
  const ticketKey = readSetting(reader, SETTING.event)?.ticketKey ?? null;
  const listed = stationKeys(reader);
  const station = readSetting(reader, SETTING.station);
  const publicKey = readSetting(reader, SETTING.publicKey);
  const isListed = listed.some((key) => key.station === station && key.publicKey === publicKey);
  if (isListed || station === null || publicKey === null) return { ticketKey, stationKeys: listed };
  return { ticketKey, stationKeys: [...listed, { station, publicKey, revokedAt: null }] };
}
