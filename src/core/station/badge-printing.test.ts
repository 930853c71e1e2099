import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Result } from '../../contract/failure.ts';
import { requireJob } from '../print/print-table.ts';
import { actingAs } from '../staff/acting.ts';
import { openDatabase, type Writer } from '../store/database.ts';
import { takeOps } from '../store/op-log.ts';
import { uncorrectedClock } from '../store/station-clock.ts';
import { openStation } from './open-station.ts';
import type { Station } from './station.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const LONG_MS = 20_000;
const NINE = Date.parse('2026-06-21T09:00:00+08:00');
const GUESTS = `registration_id,code,family_name,given_name,category
R1,AAA,欧阳,小明,delegate
R2,BBB,李,娜,vip
R3,CCC,王,伟,press
`;
/** A queue that no print system here has. */
const AWAY = 'QL-820';

let root: string;
let open: Station[];

beforeEach(() => {
  // Nobody listens there: each queue is out of reach.
  vi.stubEnv('CUPS_SERVER', '127.0.0.1:1');
  root = mkdtempSync(join(tmpdir(), 'badge-printing-'));
  open = [];
});
afterEach(async () => {
  for (const station of open) await station.close();
  rmSync(root, { recursive: true });
  vi.unstubAllEnvs();
});

async function openDesk(name = 'one'): Promise<Station> {
  const log = pino({ level: 'silent' });
  const station = taken(openStation({ folder: join(root, name), background: false, now: () => NINE, log }));
  open.push(station);
  taken(station.configure({ name }));
  const list = { name: 'guests.csv', bytes: new TextEncoder().encode(GUESTS) };
  taken(await station.importList({ file: list, encoding: null, dryRun: false }));
  return station;
}

/** What a round of sync does: one desk's ops become known at another. */
function tell(from: Station, to: string): void {
  const { id, name } = from.status().station;
  atStore(to, (writer) => {
    writer.run('INSERT INTO peer VALUES (?, ?) ON CONFLICT DO NOTHING', id, name);
    takeOps(writer, from.ops(), { station: id, ...uncorrectedClock(() => NINE) });
  });
}

function atStore<Value>(name: string, work: (writer: Writer) => Value): Value {
  const database = openDatabase(join(root, name, 'station.sqlite'));
  try {
    return database.write(work);
  } finally {
    database.close();
  }
}

function taken<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.failure));
}

function refusalOf(result: Result<unknown>) {
  return result.ok ? 'not refused' : result.failure.code;
}

function badges(name = 'one'): string[] {
  return readdirSync(join(root, name, 'badges')).sort();
}

async function printed(station: Station, registration: string): Promise<string> {
  const { id } = taken(station.printBadge(registration));
  expect(await station.printed(id, LONG_MS)).toMatchObject({ state: 'printed' });
  return id;
}

/** A badge that waits for a queue that nobody has. */
async function waitingAt(station: Station, registration: string, printer = AWAY): Promise<string> {
  const { id } = taken(station.printBadge(registration, { printer }));
  expect(await station.printed(id, LONG_MS)).toMatchObject({ state: 'stuck', reason: 'printer-unreachable' });
  return id;
}

describe('case 34: a second badge', () => {
  test('is refused without a reason, and says when, where and by which desk the first was printed', async () => {
    const station = await openDesk();
    const job = await printed(station, 'R1');
    expect(station.printBadge('R1')).toEqual({
      ok: false,
      failure: {
        code: 'badge-printed-before',
        details: {
          ...{ registration: 'R1', state: 'printed', job, generation: '1' },
          ...{ at: '2026-06-21T01:00:00.000Z', station: 'one', printer: 'pdf-folder' },
        },
      },
    });
    expect(badges()).toHaveLength(1);
  });

  test('with a reason has the next generation, voids the first with that reason, and is counted', async () => {
    const station = await openDesk();
    await printed(station, 'R1');
    const again = taken(station.printBadge('R1', { reprint: { reason: 'lost', replaces: 1 } }));
    expect(again).toMatchObject({ generation: 2, why: 'reprint', reprintReason: 'lost' });
    expect(await station.printed(again.id, LONG_MS)).toMatchObject({ state: 'printed' });
    expect(station.ops()).toMatchObject([
      { kind: 'badge-printed', payload: { generation: 1 } },
      { kind: 'badge-revoked', payload: { generation: 1, reason: 'lost' } },
      { kind: 'badge-printed', payload: { generation: 2 } },
    ]);
    expect(station.counts()).toMatchObject({
      badgesPrinted: 2,
      badgesReprinted: 1,
      badgesVoided: [{ reason: 'lost', count: 1 }],
    });
  });

  test('asked for again by the same press is not a third', async () => {
    const station = await openDesk();
    await printed(station, 'R1');
    const reprint = { reason: 'damaged', replaces: 1 } as const;
    expect(station.printBadge('R1', { reprint }).ok).toBe(true);
    expect(station.printBadge('R1', { reprint })).toMatchObject({
      failure: { code: 'badge-printed-before', details: { state: 'under-way', generation: '2' } },
    });
    expect(station.openJobs()).toHaveLength(1);
  });

  test('that another desk printed is asked about here too', async () => {
    const [one] = [await openDesk('one'), await openDesk('two')];
    await printed(one, 'R1');
    tell(one, 'two');
    const [, two] = open;
    expect(two?.printBadge('R1')).toMatchObject({
      failure: { details: { station: 'one', generation: '1' } },
    });
    expect(two?.printBadge('R1', { reprint: { reason: 'lost' } })).toMatchObject({
      value: { generation: 2 },
    });
  });
});

