import fc from 'fast-check';
import { create } from 'qrcode';
import { describe, expect, test } from 'vitest';
import { newKey, verifySignature } from '../../../tests/fixtures/test-keys.ts';
import type { StationKey } from '../../contract/key.ts';
import { CROCKFORD } from './crockford.ts';
import { type JudgedToken, judgeToken, type TrustedKeys } from './judge-token.ts';
import { makeBadgeToken, makeTicket, readToken, type TokenGuest } from './token.ts';

const EVENT_KEY = newKey();
const OTHER_EVENT_KEY = newKey();
const STATION_KEY = newKey();
const STATION = '01890a5d-ac96-774b-bcce-b302099a8001';
const OTHER_STATION = '01890a5d-ac96-774b-bcce-b302099a8002';
const NOON = Date.parse('2026-06-21T04:00:00.000Z');
const GUEST: TokenGuest = { registration: 'REG-000123', category: 'delegate', validDays: [] };
const MAKING = { station: STATION, generation: 3, issuedAtMs: NOON };

function trusted(...stationKeys: StationKey[]): TrustedKeys {
  return { ticketKey: EVENT_KEY.publicKey, stationKeys };
}

function stationKey(revokedAt: string | null = null, key = STATION_KEY, station = STATION): StationKey {
  return { station, publicKey: key.publicKey, revokedAt };
}

/** What a station that trusts these keys makes of a code. */
function judged(code: string, keysKnown = trusted(stationKey())): JudgedToken | 'not ours' {
  const token = readToken(code);
  return token === null ? 'not ours' : judgeToken(token, keysKnown, verifySignature);
}

const guests = fc.record({
  registration: fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((id) => id.length <= 64),
    fc.uuid(),
    fc.stringMatching(/^[A-Z]{2,4}-\d{1,8}$/),
  ),
  category: fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/),
  validDays: fc
    .uniqueArray(fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), {
      maxLength: 40,
      selector: day,
    })
    .map((dates) => dates.map(day).sort()),
});

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

describe('a code of ours', () => {
  test('brings any guest back, on a ticket and on a badge of any generation', () => {
    fc.assert(
      fc.property(guests, fc.integer({ min: 1, max: 65_535 }), (guest, generation) => {
        expect(judged(makeTicket(guest, EVENT_KEY))).toEqual({ counts: true, guest, generation: null });
        const badge = makeBadgeToken(guest, { ...MAKING, generation }, STATION_KEY);
        expect(judged(badge)).toEqual({ counts: true, guest, generation });
      }),
      { numRuns: 200 },
    );
  });

  test('says which station made a badge and when, to the second', () => {
    const issuedAtMs = NOON + 1_234;
    const badge = readToken(makeBadgeToken(GUEST, { ...MAKING, issuedAtMs }, STATION_KEY));
    expect(badge).toMatchObject({ kind: 'badge', station: STATION, issuedAtMs: NOON + 1_000 });
  });

  test.each([
    ['before 1970', -5_000, 0],
    ['after 2106', 9e12, (2 ** 32 - 1) * 1000],
  ])('made by a station whose clock stands %s is a code all the same', (_case, issuedAtMs, kept) => {
    const code = makeBadgeToken(GUEST, { ...MAKING, issuedAtMs }, STATION_KEY);
    expect(readToken(code)).toMatchObject({ issuedAtMs: kept });
    expect(judged(code)).toMatchObject({ counts: true });
  });

  test('is read in small letters, wrapped, and with look-alikes', () => {
    const code = makeTicket(GUEST, EVENT_KEY);
    const mangled = code
      .toLowerCase()
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
      .replaceAll(/.{40}/g, '$&-\r\n ');
    expect(judged(mangled)).toEqual(judged(code));
  });

  test('is small: a ticket fits a QR code of version 6, a badge one of version 7, with redundancy M', () => {
    const ticket = makeTicket(GUEST, EVENT_KEY);
    const badge = makeBadgeToken(GUEST, MAKING, STATION_KEY);
    expect([ticket.length, badge.length]).toEqual([147, 176]);
    expect([qrVersion(ticket), qrVersion(badge)]).toEqual([6, 7]);
  });
});

function qrVersion(code: string): number {
  return create(code, { errorCorrectionLevel: 'M' }).version;
}

