import { expect, test } from 'vitest';
import type { Event } from '../contract/event.ts';
import type { Registration } from '../contract/registration.ts';
import type { Verdict } from '../contract/verdict.ts';
import { decideVerdict } from './decide-verdict.ts';

const text = { zh: '会', en: 'Fair' };
const EVENT: Event = {
  id: 'fair',
  name: text,
  place: text,
  firstDay: '2026-06-21',
  lastDay: '2026-06-23',
  timeZone: 'Asia/Shanghai',
  categories: [{ id: 'delegate', name: text, colour: '#000000' }],
  checkpoints: [{ id: 'main', name: text }],
};

function guest(changes: Partial<Registration>): Registration {
  return {
    id: 'R1',
    code: 'A',
    familyName: '王',
    givenName: '伟',
    latinName: '',
    organization: '',
    jobTitle: '',
    country: 'CN',
    category: 'delegate',
    validDays: [],
    status: 'confirmed',
    phone: '',
    notes: '',
    ...changes,
  };
}

const NOON = '2026-06-21T12:00:00+08:00';

test.each<[string, Partial<Registration> | null, string, boolean, Verdict]>([
  ['a confirmed guest on an event day', {}, NOON, false, 'admit'],
  ['a guest who is in', {}, NOON, true, 'already-in'],
  ['an unknown code', null, NOON, false, 'unknown'],
  ['a cancelled guest', { status: 'cancelled' }, NOON, false, 'cancelled'],
  ['a cancelled guest who is in', { status: 'cancelled' }, NOON, true, 'cancelled'],
  [
    'a blocked guest on a wrong day',
    { status: 'blocked', validDays: ['2026-06-22'] },
    NOON,
    false,
    'blocked',
  ],
  ['a guest on a day not theirs', { validDays: ['2026-06-22'] }, NOON, false, 'wrong-day'],
  ['a guest who is in, on a day not theirs', { validDays: ['2026-06-22'] }, NOON, true, 'wrong-day'],
  ['a guest on one of their days', { validDays: ['2026-06-22', '2026-06-21'] }, NOON, false, 'admit'],
  ['the last moment before the event', {}, '2026-06-20T23:59:59.999+08:00', false, 'wrong-day'],
  ['the first moment of the event', {}, '2026-06-21T00:00:00.000+08:00', false, 'admit'],
  ['the last moment of the event', {}, '2026-06-23T23:59:59.999+08:00', false, 'admit'],
  ['the first moment after the event', {}, '2026-06-24T00:00:00.000+08:00', false, 'wrong-day'],
  [
    'a valid day outside the event',
    { validDays: ['2026-06-24'] },
    '2026-06-24T09:00+08:00',
    false,
    'wrong-day',
  ],
])('%s', (_case, changes, at, admittedBefore, verdict) => {
  const registration = changes === null ? null : guest(changes);
  expect(decideVerdict({ event: EVENT, registration, atMs: Date.parse(at), admittedBefore })).toBe(verdict);
});
