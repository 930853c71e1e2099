import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Printer, StuckReason } from '../../contract/print.ts';
import { openDatabase, type StationDatabase } from '../store/database.ts';
import { insertJob, openJobs, requireJob } from './print-table.ts';
import { leastBusy } from './print-turns.ts';
import { type PrintWorker, printWorker } from './print-worker.ts';
import type { Outcome, PrinterAdapter, Sight } from './printer-adapter.ts';

vi.setConfig({ testTimeout: 60_000 });

const POOL = ['left', 'right'];

let folder: string;
let database: StationDatabase;
let worker: PrintWorker;
/** What ails each printer now; `busy` takes a badge and does not come to its end. */
let troubles: Map<string, StuckReason | 'busy'>;
/** The registrations that came out, each with its printer. */
let out: [registration: string, printer: string][];
/** Jobs that were taken back, each with its printer. */
let cancelled: Set<string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'print-worker-'));
  database = openDatabase(join(folder, 'station.sqlite'));
  troubles = new Map();
  out = [];
  cancelled = new Set();
  worker = printWorker({
    database,
    systems: {
      adapterOf: () => adapter(),
      ask: async () => [],
      notice: () => undefined,
      last: (name) => printer(name),
    },
    render: async () => ({ ok: true, pdf: new Uint8Array([1]), layout: 'plain' }),
    pool: () => POOL,
    failoverFor: () => null,
    onPrinted: (_writer, job) => out.push([job.registration ?? '', job.printer]),
    onCommit: () => undefined,
    now: Date.now,
    log: pino({ level: 'silent' }),
  });
});
afterEach(async () => {
  await worker.stop();
  database.close();
  rmSync(folder, { recursive: true });
});

function printer(name: string): Printer {
  const said = troubles.get(name);
  const reason = said === 'busy' ? null : (said ?? null);
  return {
    ...{ name, kind: 'ipp', reason, warnings: [], resolutionDpi: null, supplies: [], queued: null },
    state: reason === 'queue-paused' ? 'stopped' : 'ready',
    media: { loaded: null, ready: [], needed: [] },
  };
}

/** Prints at once; with paper missing, or busy, only once that is over. */
function adapter(): PrinterAdapter {
  const done = async <Value>(value: Value): Promise<Outcome<Value>> => ({ ok: true, value });
  return {
    printers: () => done([]),
    printer: (name) => done(printer(name)),
    reserve: ({ job }) => done(job),
    send: () => done('taken'),
    look(_reference, document) {
      const sight: Sight = cancelled.has(`${document.job} ${document.printer}`)
        ? { at: 'refused', trouble: 'cancelled-at-printer', cause: '' }
        : troubles.has(document.printer)
          ? { at: 'waiting', trouble: null }
          : { at: 'printed' };
      return done(sight);
    },
    cancel(_reference, document) {
      cancelled.add(`${document.job} ${document.printer}`);
      return done(undefined);
    },
  };
}

function ask(registration: string, chosen?: string): string {
  const id = database.write((writer) => {
    const at = new Date().toISOString();
    const where = chosen ?? leastBusy(writer, POOL) ?? '';
    const badge = { registration, generation: 1, why: 'first', actor: 'Ana', printer: where } as const;
    return insertJob(writer, { ...badge, shared: chosen === undefined, chosen: chosen !== undefined }, at).id;
  });
  worker.start();
  return id;
}

describe('two printers that share a queue', () => {
  it('both take badges, each badge once', async () => {
    for (let guest = 1; guest <= 10; guest += 1) ask(`R${guest}`);
    await vi.waitFor(() => expect(openJobs(database)).toEqual([]), 20_000);
    expect(out.map(([registration]) => registration).sort()).toEqual(guests(10));
    expect(new Set(out.map(([, where]) => where))).toEqual(new Set(POOL));
  });

  it('leave the one that is at a badge alone, and the other takes the next ones in their order', async () => {
    for (const name of POOL) troubles.set(name, 'busy');
    const first = ask('R1');
    await vi.waitFor(() => expect(requireJob(database, first).step).toBe('spooled'), 20_000);
    const { printer: at } = requireJob(database, first);
    const other = at === 'left' ? 'right' : 'left';
    troubles.delete(other);
    for (const guest of ['R2', 'R3', 'R4']) ask(guest);
    await vi.waitFor(() => expect(out).toHaveLength(3), 20_000);
    expect(out).toEqual([
      ['R2', other],
      ['R3', other],
      ['R4', other],
    ]);
  });

  it('take nothing to the one that is paused, and call no badge stuck while the other is well', async () => {
    troubles.set('left', 'queue-paused');
    const ids = guests(4).map((guest) => ask(guest));
    await vi.waitFor(() => expect(openJobs(database)).toEqual([]), 20_000);
    expect(new Set(out.map(([, where]) => where))).toEqual(new Set(['right']));
    const stuck = database.all('SELECT job FROM print_step WHERE trouble IS NOT NULL');
    expect(stuck).toEqual([]);
    expect(ids.map((id) => requireJob(database, id).movedFrom)).toEqual(ids.map(() => null));
  });

  it('say why badges wait while both are paused, and go on with the first that is resumed', async () => {
    for (const name of POOL) troubles.set(name, 'queue-paused');
    const ids = guests(3).map((guest) => ask(guest));
    await vi.waitFor(
      () => expect(ids.map((id) => requireJob(database, id).trouble)).toEqual(ids.map(() => 'queue-paused')),
      20_000,
    );
    troubles.delete('right');
    await vi.waitFor(() => expect(openJobs(database)).toEqual([]), 20_000);
    expect(out.map(([, where]) => where)).toEqual(['right', 'right', 'right']);
  });

  it('ask the badge of the one that has had no paper for 10 s back, and the other prints it, once', async () => {
    troubles.set('left', 'out-of-paper');
    troubles.set('right', 'out-of-paper');
    const first = ask('R1');
    await vi.waitFor(() => expect(requireJob(database, first).step).toBe('spooled'), 20_000);
    const at = requireJob(database, first).printer;
    const other = at === 'left' ? 'right' : 'left';
    troubles.delete(other);
    await vi.waitFor(() => expect(openJobs(database)).toEqual([]), 30_000);
    expect(out).toEqual([['R1', other]]);
    expect(requireJob(database, first).movedFrom).toBe(at);
  });

  it('leave a badge that a person sent to one of them to that one', async () => {
    troubles.set('left', 'queue-paused');
    const chosen = ask('R0', 'left');
    ask('R1');
    await vi.waitFor(() => expect(out).toEqual([['R1', 'right']]), 20_000);
    expect(requireJob(database, chosen)).toMatchObject({ printer: 'left', trouble: 'queue-paused' });
  });
});

function guests(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `R${index + 1}`).sort();
}
