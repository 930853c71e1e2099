import { makeBadgeToken } from '../../checkin/ticket/token.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { Registration } from '../../contract/registration.ts';
import type { StationKeys } from '../keys/station-keys.ts';
import type { Reader } from '../store/database.ts';
import { guestState } from '../store/guest-state.ts';
import type { Stamper } from '../store/op-log.ts';
import { findRegistration } from '../store/registrations.ts';

/** What a badge is signed with. */
export interface BadgeSigning {
  readonly keys: Pick<StationKeys, 'badgeSigner'>;
  readonly stamper: Pick<Stamper, 'station' | 'reading'>;
}

/**
 * The code for a guest's newest badge (the first, when none came out yet), signed by this station. Needs no server.
 * `registration-unknown`, or what the station's keys refuse.
 */
export async function badgeToken(reader: Reader, signing: BadgeSigning, id: string): Promise<Result<string>> {
  const registration = findRegistration(reader, id);
  if (registration === null) return refused('registration-unknown', { registration: id });
  return signedToken(signing, registration, currentGeneration(reader, id));
}

/** The code for one badge of a guest, which counts until a newer generation is heard of. */
export async function signedToken(
  { keys, stamper }: BadgeSigning,
  { id, category, validDays }: Registration,
  generation: number,
): Promise<Result<string>> {
  const signer = await keys.badgeSigner();
  if (!signer.ok) return signer;
  const { correctedMs } = stamper.reading();
  const making = { station: stamper.station, generation, issuedAtMs: correctedMs };
  return done(makeBadgeToken({ registration: id, category, validDays }, making, signer.value));
}

/** The oldest generation that counts: that of the newest badge, unless it was revoked since. */
export function currentGeneration(reader: Reader, registration: string): number {
  const { generation, revokedUpTo } = guestState(reader, registration).badge;
  return Math.max(1, generation, revokedUpTo + 1);
}