describe('case 18: a badge that is asked for', () => {
  test('four times is one badge', async () => {
    const station = await openDesk();
    const first = taken(station.printBadge('R1'));
    for (let press = 2; press <= 4; press += 1)
      expect(refusalOf(station.printBadge('R1'))).toBe('badge-printed-before');
    expect(await station.printed(first.id, LONG_MS)).toMatchObject({ state: 'printed' });
    expect(badges()).toHaveLength(1);
  });
});

describe('a badge that waits', () => {
  test('case 31: is given up when another desk has printed one meanwhile', async () => {
    const [one, two] = [await openDesk('one'), await openDesk('two')];
    const waiting = await waitingAt(two, 'R1');
    const other = await waitingAt(two, 'R2');
    await printed(one, 'R1');
    tell(one, 'two');
    await vi.waitFor(() => expect(taken(two.job(waiting)).state).toBe('superseded'), LONG_MS);
    expect(taken(two.job(other)).state).toBe('stuck');
  });

  test('is given up when a reprint takes its place, which comes out elsewhere', async () => {
    const station = await openDesk();
    const waiting = await waitingAt(station, 'R1');
    const again = taken(
      station.printBadge('R1', { printer: 'pdf-folder', reprint: { reason: 'wrong-person' } }),
    );
    expect(await station.printed(again.id, LONG_MS)).toMatchObject({ state: 'printed', generation: 2 });
    await vi.waitFor(() => expect(taken(station.job(waiting)).state).toBe('superseded'), LONG_MS);
    expect(badges()).toEqual([`R1-${again.id}.pdf`]);
  });

  test('goes to the new printer when the station gets another one, unless a person sent it where it is', async () => {
    const station = await openDesk();
    taken(station.configure({ printer: AWAY }));
    const { id } = taken(station.printBadge('R1'));
    expect(await station.printed(id, LONG_MS)).toMatchObject({ state: 'stuck', printer: AWAY });
    const chosen = await waitingAt(station, 'R2');

    taken(station.configure({ printer: 'pdf-folder' }));
    await vi.waitFor(() => expect(taken(station.job(id)).state).toBe('printed'), LONG_MS);
    expect(taken(station.job(id))).toMatchObject({ printer: 'pdf-folder', movedFrom: AWAY });
    expect(taken(station.job(chosen))).toMatchObject({ state: 'stuck', printer: AWAY });
  });

  test('is cancelled, or printed elsewhere, by a person; a finished or unknown one is not', async () => {
    const station = await openDesk();
    const [dropped, moved] = [await waitingAt(station, 'R1'), await waitingAt(station, 'R2')];
    expect(refusalOf(station.badgeCameOut(dropped))).toBe('badge-under-way');
    expect(refusalOf(await station.moveBadge(moved, 'no-such-queue'))).toBe('printer-missing');
    taken(station.cancelBadge(dropped));
    taken(await station.moveBadge(moved, 'pdf-folder'));
    expect(await station.printed(dropped, LONG_MS)).toMatchObject({ state: 'cancelled' });
    expect(await station.printed(moved, LONG_MS)).toMatchObject({ state: 'printed' });
    expect(refusalOf(station.cancelBadge(dropped))).toBe('job-finished');
    expect(refusalOf(station.retryBadge(moved, false))).toBe('job-finished');
    expect(refusalOf(station.job('01a213f0-0000-7000-8000-000000000000'))).toBe('job-unknown');
    expect(badges()).toEqual([`R2-${moved}.pdf`]);
  });

  test('tells all that happened to it, each with its time', async () => {
    const station = await openDesk();
    const id = await waitingAt(station, 'R1');
    taken(station.cancelBadge(id));
    await station.printed(id, LONG_MS);
    const at = '2026-06-21T01:00:00.000Z';
    expect(taken(station.job(id)).steps).toEqual([
      { state: 'queued', reason: null, printer: AWAY, at },
      { state: 'rendered', reason: null, printer: AWAY, at },
      { state: 'stuck', reason: 'printer-unreachable', printer: AWAY, at },
      { state: 'rendered', reason: null, printer: AWAY, at },
      { state: 'cancelled', reason: null, printer: AWAY, at },
    ]);
  });

  test('of a batch comes before the others once its guest stands there', async () => {
    const station = await openDesk();
    atStore('one', (writer) => {
      for (const registration of ['R3', 'R1']) addBatchJob(writer, registration);
    });
    const { printJob } = taken(station.scan('AAA', 'scanner'));
    expect(printJob).toBeNull();
    const [first] = atStore('one', (writer) =>
      writer.all('SELECT id FROM print_job ORDER BY priority, position'),
    );
    expect(atStore('one', (writer) => requireJob(writer, String(first?.id)).registration)).toBe('R1');
  });
});

