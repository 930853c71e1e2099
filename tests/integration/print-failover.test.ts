/** A second printer stands in for the first: on a real CUPS with two real IPP printers. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type IppPrinter, startIppPrinter } from '../services/ipp-printer.ts';
import { openPrintDesk, texts } from './print-desk.ts';
import { printSystemForTests } from './print-system.ts';
import { ends, says } from './print-waits.ts';

const system = printSystemForTests();
let first: IppPrinter;
let second: IppPrinter;
/** The queues of the two printers. */
let usual: string;
let spare: string;
let queues = 0;

beforeAll(async () => {
  [first, second] = await Promise.all([startIppPrinter(), startIppPrinter()]);
});

afterAll(async () => {
  await Promise.all([first.stop(), second.stop()]);
});

beforeEach(async () => {
  queues += 1;
  [usual, spare] = [`usual-${queues}`, `spare-${queues}`];
  await system.cups.addIppQueue(usual, first.address);
  await system.cups.addIppQueue(spare, second.address);
});

afterEach(async () => {
  await first.trouble(undefined);
});

describe('a desk with a second printer', () => {
  test('sends what waits there when the first is out of paper for 10 s, also what it had begun, and prints nothing twice', async () => {
    await using desk = await openPrintDesk(system.folder, { failover: { [usual]: spare } });
    await first.trouble('media-empty-error');
    const jobs = ['SME-1', 'SME-2'].map((registration) => desk.print(registration, usual));
    for (const job of jobs) await says(desk, job, 'out-of-paper');
    for (const job of jobs) await ends(desk, job, 'printed');
    // While the first rests, badges do not wait for it at all.
    const late = desk.print('SME-3', usual);
    await ends(desk, late, 'printed');

    await first.trouble(undefined);
    // The second need not be asked back first.
    expect(await texts(await second.printed())).toEqual(['SME-2', 'SME-1', 'SME-3']);
    expect(desk.ledger.job(late.id)).toMatchObject({ printer: spare, movedFrom: usual });
    const steps = desk.ledger.history(jobs[0]?.id ?? '')?.steps ?? [];
    const story = steps.map(({ state, printer }) => `${state} ${printer}`);
    expect(story.slice(0, 4)).toEqual([
      ...[`queued ${usual}`, `rendered ${usual}`, `spooled ${usual}`, `stuck ${usual}`],
    ]);
    expect(story.slice(-4)).toEqual([
      ...[`queued ${spare}`, `rendered ${spare}`, `spooled ${spare}`, `printed ${spare}`],
    ]);
    const direct = desk.print('SME-4', spare);
    await ends(desk, direct, 'printed');
    expect(await first.printed()).toEqual([]);
    expect(desk.notedAsPrinted()).toHaveLength(4);
  });

  test('sends what waits there at once when the queue of the first is missing', async () => {
    await using desk = await openPrintDesk(system.folder, { failover: { [usual]: spare } });
    await system.cups.remove(usual);
    const job = desk.print('SME-1', usual);
    await ends(desk, job, 'printed');
    expect(desk.ledger.job(job.id)).toMatchObject({ printer: spare, movedFrom: usual });
    expect(desk.told).not.toContain('SME-1 spooled printer-missing');
  });

  test('holds a badge for a person when nobody knows what the first did with it, and moves the others', async () => {
    await using desk = await openPrintDesk(system.folder, { failover: { [usual]: spare } });
    await first.trouble('media-empty-error');
    const jobs = [desk.print('SME-11', usual), desk.print('SME-12', usual)] as const;
    await says(desk, jobs[0], 'out-of-paper');
    await system.cups.remove(usual);
    await says(desk, jobs[0], 'attention-needed');
    await ends(desk, jobs[1], 'printed');
    const printed = await texts([...(await first.printed()), ...(await second.printed())]);
    expect(printed).not.toContain('SME-11');
    expect(printed.filter((text) => text === 'SME-12')).toHaveLength(1);
    expect(desk.ledger.job(jobs[0].id)).toMatchObject({ state: 'stuck', printer: usual });
  });

  test('leaves badges where they are while the second is in trouble as well, and a test where it belongs', async () => {
    await using desk = await openPrintDesk(system.folder, { failover: { [usual]: spare } });
    await system.cups.remove(usual);
    await system.cups.pause(spare);
    const job = desk.print('SME-1', usual);
    await says(desk, job, 'printer-missing');
    const trial = desk.print(null, usual, { why: 'test' });
    await says(desk, trial, 'printer-missing');
    expect(desk.ledger.job(job.id)).toMatchObject({ printer: usual });

    await system.cups.resume(spare);
    await ends(desk, job, 'printed');
    expect(desk.ledger.job(trial.id)).toMatchObject({ state: 'stuck', printer: usual });
  });
});
