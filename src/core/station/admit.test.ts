import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entry, exit, guest, HERE, HOUR, NINE, printed, THERE } from '../../../tests/fixtures/ops.ts';
import { type Checkpoint, EventSchema } from '../../contract/event.ts';
import type { LoggedOp } from '../../contract/op.ts';
import type { PrintJob } from '../../contract/print.ts';
import { insertJob, shownJob } from '../print/print-table.ts';
import { openDatabase, type StationDatabase, type Writer } from '../store/database.ts';
import { putEvent } from '../store/event.ts';
import { takeOps } from '../store/op-log.ts';
import { allOps } from '../store/op-rows.ts';
import { putRegistrations } from '../store/registrations.ts';
import { verifyState } from '../store/verify.ts';
import { type AtCheckpoint, admit } from './admit.ts';

let folder: string;
let database: StationDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'admit-'));
  database = openDatabase(join(folder, 'station.sqlite'));
});
afterEach(() => {
  expect(verifyState(database).differences).toEqual([]);
  database.close();
  rmSync(folder, { recursive: true });
});

/** A clock that is `offsetMs` behind the right time. */
function stamperAt(wallMs: number, offsetMs: number | null = 0) {
  const reading = { clock: HERE, offsetMs, correctedMs: wallMs + (offsetMs ?? 0) };
  return { station: HERE, now: () => wallMs, reading: () => reading };
}

function gate(id: 'main' | 'hall', rules: Partial<Checkpoint> = {}) {
  const name = { zh: '门', en: 'Gate' };
  const event = EventSchema.parse({
    id: 'fair',
    name,
    place: name,
    firstDay: '2026-06-21',
    lastDay: '2026-06-23',
    timeZone: 'Asia/Shanghai',
    categories: [{ id: 'delegate', name, colour: '#000000' }],
    checkpoints: [
      { id: 'main', name, ...rules },
      { id: 'hall', name, ...rules },
    ],
  });
  const checkpoint = event.checkpoints.find((one) => one.id === id);
  if (checkpoint === undefined) throw new Error(`no checkpoint ${id}`);
  return { event, checkpoint };
}

function come(where: ReturnType<typeof gate>, who: Partial<AtCheckpoint> = {}) {
  return database.write((writer) => {
    putEvent(writer, where.event);
    const arrival = { registration: null, unlisted: null, badge: null, stamper: stamperAt(NINE), ...who };
    return admit(writer, { ...where, via: 'scanner', ...arrival }, addBadge);
  });
}

function addBadge(writer: Writer, registration: string): PrintJob {
  return shownJob(
    insertJob(
      writer,
      { registration, generation: 1, why: 'first', actor: 'Ana', printer: 'pdf-folder' },
      '2026-06-21T01:00:00.000Z',
    ),
  );
}

function listed(id: string) {
  const registration = guest({ id, code: id });
  database.write((writer) => putRegistrations(writer, [registration]));
  return registration;
}

function hear(...ops: LoggedOp[]): void {
  database.write((writer) => takeOps(writer, ops, stamperAt(NINE)));
}

test('a checkpoint is full with those whom other desks let in, and not of a guest who is counted already', () => {
  const where = gate('main', { capacity: 2, admission: 'many' });
  hear(entry(1, 0, 'main', { station: THERE, registration: 'R8' }));
  const [first, second] = [listed('R1'), listed('R2')];
  expect(come(where, { registration: first }).verdict).toBe('admit');
  expect(come(where, { registration: second })).toMatchObject({ verdict: 'full', op: null, printJob: null });
  expect(come(where, { registration: first }).verdict).toBe('admit');
});

test('where exits are tracked only those inside take a place', () => {
  const where = gate('hall', { capacity: 1, tracksExit: true });
  come(where);
  hear(entry(1, 0, 'hall', { station: THERE, registration: 'R8' }));
  const registration = listed('R1');
  expect(come(where, { registration }).verdict).toBe('full');
  hear(exit(2, 1, 'hall', { station: THERE, registration: 'R8' }));
  expect(come(where, { registration }).verdict).toBe('admit');
});

test('a guest gets one badge, however many checkpoints let them in', () => {
  const registration = listed('R1');
  expect(come(gate('main'), { registration }).printJob).not.toBeNull();
  expect(come(gate('hall'), { registration })).toMatchObject({ verdict: 'admit', printJob: null });
});

test('a guest whose badge came out elsewhere, or who shows one, gets none', () => {
  const [first, second] = [listed('R1'), listed('R2')];
  hear(printed(1, 0, 1, { station: THERE, registration: 'R1' }));
  expect(come(gate('main'), { registration: first })).toMatchObject({ verdict: 'admit', printJob: null });
  const shown = { registration: second, badge: { generation: 1 } };
  expect(come(gate('main'), shown)).toMatchObject({ verdict: 'admit', printJob: null });
});

test('a guest with a good ticket who is not on the list yet goes in, marked, and without a badge', () => {
  const unlisted = { id: 'R9', category: 'delegate', validDays: [] };
  const result = come(gate('main'), { unlisted });
  expect(result).toMatchObject({ verdict: 'admit', registration: null, unlisted: true, printJob: null });
  expect(allOps(database)).toMatchObject([{ registration: 'R9', payload: { unlisted: true } }]);
  expect(come(gate('main'), { unlisted })).toMatchObject({ verdict: 'already-in', unlisted: true });
});

test('a code that nobody has is unknown and leaves nothing in the log', () => {
  expect(come(gate('main'))).toMatchObject({ verdict: 'unknown', unlisted: false, op: null });
  expect(allOps(database)).toEqual([]);
});

test('the day is that of the right time, however wrong the clock of the computer is', () => {
  const registration = listed('R1');
  const weekBefore = stamperAt(NINE - 7 * 24 * HOUR, 7 * 24 * HOUR);
  expect(come(gate('main'), { registration, stamper: stamperAt(NINE - 7 * 24 * HOUR, null) }).verdict).toBe(
    'wrong-day',
  );
  const result = come(gate('main'), { registration, stamper: weekBefore });
  expect(result).toMatchObject({ verdict: 'admit', at: new Date(NINE).toISOString() });
  expect(result.op).toMatchObject({
    at: new Date(NINE - 7 * 24 * HOUR).toISOString(),
    offsetMs: 7 * 24 * HOUR,
    hlc: `${NINE}-0000-${HERE}`,
  });
});

test('already-in says when by the right time, where and at which desk', () => {
  const registration = listed('R1');
  database.write((writer) => writer.run('INSERT INTO peer VALUES (?, ?)', THERE, 'Desk 7'));
  const clock = newId();
  const wrong = entry(1, 3 * HOUR, 'main', { station: THERE, offsetMs: null, clock });
  hear(wrong);
  expect(come(gate('main'), { registration, stamper: stamperAt(NINE + 4 * HOUR) })).toMatchObject({
    verdict: 'already-in',
    previous: { op: wrong.id, checkpoint: 'main', stationName: 'Desk 7', at: wrong.at },
  });
});
