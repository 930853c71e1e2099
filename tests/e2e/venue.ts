/** A station in the middle of the day: other desks have let guests in, and some of it needs a decision. */
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { eventDay } from '../../src/checkin/event-day.ts';
import { type Checkpoint, type Event, EventSchema } from '../../src/contract/event.ts';
import { type EntryOp, EntryOpSchema } from '../../src/contract/op.ts';
import { openDatabase, type Writer } from '../../src/core/store/database.ts';
import { takeOps } from '../../src/core/store/op-log.ts';
import { settleOp } from '../../src/core/store/outbox.ts';
import { putRegistrations } from '../../src/core/store/registrations.ts';
import { uncorrectedClock } from '../../src/core/store/station-clock.ts';
import { person, registration } from '../fixtures/people.ts';
import { withStation } from './seed.ts';

const MINUTE_MS = 60_000;

/** Names as long as they come, in several scripts. */
const GUESTS = [
  { id: 'SME001', familyName: '欧阳', givenName: '小明', latinName: 'Ouyang Xiaoming', category: 'speaker' },
  {
    id: 'SME002',
    familyName: 'Константинопольская-Рождественская',
    givenName: 'Александра Владимировна',
    latinName: 'Aleksandra Vladimirovna Konstantinopolskaya-Rozhdestvenskaya',
    organization: 'Министерство экономического развития и внешнеэкономических связей',
    category: 'government',
    hold: true,
  },
  {
    id: 'SME003',
    familyName: 'Wolfeschlegelsteinhausenbergerdorff',
    givenName: 'Maximilian-Alexander Friedrich',
    category: 'exhibitor',
    organization:
      'Gesellschaft für mittelständische Maschinenbauunternehmen und Industrieautomatisierung mbH',
  },
  { id: 'SME004', familyName: 'محمد علي', givenName: 'الفاروق', latinName: 'Mohammed Ali Al-Farouq' },
  { id: 'SME005', familyName: 'Nguyễn', givenName: 'Thị Ánh Tuyết Hoàng Phương', category: 'press' },
  { id: 'SME006', familyName: 'Featherstonehaugh-Cholmondeley', givenName: 'Siobhán Marguerite' },
  { id: 'SME007', familyName: '阿卜杜热合曼', givenName: '买买提艾力', latinName: 'Abdurahman Mamatali' },
] as const;

/** SME003 of the list, as somebody in a hurry takes them down. */
export const WALK_IN = person({
  familyName: 'Maximilian Alexander',
  givenName: 'Wolfeschlegelsteinhausenbergerdorff Friedrich',
  category: 'exhibitor',
});

/** Fills a new data folder; the station stands at `main`, other checkpoints have each a rule of their own. */
export async function seedVenue(folder: string): Promise<void> {
  const nowMs = Date.now();
  const parked = await withStation(folder, async (station) => {
    const event = eventOfToday(station.status().event, nowMs);
    station.initEvent('event.json', JSON.stringify(event));
    station.configure({ name: '3号台 Desk 3', printer: 'pdf-folder', configured: true });
    atStore(folder, (writer) => void putRegistrations(writer, GUESTS.map(registration)));
    const admitted = station.checkIn('SME007');
    return admitted.ok ? (admitted.value.op?.id ?? '') : '';
  });
  const [one, two] = [newId(), newId()];
  const first = entry('SME005', one, nowMs - 33 * MINUTE_MS);
  const double = entry('SME005', two, nowMs - 30 * MINUTE_MS);
  const unknowing = entry('SME006', two, nowMs - 12 * MINUTE_MS);
  atStore(folder, (writer) => {
    writer.run('INSERT INTO peer VALUES (?, ?), (?, ?)', one, '1号台 Desk 1', two, '2号台 Desk 2');
    takeOps(writer, [first, double, unknowing], { station: one, ...uncorrectedClock(() => nowMs) });
    const cancelled = GUESTS.filter(({ id }) => id === 'SME006').map(registration);
    const statusSince = new Date(nowMs - 60 * MINUTE_MS).toISOString();
    putRegistrations(
      writer,
      cancelled.map((guest) => ({ ...guest, status: 'cancelled', statusSince })),
    );
    settleOp(writer, parked, { result: 'parked', reason: 'op-invalid' });
  });
}

function eventOfToday(event: Event, nowMs: number): Event {
  const today = eventDay(nowMs, event.timeZone);
  const tomorrow = eventDay(nowMs + 24 * 60 * MINUTE_MS, event.timeZone);
  const [main] = event.checkpoints;
  const place = (id: string, zh: string, en: string, rules: Partial<Checkpoint>) => ({
    ...main,
    id,
    name: { zh, en },
    ...rules,
  });
  return EventSchema.parse({
    ...event,
    firstDay: today,
    lastDay: tomorrow,
    checkpoints: [
      ...event.checkpoints,
      place('forum', '人工智能与金融科技分论坛', 'Forum on AI and financial technology', {
        categories: ['speaker', 'press', 'vip'],
      }),
      place('lunch', '午宴', 'Lunch', { capacity: 1 }),
      place('gate', '东门', 'East gate', { tracksExit: true }),
      place('closed', '晚宴', 'Dinner', {
        days: ['2026-01-01', '2026-01-02'],
        hours: { from: '18:00', to: '21:30' },
      }),
    ],
  });
}

function entry(guest: string, station: string, atMs: number): EntryOp {
  return EntryOpSchema.parse({
    id: newId(),
    station,
    hlc: `${atMs}-0000-${station}`,
    at: new Date(atMs).toISOString(),
    clock: newId(),
    offsetMs: 0,
    actor: 'desk',
    kind: 'entry',
    registration: guest,
    checkpoint: 'main',
    payload: { via: 'scanner', unlisted: false },
  });
}

function atStore(folder: string, work: (writer: Writer) => void): void {
  const database = openDatabase(join(folder, 'station.sqlite'));
  database.write(work);
  database.close();
}
