import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORPCError, safe } from '@orpc/client';
import { createRouterClient } from '@orpc/server';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepStation, type StationKeeper } from '../station/station-keeper.ts';
import { deskRouter, kioskRouter } from '../window-router.ts';
import { type WindowSession, windowSession } from './window-session.ts';

// Processes, disks and scrypt on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let keeper: StationKeeper;
let nowMs: number;
let sessions: WindowSession[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'staff-'));
  nowMs = Date.parse('2026-06-21T09:00:00+08:00');
  sessions = [];
  keeper = openKeeper();
});
afterEach(async () => {
  for (const session of sessions) session.close();
  await keeper.close();
  rmSync(folder, { recursive: true });
});

function openKeeper(): StationKeeper {
  return keepStation({ folder, background: false, now: () => nowMs, log: pino({ level: 'silent' }) });
}

/** A desk window that opens now. */
function openDesk() {
  const session = windowSession(keeper);
  sessions.push(session);
  return createRouterClient(deskRouter(keeper, session));
}

const kiosk = () => createRouterClient(kioskRouter(keeper));

/** The failure that a call was refused with; null when it was not. */
async function refusalOf(call: Promise<unknown>) {
  const { error } = await safe(call);
  return error instanceof ORPCError ? error.data : error;
}

/** Who is at a window now. */
async function whoIsAt(desk: ReturnType<typeof openDesk>) {
  const watched = await desk.session.watch();
  const { value } = await watched.next();
  await watched.return();
  return value;
}

describe('leaving a kiosk', () => {
  async function makeKiosk(): Promise<void> {
    const desk = openDesk();
    await desk.staff.add({ name: '王芳', role: 'manager', pin: '2468' });
    await desk.staff.add({ name: 'Ana Šárka', role: 'desk', pin: '1357' });
    await desk.staff.add({ name: 'Li Lei', role: 'steward', pin: '9999' });
    await desk.setup.configure({ role: 'kiosk' });
  }

  test('takes the PIN of anybody of the desk, and the window that then opens finds them signed in', async () => {
    await makeKiosk();
    const becameDesk = new Promise<void>((resolve) => keeper.onRole((role) => role === 'desk' && resolve()));
    expect(await kiosk().leave({ pin: '1357' })).toBe(null);
    await becameDesk;
    expect(await whoIsAt(openDesk())).toEqual({
      state: 'signed-in',
      person: { name: 'Ana Šárka', role: 'desk' },
    });
    expect(await whoIsAt(openDesk())).toMatchObject({ state: 'locked' });
  });

  test("a steward's PIN and a wrong one are refused, and wrong ones in a row bring a delay", async () => {
    await makeKiosk();
    for (const pin of ['9999', '0000'])
      expect(await refusalOf(kiosk().leave({ pin }))).toMatchObject({ code: 'pin-wrong' });
    expect(await refusalOf(kiosk().leave({ pin: '1111' }))).toEqual({
      code: 'pin-wait',
      details: { seconds: '5' },
    });
    expect(await refusalOf(kiosk().leave({ pin: '1357' }))).toMatchObject({ code: 'pin-wait' });
    expect(keeper.role()).toBe('kiosk');
    nowMs += 5_000;
    expect(await kiosk().leave({ pin: '1357' })).toBe(null);
  });

  test('with a PIN that two people have, the window that opens is locked: nobody is sure to be there', async () => {
    await makeKiosk();
    const station = keeper.current();
    if (!station.ok) throw new Error(station.failure.code);
    await station.value.staff.add('Zoë', 'desk', '1357');
    await kiosk().leave({ pin: '1357' });
    expect(await whoIsAt(openDesk())).toMatchObject({ state: 'locked' });
  });

  test('is for the command line where there are no PINs', async () => {
    await openDesk().setup.configure({ role: 'kiosk' });
    expect(await refusalOf(kiosk().leave({ pin: '1357' }))).toMatchObject({ code: 'no-staff' });
  });
});