describe('a code does not count', () => {
  const codes = [
    ['ticket', makeTicket({ ...GUEST, validDays: ['2026-06-21', '2026-06-23'] }, EVENT_KEY)],
    ['badge', makeBadgeToken(GUEST, MAKING, STATION_KEY)],
  ] as const;

  test.each(codes)('when any one character of a %s is another', (_kind, code) => {
    for (let place = 0; place < code.length; place += 1) {
      for (const letter of [...CROCKFORD, 'U', '!', 'é', '\u0000', '\ud800']) {
        if (letter === code[place]) continue;
        expectNotToCount(code.slice(0, place) + letter + code.slice(place + 1));
      }
    }
  });

  test.each(codes)('when a %s is cut off anywhere', (_kind, code) => {
    for (let length = 0; length < code.length; length += 1) expectNotToCount(code.slice(0, length));
  });

  test.each(codes)('when a %s has something behind or before it, or missing within', (_kind, code) => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,30}$/), fc.nat(code.length - 1), (more, place) => {
        expectNotToCount(code + more);
        expectNotToCount(more + code);
        expectNotToCount(code.slice(0, place) + code.slice(place + 1));
      }),
    );
  });

  test('when it is any other text, of any length', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => expectNotToCount(text)));
    fc.assert(
      fc.property(fc.stringMatching(/^YD1[0-9A-HJKMNP-TV-Z]{0,300}$/), (text) => expectNotToCount(text)),
    );
    expectNotToCount(`YD1${'0'.repeat(1_000_000)}`);
  });

  function expectNotToCount(code: string): void {
    const outcome = judged(code);
    if (outcome !== 'not ours') expect(outcome.counts, code).toBe(false);
  }

  test('when another event signed the ticket, or there is no key for tickets yet', () => {
    const ticket = makeTicket(GUEST, OTHER_EVENT_KEY);
    expect(judged(ticket)).toEqual({ counts: false, refusal: 'other-event' });
    expect(judged(makeTicket(GUEST, EVENT_KEY), { ticketKey: null, stationKeys: [] })).toEqual({
      counts: false,
      refusal: 'other-event',
    });
  });

  test('when somebody signs a ticket in the name of the event', () => {
    const forged = { publicKey: EVENT_KEY.publicKey, sign: OTHER_EVENT_KEY.sign };
    expect(judged(makeTicket(GUEST, forged))).toEqual({ counts: false, refusal: 'signature-wrong' });
  });

  test('when the station of a badge is unknown, or another one signed it', () => {
    const badge = makeBadgeToken(GUEST, MAKING, STATION_KEY);
    expect(judged(badge, trusted())).toEqual({ counts: false, refusal: 'station-unknown' });
    const others = trusted(stationKey(null, OTHER_EVENT_KEY), stationKey(null, STATION_KEY, OTHER_STATION));
    expect(judged(badge, others)).toEqual({ counts: false, refusal: 'signature-wrong' });
  });

  test('when a badge was made at or after the moment from which its station was revoked', () => {
    const keysKnown = trusted(stationKey('2026-06-21T04:00:00.000Z'));
    const at = (issuedAtMs: number) =>
      judged(makeBadgeToken(GUEST, { ...MAKING, issuedAtMs }, STATION_KEY), keysKnown);
    expect(at(NOON)).toEqual({ counts: false, refusal: 'station-revoked' });
    expect(at(NOON + 86_400_000)).toEqual({ counts: false, refusal: 'station-revoked' });
    expect(at(NOON - 1_000)).toMatchObject({ counts: true });
  });
});

test('a station that enrolled anew with another key is trusted by both, each in its time', () => {
  const second = newKey();
  const keysKnown = trusted(stationKey('2026-06-21T04:00:00.000Z'), stationKey(null, second));
  const before = makeBadgeToken(GUEST, { ...MAKING, issuedAtMs: NOON - 1_000 }, STATION_KEY);
  const after = makeBadgeToken(GUEST, { ...MAKING, issuedAtMs: NOON + 1_000 }, second);
  expect([judged(before, keysKnown), judged(after, keysKnown)]).toMatchObject([
    { counts: true },
    { counts: true },
  ]);
});
