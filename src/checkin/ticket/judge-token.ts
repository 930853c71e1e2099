import type { StationKey } from '../../contract/key.ts';
import { keyId, type ReadToken, type TokenGuest, type Verify } from './token.ts';

/** The keys that a station trusts. */
export interface TrustedKeys {
  /** The event's key; null while the event has none. */
  readonly ticketKey: string | null;
  readonly stationKeys: readonly StationKey[];
}

export type TokenRefusal = 'other-event' | 'station-unknown' | 'station-revoked' | 'signature-wrong';

/** Whom a good code lets in, with the badge's generation (null for a ticket); or why it does not count. */
export type JudgedToken =
  | { readonly counts: true; readonly guest: TokenGuest; readonly generation: number | null }
  | { readonly counts: false; readonly refusal: TokenRefusal };

/**
 * Whether a code counts. A ticket has to be signed by the event's key; a badge by a key of the station that it names,
 * made before that key was revoked. When a badge was made is what the station wrote into it: a list of keys cannot
 * tell a badge that a stolen station dated back.
 */
export function judgeToken(token: ReadToken, trusted: TrustedKeys, verify: Verify): JudgedToken {
  return token.kind === 'ticket' ? judgeTicket(token, trusted, verify) : judgeBadge(token, trusted, verify);
}

function judgeTicket(
  ticket: ReadToken & { kind: 'ticket' },
  { ticketKey }: TrustedKeys,
  verify: Verify,
): JudgedToken {
  if (ticketKey === null || !isSame(ticket.keyId, keyId(ticketKey))) return refusal('other-event');
  if (!verify(ticketKey, ticket.bytes, ticket.signature)) return refusal('signature-wrong');
  return { counts: true, guest: ticket.guest, generation: null };
}

function judgeBadge(
  badge: ReadToken & { kind: 'badge' },
  { stationKeys }: TrustedKeys,
  verify: Verify,
): JudgedToken {
  const ofStation = stationKeys.filter(({ station }) => station === badge.station);
  if (ofStation.length === 0) return refusal('station-unknown');
  const signedBy = ofStation.find(({ publicKey }) => verify(publicKey, badge.bytes, badge.signature));
  if (signedBy === undefined) return refusal('signature-wrong');
  const { revokedAt } = signedBy;
  if (revokedAt !== null && badge.issuedAtMs >= Date.parse(revokedAt)) return refusal('station-revoked');
  return { counts: true, guest: badge.guest, generation: badge.generation };
}

function refusal(reason: TokenRefusal): JudgedToken {
  return { counts: false, refusal: reason };
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}
