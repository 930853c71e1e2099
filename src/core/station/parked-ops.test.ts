import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { person } from '../../../tests/fixtures/people.ts';
import { windowSession } from '../staff/window-session.ts';
import { openDatabase, type Writer } from '../store/database.ts';
import { settleOp } from '../store/outbox.ts';
import { SETTING, writeSetting } from '../store/settings.ts';
import { deskRouter } from '../window-router.ts';
import { keepStation, type StationKeeper } from './station-keeper.ts';

const NINE = Date.parse('2026-06-21T09:00:00+08:00');

let folder: string;
let keeper: StationKeeper;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parked-'));
  keeper = openKeeper();
  const station = openHere();
  const guest = station.walkIn(person({ familyName: '欧阳' }));
  if (!guest.ok) throw new Error(guest.failure.code);
  const [op] = station.ops();
  atStore((writer) => settleOp(writer, op?.id ?? '', { result: 'parked', reason: 'op-invalid' }));
});
afterEach(async () => {
  await keeper.close();
  rmSync(folder, { recursive: true });
});

function openKeeper(): StationKeeper {
  return keepStation({ folder, background: false, now: () => NINE, log: pino({ level: 'silent' }) });
}

function openHere() {
  const opened = keeper.current();
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

async function restart(): Promise<void> {
  await keeper.close();
  keeper = openKeeper();
}

function atStore(work: (writer: Writer) => void): void {
  const database = openDatabase(join(folder, 'station.sqlite'));
  database.write(work);
  database.close();
}

const outbox = () => openHere().status().sync;

test('a parked op stays so through a restart of the same version, and an upgrade sends it once more', async () => {
  await restart();
  expect(outbox()).toMatchObject({ waiting: 0, parked: 1 });
  atStore((writer) => writeSetting(writer, SETTING.program, '0.0.1 protocol 1'));
  await restart();
  expect(outbox()).toMatchObject({ waiting: 1, parked: 0 });
});

test('a parked op is sent once more when a person at the desk says so', async () => {
  const desk = createRouterClient(deskRouter(keeper, windowSession(keeper)));
  expect(await desk.retryParked()).toBe(1);
  expect(outbox()).toMatchObject({ waiting: 1, parked: 0 });
  expect(openHere().toSettle()).toMatchObject({ parkedCount: 0, parked: [] });
  expect(await desk.retryParked()).toBe(0);
});
