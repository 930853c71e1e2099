import { makeBadgeToken } from '../../checkin/ticket/token.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { StationKeys } from '../keys/station-keys.ts';
import type { Reader } from '../store/database.ts';
import { guestState } from '../store/guest-state.ts';
import type { Stamper } from '../store/op-log.ts';
import { findRegistration } from '../store/registrations.ts';

/**
 * The code for a guest's newest badge (the first, when none came out yet), signed by this station. Needs no server.
 * `registration-unknown`, or what the station's keys refuse.
 */
export async function badgeToken(
  reader: Reader,
  keys: StationKeys,
  stamper: Stamper,
  id: string,
): Promise<Result<string>> {
  const registration = findRegistration(reader, id);
  if (registration === null) return refused('registration-unknown', { registration: id });
  const signer = await keys.badgeSigner();
  if (!signer.ok) return signer;
  const { id: person, category, validDays } = registration;
  const making = {
    station: stamper.station,
    generation: currentGeneration(reader, id),
    issuedAtMs: stamper.reading().correctedMs,
  };
  return done(makeBadgeToken({ registration: person, category, validDays }, making, signer.value));
}

/** The oldest generation that counts: that of the newest badge, unless it was revoked since. */
function currentGeneration(reader: Reader, registration: string): number {
  const { generation, revokedUpTo } = guestState(reader, registration).badge;
  return Math.max(1, generation, revokedUpTo + 1);
}
