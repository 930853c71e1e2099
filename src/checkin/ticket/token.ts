/**
 * The codes that this software makes: `YD1` and the Crockford base32 of a signed record. The first byte of the record
 * says its version and what it is; the last 64 are an Ed25519 signature over all before.
 *
 * - **ticket**: 4 bytes of the event's key, the guest; signed by the event's key, which stays where it was made.
 * - **badge**: station, generation, when it was made, the guest; signed by the key of the station that made it.
 *
 * The guest is registration, category and valid days, in a badge as well: a walk-in's badge lets its bearer in at
 * stations that have not heard of the walk-in yet.
 */
import { decodeBase64Url } from './base64url.ts';
import { decodeCrockford, encodeCrockford, tidyCrockford } from './crockford.ts';
import { RecordReader, RecordWriter } from './record-bytes.ts';

const PREFIX = 'YD1';
/** The high half of the first byte is the version, the low half the kind. */
const TICKET = 0x11;
const BADGE = 0x12;
const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;
const LAST_SECOND = 2 ** 32 - 1;
/** What the largest QR code holds in alphanumeric mode (version 40, L). */
const LONGEST_TOKEN = 4296;

/** What a code says about its bearer; no valid day means every day of the event. */
export interface TokenGuest {
  readonly registration: string;
  readonly category: string;
  readonly validDays: readonly string[];
}

/** A private key in use: Ed25519, the public half as in contract/key.ts. */
export interface Signer {
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** Whether a signature over these bytes is that of the key. */
export type Verify = (publicKey: string, bytes: Uint8Array, signature: Uint8Array) => boolean;

/** Who prints a badge, which one of the guest's it is, and when (milliseconds since 1970, kept to the second). */
export interface BadgeMaking {
  readonly station: string;
  readonly generation: number;
  readonly issuedAtMs: number;
}

interface Signed {
  readonly guest: TokenGuest;
  /** What the signature is over. */
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

/** A code taken apart; nothing in it is trusted before its signature was checked. */
export type ReadToken =
  | (Signed & { readonly kind: 'ticket'; readonly keyId: Uint8Array })
  | (Signed & BadgeMaking & { readonly kind: 'badge' });

/** A guest's ticket, signed by the event's key. */
export function makeTicket(guest: TokenGuest, eventKey: Signer): string {
  const writer = new RecordWriter();
  writer.putNumber(TICKET, 1);
  writer.put(keyId(eventKey.publicKey));
  putGuest(writer, guest);
  return finished(writer, eventKey);
}

/** A guest's badge, signed by the station's key. */
export function makeBadgeToken(guest: TokenGuest, making: BadgeMaking, stationKey: Signer): string {
  const writer = new RecordWriter();
  writer.putNumber(BADGE, 1);
  writer.putUuid(making.station);
  writer.putNumber(making.generation, 2);
  writer.putNumber(Math.min(Math.max(0, Math.floor(making.issuedAtMs / 1000)), LAST_SECOND), 4);
  putGuest(writer, guest);
  return finished(writer, stationKey);
}

/** Takes a code apart, however it was typed. Null when it is none of ours, is cut off or has something behind it. */
export function readToken(text: string): ReadToken | null {
  if (text.length > LONGEST_TOKEN) return null;
  const tidy = tidyCrockford(text);
  if (!tidy.startsWith(PREFIX)) return null;
  const bytes = decodeCrockford(tidy.slice(PREFIX.length));
  return bytes === null ? null : readRecord(bytes);
}

/** The part of the event's key that a ticket carries. */
export function keyId(publicKey: string): Uint8Array {
  return decodeBase64Url(publicKey).subarray(0, KEY_ID_BYTES);
}

function readRecord(bytes: Uint8Array): ReadToken | null {
  const reader = new RecordReader(bytes);
  const kind = reader.takeNumber(1);
  if (kind === TICKET) {
    const ticket = { kind: 'ticket', keyId: reader.take(KEY_ID_BYTES), ...readSigned(reader) } as const;
    return reader.isWhole() ? ticket : null;
  }
  if (kind !== BADGE) return null;
  const badge = {
    kind: 'badge',
    station: reader.takeUuid(),
    generation: reader.takeNumber(2),
    issuedAtMs: reader.takeNumber(4) * 1000,
    ...readSigned(reader),
  } as const;
  return reader.isWhole() ? badge : null;
}

function readSigned(reader: RecordReader): Signed {
  const guest = {
    registration: reader.takeId(),
    category: reader.takeText(),
    validDays: reader.takeDays(),
  };
  return { guest, bytes: reader.soFar(), signature: reader.take(SIGNATURE_BYTES) };
}

function putGuest(writer: RecordWriter, { registration, category, validDays }: TokenGuest): void {
  writer.putId(registration);
  writer.putText(category);
  writer.putDays(validDays);
}

function finished(writer: RecordWriter, signer: Signer): string {
  const record = writer.bytes();
  writer.put(signer.sign(record));
  return PREFIX + encodeCrockford(writer.bytes());
}
