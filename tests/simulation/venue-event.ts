import { type Checkpoint, type Event, EventSchema } from '../../src/contract/event.ts';
import { registration } from '../fixtures/people.ts';
import type { Listed } from './history.ts';
import type { ListRow } from './model-server.ts';

/** Eight in the morning of the first day, in Beijing. */
export const START_MS = Date.parse('2026-06-21T00:00:00.000Z');

const named = (name: string) => ({ zh: name, en: name });

/** One checkpoint for each kind of rule. */
const CHECKPOINTS = [
  { id: 'entrance', name: named('Entrance') },
  { id: 'lunch', name: named('Lunch'), admission: 'once-a-day', hours: { from: '08:00', to: '20:00' } },
  { id: 'forum', name: named('Forum'), admission: 'many', tracksExit: true, capacity: 2 },
  {
    id: 'vip-room',
    name: named('VIP room'),
    categories: ['vip'],
    holds: true,
    days: ['2026-06-21', '2026-06-22'],
  },
  { id: 'dinner', name: named('Dinner'), admission: 'once-a-day', hours: { from: '19:00', to: '02:00' } },
  { id: 'hall', name: named('Hall'), admission: 'many', holds: false, capacity: 2 },
];

/** What an organiser may change on the day; the rules of a history's `change-event`. */
const CHANGES: readonly Partial<Checkpoint>[][] = [
  [],
  [{ id: 'entrance', admission: 'many' }],
  [{ id: 'lunch', admission: 'once', hours: null }],
  [
    { id: 'forum', capacity: 1 },
    { id: 'hall', capacity: null, tracksExit: true },
  ],
  [{ id: 'entrance', admission: 'once-a-day', tracksExit: true }],
];

/** The event of the simulated venue, with one of the sets of rules. */
export function venueEvent(rules: number): Event {
  const changes = CHANGES[rules % CHANGES.length] ?? [];
  return EventSchema.parse({
    id: 'simulated',
    name: named('A simulated event'),
    place: named('Nowhere'),
    firstDay: '2026-06-21',
    lastDay: '2026-06-23',
    timeZone: 'Asia/Shanghai',
    categories: [
      { id: 'guest', name: named('Guest'), colour: '#2f6f4f' },
      { id: 'vip', name: named('VIP'), colour: '#8f2f2f' },
    ],
    checkpoints: CHECKPOINTS.map((checkpoint) => ({
      ...checkpoint,
      ...changes.find(({ id }) => id === checkpoint.id),
    })),
  });
}

export function guestId(guest: number): string {
  return `g${guest}`;
}

/** Every third guest has none. */
export function phoneOf(guest: number): string {
  return guest % 3 === 2 ? '' : `+86 138 0013 8${String(guest).padStart(3, '0')}`;
}

/** The row of the organiser's list for a guest. */
export function listRow(listed: Listed, guests: number): ListRow {
  const guest = listed.guest % guests;
  const id = guestId(guest);
  return registration({
    id,
    code: `CODE-${guestId(listed.code === 'own' ? guest : (guest + 1) % guests)}`,
    familyName: 'Guest',
    givenName: id,
    category: listed.category,
    validDays: listed.days === 'all' ? [] : ['2026-06-21'],
    status: listed.status,
    hold: listed.hold,
    phone: phoneOf(guest),
  });
}
