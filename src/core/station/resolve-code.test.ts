import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newKey } from '../../../tests/fixtures/test-keys.ts';
import { signKeyList } from '../../checkin/ticket/key-list.ts';
import { makeBadgeToken, makeTicket, type TokenGuest } from '../../checkin/ticket/token.ts';
import { type Registration, RegistrationSchema } from '../../contract/registration.ts';
import { takeKeyList } from '../keys/key-list-store.ts';
import { openDatabase, type StationDatabase } from '../store/database.ts';
import { putEvent } from '../store/event.ts';
import { putRegistrations } from '../store/registrations.ts';
import { SETTING, writeSetting } from '../store/settings.ts';
import { readSampleEvent } from './event-store.ts';
import { NOBODY, resolveCode } from './resolve-code.ts';

const log = pino({ level: 'silent' });
const EVENT_KEY = newKey();
const STATION_KEY = newKey();
const OWN_KEY = newKey();
const STATION = '01890a5d-ac96-774b-bcce-b302099a8001';
const OWN_STATION = '01890a5d-ac96-774b-bcce-b302099a8002';
const LISTED: TokenGuest = { registration: 'G1', category: 'delegate', validDays: [] };
const LATE: TokenGuest = { registration: 'G9', category: 'vip', validDays: ['2026-06-22'] };
const MAKING = { station: STATION, generation: 2, issuedAtMs: Date.parse('2026-06-21T01:00:00Z') };

let folder: string;
let database: StationDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yanqi-resolve-'));
  database = openDatabase(join(folder, 'station.sqlite'));
  database.write((writer) => {
    writeSetting(writer, SETTING.station, OWN_STATION);
    putEvent(writer, { ...readSampleEvent(), ticketKey: EVENT_KEY.publicKey });
    const keys = [{ station: STATION, publicKey: STATION_KEY.publicKey, revokedAt: null }];
    takeKeyList(writer, signKeyList(1, keys, EVENT_KEY));
    putRegistrations(writer, [guest('G1', 'CODE-1')]);
  });
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function guest(id: string, code: string): Registration {
  return RegistrationSchema.parse({
    id,
    code,
    familyName: '王',
    givenName: '小明',
    latinName: '',
    organization: '',
    jobTitle: '',
    country: 'CN',
    category: 'press',
    validDays: ['2026-06-21'],
    status: 'confirmed',
    phone: '',
    notes: '',
  });
}

function resolved(text: string) {
  return resolveCode(database, text, log);
}

test('a ticket of a guest on the list is that guest, as the list has them', () => {
  const found = resolved(` ${makeTicket(LISTED, EVENT_KEY)}\r\n`);
  expect(found).toEqual({ registration: guest('G1', 'CODE-1'), unlisted: null, badge: null });
});

test('a ticket and a badge of a guest who is not on the list say what is needed', () => {
  const unlisted = { id: 'G9', category: 'vip', validDays: ['2026-06-22'] };
  expect(resolved(makeTicket(LATE, EVENT_KEY))).toEqual({ registration: null, unlisted, badge: null });
  expect(resolved(makeBadgeToken(LATE, MAKING, STATION_KEY))).toEqual({
    registration: null,
    unlisted,
    badge: { generation: 2 },
  });
});

test('a scanner may say first what it read, and an address may carry the code', () => {
  expect(resolved(`]Q1${makeTicket(LISTED, EVENT_KEY)}\r`).registration?.id).toBe('G1');
  expect(resolved(']C1CODE-1').registration?.id).toBe('G1');
  expect(resolved('https://t.example/CODE-1')).toEqual(NOBODY);
  const event = { ...readSampleEvent(), codePatterns: ['https://t.example/{code}'] };
  database.write((writer) => putEvent(writer, event));
  expect(resolved('https://t.example/CODE-1').registration?.id).toBe('G1');
  expect(resolved('https://weixin.qq.com/r/CODE-1')).toEqual(NOBODY);
});

test('a list may have codes that begin as a scanner’s identifier does', () => {
  database.write((writer) => putRegistrations(writer, [guest('G2', ']Q1CODE-1')]));
  expect(resolved(']Q1CODE-1').registration?.id).toBe('G2');
});

test('a code that does not count is nobody, even when the list has the same text', () => {
  const forged = makeBadgeToken(LISTED, MAKING, newKey());
  database.write((writer) => putRegistrations(writer, [guest('G2', forged)]));
  expect(resolved(forged)).toEqual(NOBODY);
});

test('an organiser’s code that only begins like ours is theirs', () => {
  database.write((writer) => putRegistrations(writer, [guest('G2', 'YD1-2026-0042'), guest('G3', 'yd1')]));
  expect(resolved('YD1-2026-0042').registration?.id).toBe('G2');
  expect(resolved('yd1').registration?.id).toBe('G3');
  expect(resolved('YD1')).toEqual(NOBODY);
});

test('a station knows its own badges before the list of keys has it', () => {
  const badge = makeBadgeToken(LISTED, { ...MAKING, station: OWN_STATION }, OWN_KEY);
  expect(resolved(badge)).toEqual(NOBODY);
  database.write((writer) => writeSetting(writer, SETTING.publicKey, OWN_KEY.publicKey));
  expect(resolved(badge).registration?.id).toBe('G1');
});

test('a station’s own key that was revoked is not trusted beside the list', () => {
  const badge = makeBadgeToken(LISTED, { ...MAKING, station: OWN_STATION }, OWN_KEY);
  database.write((writer) => {
    writeSetting(writer, SETTING.publicKey, OWN_KEY.publicKey);
    const revokedAt = '2026-06-21T00:00:00.000Z';
    const keys = [{ station: OWN_STATION, publicKey: OWN_KEY.publicKey, revokedAt }];
    takeKeyList(writer, signKeyList(2, keys, EVENT_KEY));
  });
  expect(resolved(badge)).toEqual(NOBODY);
});
