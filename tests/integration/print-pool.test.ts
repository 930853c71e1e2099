/** Printers that share one queue of badges: on a real CUPS with real IPP printers. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type IppPrinter, startIppPrinter } from '../services/ipp-printer.ts';
import { waitFor } from '../services/service-process.ts';
import { openPrintDesk, texts } from './print-desk.ts';
import { printSystemForTests } from './print-system.ts';
import { ends, says } from './print-waits.ts';

const system = printSystemForTests();
let printers: IppPrinter[];
/** Their queues. */
let pool: string[];
let queues = 0;

beforeEach(async () => {
  printers = await Promise.all([startIppPrinter(), startIppPrinter()]);
  queues += 1;
  pool = ['left', 'right'].map((side) => `${side}-${queues}`);
  for (const [index, printer] of printers.entries()) {
    await printer.takeSeconds(1);
    await system.cups.addIppQueue(pool[index] ?? '', printer.address);
  }
});

afterEach(async () => {
  await Promise.all(printers.map((printer) => printer.stop()));
});

describe('two printers that share a queue', () => {
  test('bring each badge out once between them, both at work', async () => {
    await using desk = await openPrintDesk(system.folder, { pool });
    const guests = guestsUpTo(6);
    const jobs = guests.map((guest) => desk.print(guest, left(), { shared: true }));
    for (const job of jobs) await ends(desk, job, 'printed');
    expect((await all()).sort()).toEqual(guests);
    for (const printer of printers) expect((await printer.printed()).length).toBeGreaterThan(1);
    expect(desk.notedAsPrinted()).toHaveLength(6);
    // Where a badge goes is nobody's move.
    expect(jobs.map(({ id }) => desk.ledger.job(id)?.movedFrom)).toEqual(Array(6).fill(null));
  });

  test('go on with the other while one is out of paper, whose own badge follows, and nothing comes out twice', async () => {
    await using desk = await openPrintDesk(system.folder, { pool });
    const guests = guestsUpTo(6);
    await printers[0]?.trouble('media-empty-error');
    const jobs = guests.map((guest) => desk.print(guest, left(), { shared: true }));
    for (const job of jobs) await ends(desk, job, 'printed');
    await printers[0]?.trouble(undefined);
    expect((await texts((await printers[1]?.printed()) ?? [])).sort()).toEqual(guests);
    expect(await printers[0]?.printed()).toEqual([]);
    const moved = jobs.filter(({ id }) => desk.ledger.job(id)?.movedFrom === left());
    expect(moved).toHaveLength(1);
  });

  test('leave one that is paused out, without a word at the badges, and take it in again', async () => {
    await using desk = await openPrintDesk(system.folder, { pool });
    await system.cups.pause(left());
    const jobs = guestsUpTo(3).map((guest) => desk.print(guest, left(), { shared: true }));
    for (const job of jobs) await ends(desk, job, 'printed');
    expect(desk.told.filter((news) => news.includes('stuck'))).toEqual([]);

    await system.cups.resume(left());
    const more = ['SME-4', 'SME-5'].map((guest) => desk.print(guest, left(), { shared: true }));
    for (const job of more) await ends(desk, job, 'printed');
    expect(await printers[0]?.printed()).not.toEqual([]);
    expect((await all()).sort()).toEqual(guestsUpTo(5));
  });

  test('say what is wrong when both are paused, and begin with the one that is resumed', async () => {
    await using desk = await openPrintDesk(system.folder, { pool });
    for (const queue of pool) await system.cups.pause(queue);
    const jobs = guestsUpTo(2).map((guest) => desk.print(guest, left(), { shared: true }));
    for (const job of jobs) await says(desk, job, 'queue-paused');
    await system.cups.resume(pool[1] ?? '');
    for (const job of jobs) await ends(desk, job, 'printed');
    expect((await texts((await printers[1]?.printed()) ?? [])).sort()).toEqual(guestsUpTo(2));
  });

  test('go on after a restart where they were, and leave a badge that a person sent to one of them there', async () => {
    const first = await openPrintDesk(system.folder, { pool });
    await system.cups.pause(left());
    const chosen = first.print('SME-0', left(), { chosen: true });
    const jobs = guestsUpTo(4).map((guest) => first.print(guest, left(), { shared: true }));
    await waitFor('a badge to come out', async () => (await all()).length > 0);
    await first[Symbol.asyncDispose]();

    await using desk = await openPrintDesk(system.folder, { pool });
    desk.ledger.wake();
    for (const job of jobs) await ends(desk, job, 'printed');
    await says(desk, chosen, 'queue-paused');
    await system.cups.resume(left());
    await ends(desk, chosen, 'printed');
    expect(await texts((await printers[0]?.printed()) ?? [])).toEqual(['SME-0']);
    expect((await all()).sort()).toEqual(['SME-0', ...guestsUpTo(4)]);
  });
});

function left(): string {
  return pool[0] ?? '';
}

function guestsUpTo(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `SME-${index + 1}`);
}

/** What came out of all of them. */
async function all(): Promise<string[]> {
  return texts((await Promise.all(printers.map((printer) => printer.printed()))).flat());
}
