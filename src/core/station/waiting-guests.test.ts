import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../contract/failure.ts';
import type { StationNews } from '../../contract/status.ts';
import { openDatabase } from '../store/database.ts';
import { takeOps } from '../store/op-log.ts';
import { uncorrectedClock } from '../store/station-clock.ts';
import { openStation } from './open-station.ts';
import type { Station } from './station.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // disks, on a machine that does more

const NINE = Date.parse('2026-06-21T09:00:00+08:00');
const MINUTE = 60_000;
const GUESTS = `registration_id,code,family_name,given_name,category,hold
R1,AAA,欧阳,小明,delegate,
R2,BBB,李,娜,vip,是
`;

let root: string;
let nowMs: number;
let door: Station;
let protocol: Station;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'waiting-'));
  nowMs = NINE;
  door = await openDesk('door');
  protocol = await openDesk('protocol');
});
afterEach(async () => {
  await door.close();
  await protocol.close();
  rmSync(root, { recursive: true });
});

async function openDesk(name: string): Promise<Station> {
  const folder = join(root, name);
  const log = pino({ level: 'silent' });
  const station = taken(openStation({ folder, background: false, now: () => nowMs, log }));
  taken(station.configure({ name, protocolDesk: name === 'protocol' }));
  const list = { name: 'guests.csv', bytes: new TextEncoder().encode(GUESTS) };
  taken(await station.importList({ file: list, encoding: null, dryRun: false }));
  return station;
}

function taken<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.failure));
}

/** What a round of sync does: one desk's ops become known at the other, and its name. */
function tell(from: Station, to: Station): void {
  const { id, name } = from.status().station;
  const database = openDatabase(join(root, to.status().station.name, 'station.sqlite'));
  database.write((writer) => {
    writer.run('INSERT INTO peer VALUES (?, ?) ON CONFLICT DO NOTHING', id, name);
    const stamper = { station: to.status().station.id, ...uncorrectedClock(() => nowMs) };
    takeOps(writer, from.ops(), stamper);
  });
  database.close();
}

function scan(code = 'BBB', atMs?: number) {
  return taken(door.scan(code, 'scanner', atMs === undefined ? {} : { atMs }));
}

function kinds(station: Station): string[] {
  return station.ops().map(({ kind }) => kind);
}

function waiting(station: Station) {
  return station.waitingGuests().map(({ guest, stationName, state }) => [guest, stationName, state]);
}

describe('a guest marked hold who is scanned', () => {
  it('waits at every desk that hears of it, with who, where and when, until somebody has met them and they are in', () => {
    expect(scan()).toMatchObject({ verdict: 'hold', op: null });
    expect(waiting(door)).toEqual([['R2', 'door', 'waiting']]);
    tell(door, protocol);
    expect(protocol.waitingGuests()).toMatchObject([
      {
        guest: 'R2',
        registration: { familyName: '李' },
        checkpoint: door.status().checkpoint,
        at: new Date(NINE).toISOString(),
        stationName: 'door',
        state: 'waiting',
      },
    ]);
    const [alert] = protocol.waitingGuests();
    taken(protocol.answerHold(alert?.op ?? ''));
    tell(protocol, door);
    expect(door.waitingGuests()).toMatchObject([{ state: 'answered', answeredFrom: 'protocol' }]);
    expect(scan().verdict).toBe('hold');
    taken(protocol.confirmHold('R2'));
    tell(protocol, door);
    expect(waiting(door)).toEqual([['R2', 'door', 'met']]);
    expect(scan().verdict).toBe('admit');
    expect(waiting(door)).toEqual([]);
    tell(door, protocol);
    expect(waiting(protocol)).toEqual([]);
  });

  it('is announced once in a minute at one place, however often they are scanned', () => {
    scan();
    nowMs += MINUTE - 1;
    scan();
    expect(kinds(door)).toEqual(['hold-waiting']);
    nowMs += 1;
    scan();
    expect(kinds(door)).toEqual(['hold-waiting', 'hold-waiting']);
    expect(waiting(door)).toEqual([['R2', 'door', 'waiting']]);
  });

  it('is forgotten after six hours, and when the list no longer holds them', async () => {
    scan();
    const list = { name: 'guests.csv', bytes: new TextEncoder().encode(GUESTS.replace('是', '')) };
    taken(await door.importList({ file: list, encoding: null, dryRun: false }));
    expect(waiting(door)).toEqual([]);
    tell(door, protocol);
    nowMs += 6 * 60 * MINUTE + 1;
    expect(waiting(protocol)).toEqual([]);
  });

  it('is answered once: a second desk hears that somebody goes already', () => {
    scan();
    const [alert] = door.waitingGuests();
    taken(door.answerHold(alert?.op ?? ''));
    expect(door.answerHold(alert?.op ?? '')).toMatchObject({ failure: { code: 'nothing-to-confirm' } });
    expect(door.answerHold('01976b9a-0000-7000-8000-000000000001')).toMatchObject({
      failure: { code: 'op-unknown' },
    });
  });
});

it('a guest who is not to be met makes no such op', () => {
  expect(scan('AAA').verdict).toBe('admit');
  expect(kinds(door)).toEqual(['entry']);
});

it('the window is told at once who waits, and only when that changes', async () => {
  const heard: StationNews[] = [];
  door.subscribe((news) => heard.push(news));
  scan();
  await vi.waitFor(() => expect(heard.at(-1)?.kind).toBe('to-settle'));
  const first = heard.filter(({ kind }) => kind === 'waiting-guests');
  expect(first).toMatchObject([{ waiting: [{ guest: 'R2' }] }]);
  scan('AAA');
  await vi.waitFor(() => expect(heard.filter(({ kind }) => kind === 'status')).toHaveLength(2));
  expect(heard.filter(({ kind }) => kind === 'waiting-guests')).toHaveLength(1);
});