describe('who asked for a badge', () => {
  /** What the log has of badges, each with its actor. */
  function actors(station: Station) {
    return station.ops().map(({ kind, actor }) => `${kind} ${actor}`);
  }

  test('is its actor in the log when it comes out: of the first, who let the guest in; of a reprint, who wanted it', async () => {
    const station = await openDesk();
    const { printJob } = taken(actingAs('Ana', () => station.scan('AAA', 'scanner')));
    await station.printed(printJob ?? '', LONG_MS);
    const reprint = { reason: 'lost', replaces: 1 } as const;
    const again = taken(actingAs('Bo', () => station.printBadge('R1', { reprint })));
    await station.printed(again.id, LONG_MS);
    const later = taken(station.printBadge('R2'));
    await station.printed(later.id, LONG_MS);
    expect(actors(station)).toEqual([
      ...['entry Ana', 'badge-printed Ana', 'badge-revoked Bo', 'badge-printed Bo'],
      'badge-printed desk',
    ]);
  });

  test('counts less than who says that it came out when the print system does not know', async () => {
    const station = await openDesk();
    const { id } = taken(actingAs('Ana', () => station.printBadge('R1', { printer: AWAY })));
    await station.printed(id, LONG_MS);
    atStore('one', (writer) =>
      writer.run("UPDATE print_job SET trouble = 'attention-needed' WHERE id = ?", id),
    );
    taken(actingAs('Bo', () => station.badgeCameOut(id)));
    expect(actors(station)).toEqual(['badge-printed Bo']);
  });

  test('is not known of badges of before: then it is the station', async () => {
    const station = await openDesk();
    const id = await waitingAt(station, 'R1');
    atStore('one', (writer) => writer.run('UPDATE print_job SET actor = NULL WHERE id = ?', id));
    taken(await actingAs('Bo', () => station.moveBadge(id, 'pdf-folder')));
    expect(await station.printed(id, LONG_MS)).toMatchObject({ state: 'printed' });
    expect(actors(station)).toEqual(['badge-printed desk']);
  });
});

describe('a station', () => {
  test('that prints on request makes no badge on admission, and one when asked', async () => {
    const station = await openDesk();
    taken(station.configure({ printWhen: 'on-request' }));
    expect(taken(station.scan('AAA', 'scanner'))).toMatchObject({ verdict: 'admit', printJob: null });
    expect(station.printBadge('R1').ok).toBe(true);
  });

  test('that never prints refuses to', async () => {
    const station = await openDesk();
    taken(station.configure({ printWhen: 'never' }));
    expect(taken(station.scan('AAA', 'scanner'))).toMatchObject({ verdict: 'admit', printJob: null });
    expect(refusalOf(station.printBadge('R1'))).toBe('printing-off');
  });

  test('has a printer for each layout that is given one', async () => {
    const station = await openDesk();
    taken(station.configure({ layoutPrinters: { vip: AWAY } }));
    expect(taken(station.printBadge('R2')).printer).toBe(AWAY);
    expect(taken(station.printBadge('R1')).printer).toBe('pdf-folder');
    taken(station.configure({ layoutPrinters: {} }));
    const [vip] = station.openJobs();
    expect(await station.printed(vip?.id ?? '', LONG_MS)).toMatchObject({ state: 'printed' });
  });

  test('whose printer gets company shares with it what waits, and takes that back when it is alone again', async () => {
    const station = await openDesk();
    taken(station.configure({ printer: AWAY }));
    const { id } = taken(station.printBadge('R1'));
    expect(await station.printed(id, LONG_MS)).toMatchObject({ state: 'stuck', printer: AWAY });
    taken(station.configure({ furtherPrinters: ['more'] }));
    expect(taken(station.printBadge('R2')).printer).toBe('more');
    taken(station.configure({ printer: 'pdf-folder' }));
    await vi.waitFor(() => expect(station.openJobs()).toEqual([]), LONG_MS);
    expect(badges()).toHaveLength(2);
  });

  test('prints a test badge that is nobody’s and counts nowhere', async () => {
    const station = await openDesk();
    const test = station.printTestBadge('pdf-folder');
    expect(await station.printed(test.id, LONG_MS)).toMatchObject({ state: 'printed', registration: null });
    expect(badges()).toEqual([`test-${test.id}.pdf`]);
    expect(station.ops()).toEqual([]);
    expect(station.counts().badgesPrinted).toBe(0);
  });
});

function addBatchJob(writer: Writer, registration: string): void {
  writer.run(
    `INSERT INTO print_job (id, registration, generation, why, priority, printer, chosen, step, requested_at, changed_at)
     VALUES (?, ?, 1, 'batch', 1, ?, 0, 'queued', '2026-06-21T01:00:00.000Z', '2026-06-21T01:00:00.000Z')`,
    ...[`batch-${registration}`, registration, AWAY],
  );
}
