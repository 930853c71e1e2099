import { execFileSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import type { Checkpoint, Event } from '../contract/event.ts';
import { EventSchema } from '../contract/event.ts';
import type { EntryOp, Op } from '../contract/op.ts';
import type { Verdict } from '../contract/verdict.ts';
import { decideVerdict, type Guest } from './decide-verdict.ts';
import { foldContextOf, foldGuest } from './fold.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // processes, on a machine that does more

const HERE = '01890a5d-ac96-774b-bcce-b302099a8001';
const text = { zh: '会', en: 'Fair' };

function eventWith(rules: Partial<Checkpoint> = {}): Event {
  return EventSchema.parse({
    id: 'fair',
    name: text,
    place: text,
    firstDay: '2026-06-21',
    lastDay: '2026-06-23',
    timeZone: 'Asia/Shanghai',
    categories: ['delegate', 'vip'].map((id) => ({ id, name: text, colour: '#000000' })),
    checkpoints: [{ id: 'main', name: text, ...rules }],
  });
}

function guest(changes: Partial<Guest> = {}): Guest {
  return { category: 'delegate', validDays: [], status: 'confirmed', hold: false, ...changes };
}

let serial = 0;

function opAt(at: string) {
  serial += 1;
  const atMs = Date.parse(at);
  return {
    id: `019078e5-0000-7000-8000-${String(serial).padStart(12, '0')}`,
    station: HERE,
    hlc: `${atMs}-0000-${HERE}`,
    at: new Date(atMs).toISOString(),
    clock: HERE,
    offsetMs: 0,
    actor: 'desk',
    registration: 'R1',
  };
}

function entry(at: string): EntryOp {
  const payload = { via: 'scanner', unlisted: false } as const;
  return { ...opAt(at), kind: 'entry', checkpoint: 'main', payload };
}

function exit(at: string): Op {
  return { ...opAt(at), kind: 'exit', checkpoint: 'main', payload: { via: 'scanner' } };
}

function printed(generation: number): Op {
  const payload = { job: opAt(EIGHT).id, printer: 'desk', generation };
  return { ...opAt(EIGHT), kind: 'badge-printed', payload };
}

interface Scene {
  readonly guest?: Partial<Guest> | null;
  readonly rules?: Partial<Checkpoint>;
  readonly ops?: readonly Op[];
  readonly badge?: number;
  readonly at?: string;
  readonly occupancy?: number;
}

const EIGHT = '2026-06-21T08:00:00+08:00';
const NOON = '2026-06-21T12:00:00+08:00';
const TOMORROW = '2026-06-22T12:00:00+08:00';

function decide({ guest: changes = {}, rules = {}, ops = [], badge, at = NOON, occupancy = 0 }: Scene) {
  const event = eventWith(rules);
  const [checkpoint] = event.checkpoints;
  if (checkpoint === undefined) throw new Error('no checkpoint');
  return decideVerdict({
    event,
    checkpoint,
    guest: changes === null ? null : guest(changes),
    state: foldGuest(ops, foldContextOf(event, new Map())),
    badge: badge === undefined ? null : { generation: badge },
    atMs: Date.parse(at),
    occupancy,
  });
}

const IN = [entry(EIGHT)];
const ONLY_VIP = { categories: ['vip'] };
const CANCELLED = { status: 'cancelled' } as const;
const TRACKED = { tracksExit: true };
const DINNER = { hours: { from: '19:00', to: '02:00' } };
const CONFIRMED: Op = { ...opAt(EIGHT), kind: 'hold-confirmed', payload: {} };
const REVOKED: Op = {
  ...opAt(EIGHT),
  kind: 'badge-revoked',
  payload: { generation: 1, reason: 'lost' },
};

test.each<[string, Scene, Verdict]>([
  ['a confirmed guest on an event day', {}, 'admit'],
  ['a code that nobody has', { guest: null }, 'unknown'],
  ['a cancelled guest', { guest: CANCELLED }, 'cancelled'],
  ['a blocked guest', { guest: { status: 'blocked' } }, 'blocked'],

  ['a badge of the newest generation', { badge: 2, ops: [printed(2)] }, 'admit'],
  ['a badge that a reprint replaced', { badge: 1, ops: [printed(1), printed(2)] }, 'revoked-badge'],
  ['a badge that was revoked', { badge: 1, ops: [printed(1), REVOKED] }, 'revoked-badge'],
  ['a badge printed after the revoked one', { badge: 2, ops: [printed(1), REVOKED, printed(2)] }, 'admit'],
  ['a badge of which no print was heard of yet', { badge: 1 }, 'admit'],
  ['the ticket of a guest whose badge was revoked', { ops: [printed(1), REVOKED] }, 'admit'],

  ['a category that may come in', { guest: { category: 'vip' }, rules: ONLY_VIP }, 'admit'],
  ['a category that may not', { rules: ONLY_VIP }, 'wrong-category'],

  ['a guest on a day not theirs', { guest: { validDays: ['2026-06-22'] } }, 'wrong-day'],
  ['a guest on one of their days', { guest: { validDays: ['2026-06-22', '2026-06-21'] } }, 'admit'],
  ['a checkpoint on a day it is closed', { rules: { days: ['2026-06-22'] } }, 'wrong-day'],
  ['a checkpoint on a day it is open', { rules: { days: ['2026-06-21'] } }, 'admit'],
  ['the last moment before the event', { at: '2026-06-20T23:59:59.999+08:00' }, 'wrong-day'],
  ['the first moment of the event', { at: '2026-06-21T00:00:00.000+08:00' }, 'admit'],
  ['the last moment of the event', { at: '2026-06-23T23:59:59.999+08:00' }, 'admit'],
  ['the first moment after the event', { at: '2026-06-24T00:00:00.000+08:00' }, 'wrong-day'],
  [
    'a valid day outside the event',
    { guest: { validDays: ['2026-06-24'] }, at: '2026-06-24T09:00+08:00' },
    'wrong-day',
  ],

  ['before the hours', { rules: { hours: { from: '12:01', to: '14:00' } } }, 'wrong-day'],
  ['when the hours begin', { rules: { hours: { from: '12:00', to: '14:00' } } }, 'admit'],
  ['when the hours end', { rules: { hours: { from: '10:00', to: '12:00' } } }, 'wrong-day'],
  ['a dinner before midnight', { rules: DINNER, at: '2026-06-21T19:00+08:00' }, 'admit'],
  ['a dinner after midnight', { rules: DINNER, at: '2026-06-22T01:59:59+08:00' }, 'admit'],
  ['a dinner that is over', { rules: DINNER, at: '2026-06-22T02:00+08:00' }, 'wrong-day'],
  ['the last dinner, after the last midnight', { rules: DINNER, at: '2026-06-24T01:00+08:00' }, 'admit'],
  ['a night before the first dinner', { rules: DINNER, at: '2026-06-21T01:00+08:00' }, 'wrong-day'],
  [
    'a guest of the dinner day, after midnight',
    {
      rules: { ...DINNER, days: ['2026-06-21'] },
      guest: { validDays: ['2026-06-21'] },
      at: '2026-06-22T01:00+08:00',
    },
    'admit',
  ],
  [
    'a guest of the next day, after midnight',
    { rules: DINNER, guest: { validDays: ['2026-06-22'] }, at: '2026-06-22T01:00+08:00' },
    'wrong-day',
  ],
  [
    'hours that end when they begin',
    { rules: { hours: { from: '09:00', to: '09:00' } }, at: '2026-06-21T09:00+08:00' },
    'admit',
  ],

  ['once, a guest who is in', { ops: IN }, 'already-in'],
  ['once, the day after', { ops: IN, at: TOMORROW }, 'already-in'],
  ['once, an entry that was taken back', { ops: [...IN, undoOf(IN[0])] }, 'admit'],
  ['once a day, the same day', { rules: { admission: 'once-a-day' }, ops: IN }, 'already-in'],
  ['once a day, the day after', { rules: { admission: 'once-a-day' }, ops: IN, at: TOMORROW }, 'admit'],
  [
    'once a day at a dinner, after midnight',
    {
      rules: { ...DINNER, admission: 'once-a-day' },
      ops: [entry('2026-06-21T20:00+08:00')],
      at: '2026-06-22T01:00+08:00',
    },
    'already-in',
  ],
  [
    'once a day at a dinner, the next evening',
    {
      rules: { ...DINNER, admission: 'once-a-day' },
      ops: [entry('2026-06-22T01:00+08:00')],
      at: '2026-06-22T20:00+08:00',
    },
    'admit',
  ],
  ['many times, a guest who is in', { rules: { admission: 'many' }, ops: IN }, 'admit'],
  ['with exits, a guest inside', { rules: { ...TRACKED, admission: 'many' }, ops: IN }, 'already-in'],
  [
    'with exits, a guest who went out',
    { rules: TRACKED, ops: [...IN, exit('2026-06-21T09:00+08:00')] },
    'admit',
  ],
  [
    'with exits, a guest who left unseen yesterday',
    { rules: { ...TRACKED, admission: 'once-a-day' }, ops: IN, at: TOMORROW },
    'admit',
  ],

  ['a guest to be met', { guest: { hold: true } }, 'hold'],
  ['a guest to be met, where nobody is held', { guest: { hold: true }, rules: { holds: false } }, 'admit'],
  ['a guest who was met', { guest: { hold: true }, ops: [CONFIRMED] }, 'admit'],

  ['the last free place', { rules: { capacity: 10 }, occupancy: 9 }, 'admit'],
  ['no free place', { rules: { capacity: 10 }, occupancy: 10 }, 'full'],
  ['more than fit', { rules: { capacity: 10 }, occupancy: 11 }, 'full'],
  [
    'no free place, for a guest who is counted',
    { rules: { capacity: 10, admission: 'many' }, ops: IN, occupancy: 10 },
    'admit',
  ],
  [
    'no free place, for a guest who went out',
    { rules: { capacity: 10, ...TRACKED }, ops: [...IN, exit(NOON)], occupancy: 10 },
    'full',
  ],
])('%s', (_case, scene, verdict) => {
  expect(decide(scene).verdict).toBe(verdict);
});

test('of two reasons the earlier of the order is told', () => {
  const all: Scene = {
    guest: { status: 'blocked', category: 'delegate', validDays: ['2026-06-22'], hold: true },
    rules: { ...ONLY_VIP, capacity: 1 },
    ops: [...IN, printed(1), REVOKED],
    badge: 1,
    occupancy: 1,
  };
  const cured: [Scene, Verdict][] = [
    [{ ...all, guest: null }, 'unknown'],
    [all, 'revoked-badge'],
    [without(all, 'badge'), 'blocked'],
    [{ ...without(all, 'badge'), guest: { ...all.guest, status: 'cancelled' } }, 'cancelled'],
    [{ ...without(all, 'badge'), guest: { ...all.guest, status: 'confirmed' } }, 'wrong-category'],
    [
      { ...without(all, 'badge'), guest: { validDays: ['2026-06-22'], hold: true }, rules: { capacity: 1 } },
      'wrong-day',
    ],
    [{ ...without(all, 'badge'), guest: { hold: true }, rules: { capacity: 1 } }, 'already-in'],
    [{ guest: { hold: true }, rules: { capacity: 1 }, occupancy: 1 }, 'hold'],
    [{ rules: { capacity: 1 }, occupancy: 1 }, 'full'],
    [{ rules: { capacity: 1 } }, 'admit'],
  ];
  expect(cured.map(([scene]) => decide(scene).verdict)).toEqual(cured.map(([, verdict]) => verdict));
});

test('already-in says which entry is in the way', () => {
  const [first, second] = [entry(EIGHT), entry('2026-06-22T08:00+08:00')];
  const scene = { rules: { admission: 'once-a-day' }, ops: [second, first], at: TOMORROW } as const;
  expect(decide(scene).inTheWay?.op.id).toBe(second.id);
  expect(decide({ ...scene, rules: {} }).inTheWay?.op.id).toBe(first.id);
});

describe('midnight in Shanghai turns the day', () => {
  test.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'])('on a laptop set to %s', (laptop) => {
    const script = `
      import { decideVerdict } from ${JSON.stringify(new URL('decide-verdict.ts', import.meta.url).href)};
      import { foldContextOf, foldGuest } from ${JSON.stringify(new URL('fold.ts', import.meta.url).href)};
      const event = ${JSON.stringify(eventWith())};
      const state = foldGuest([], foldContextOf(event, new Map()));
      const guest = { ...${JSON.stringify(guest())}, validDays: ['2026-06-22'] };
      const midnight = Date.parse('2026-06-22T00:00:00+08:00');
      for (const atMs of [midnight - 1, midnight]) {
        const arrival = { event, checkpoint: event.checkpoints[0], guest, state, badge: null, atMs, occupancy: 0 };
        console.log(decideVerdict(arrival).verdict);
      }`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ: laptop },
      encoding: 'utf8',
    });
    expect(output.trim().split('\n')).toEqual(['wrong-day', 'admit']);
  });
});

function without(scene: Scene, field: 'badge'): Scene {
  const { [field]: _left, ...rest } = scene;
  return rest;
}

function undoOf(op: Op | undefined): Op {
  return { ...opAt('2026-06-21T08:01:00+08:00'), kind: 'undo', payload: { op: op?.id ?? '' } };
}
