/**
 * What goes wrong at a badge printer, each on a real CUPS with real IPP printers: what the desk says of it within 5 s,
 * and that each guest has exactly one badge in the end, counted at the printers.
 */
import { describe, expect, test } from 'vitest';
import { type IppPrinter, startIppPrinter } from '../services/ipp-printer.ts';
import { waitFor } from '../services/service-process.ts';
import { openPrintDesk, type PrintDesk, texts } from './print-desk.ts';
import { printSystemForTests } from './print-system.ts';
import { ends, says } from './print-waits.ts';

const system = printSystemForTests();

describe('a desk whose printer', () => {
  test.each([
    ['case 30: is out of paper', 'media-empty-error', 'out-of-paper'],
    ['has its door open', 'cover-open-error', 'cover-open'],
  ] as const)('%s says so; the badges come out once that is over', async (_name, trouble, reason) => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    await printer.trouble(trouble);
    const [first, second] = [desk.print('SME-1', queue), desk.print('SME-2', queue)];
    await says(desk, first, reason);
    await says(desk, second, reason);
    expect(desk.told).toContain('SME-1 spooled');
    expect(desk.notedAsPrinted()).toEqual([]);
    expect(desk.ledger.printer(queue)).toMatchObject({ reason });

    await printer.trouble(undefined);
    await ends(desk, first, 'printed');
    await ends(desk, second, 'printed');
    expect(await texts(await printer.printed())).toEqual(['SME-1', 'SME-2']);
  });

  test('is switched off says so, sends it nothing, and goes on when it is switched on', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    await printer.switchOff();
    const job = desk.print('SME-1', queue);
    await says(desk, job, 'printer-offline');
    expect(desk.told).not.toContain('SME-1 spooled');

    await printer.switchOn();
    await ends(desk, job, 'printed');
    expect(await texts(await printer.printed())).toEqual(['SME-1']);
  });

  test('is slow waits for it, longer than for one in trouble, and bothers no other printer', async () => {
    await using printer = await startIppPrinter();
    await using other = await startIppPrinter();
    const [queue, spare] = [await system.addQueue(printer), await system.addQueue(other)];
    await using desk = await openPrintDesk(system.folder, { failover: { [queue]: spare } });
    await printer.takeSeconds(12);
    const job = desk.print('SME-1', queue);
    await ends(desk, job, 'printed');
    expect(desk.told).toEqual(['SME-1 queued', 'SME-1 rendered', 'SME-1 spooled', 'SME-1 printed']);
    expect(await texts(await printer.printed())).toEqual(['SME-1']);
    expect(await other.received()).toEqual([]);
  });

  test('is switched off in the middle of a badge says so, and has a person look once it is on again', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    await printer.takeSeconds(30);
    const [first, second] = [desk.print('SME-1', queue), desk.print('SME-2', queue)];
    await isAt(printer);
    await printer.switchOff();
    await says(desk, first, 'printer-offline');
    await says(desk, second, 'printer-offline');
    await printer.takeSeconds(0);
    await printer.switchOn();
    await ends(desk, second, 'printed');
    // It has forgotten what it had, and CUPS calls that completed.
    expect(desk.ledger.job(first.id)).toMatchObject({ state: 'stuck', reason: 'attention-needed' });
    desk.ledger.retry(first.id);
    await ends(desk, first, 'printed');
    expect(await texts(await printer.printed())).toEqual(['SME-2', 'SME-1']);
  });

  test('is shared with another print queue waits while that one prints, and bothers nobody', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const [own, foreign] = [await system.addQueue(printer), await system.addQueue(printer)];
    await printer.takeSeconds(6);
    const theirs = desk.print('SME-1', foreign);
    await isAt(printer);
    const ours = desk.print('SME-2', own);
    await ends(desk, theirs, 'printed');
    await ends(desk, ours, 'printed');
    expect(await texts(await printer.printed())).toEqual(['SME-1', 'SME-2']);
    expect(desk.told.filter((news) => news.includes('stuck'))).toEqual([]);
  });

  test('gives a badge up says so, goes on with the next, and prints it when a person wants it again', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    await printer.abortNext();
    const [first, second] = [desk.print('SME-1', queue), desk.print('SME-2', queue)];
    await says(desk, first, 'aborted-by-printer');
    await ends(desk, second, 'printed');
    desk.ledger.retry(first.id);
    await ends(desk, first, 'printed');
    expect(await texts(await printer.printed())).toEqual(['SME-2', 'SME-1']);
  });

  test('case 31: is paused with three badges waiting, one of them printed anew elsewhere, has none come out twice', async () => {
    await using printer = await startIppPrinter();
    await using other = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const [queue, elsewhere] = [await system.addQueue(printer), await system.addQueue(other)];
    await system.cups.pause(queue);
    const [first, second, third] = [
      desk.print('SME-1', queue),
      desk.print('SME-2', queue),
      desk.print('SME-3', queue),
    ];
    for (const job of [first, second, third]) await says(desk, job, 'queue-paused');

    const reprint = { generation: 2, why: 'reprint', reprintReason: 'lost' } as const;
    const again = desk.print('SME-2', elsewhere, reprint);
    await ends(desk, again, 'printed');
    await ends(desk, second, 'superseded');
    await system.cups.resume(queue);
    await ends(desk, first, 'printed');
    await ends(desk, third, 'printed');
    expect(await texts(await printer.printed())).toEqual(['SME-1', 'SME-3']);
    expect(await texts(await other.printed())).toEqual(['SME-2 2']);
    expect(desk.notedAsPrinted()).toEqual([first.id, third.id, again.id].sort());
  });

  test('is deleted in the middle of a badge has a person look, who then has it printed elsewhere', async () => {
    await using printer = await startIppPrinter();
    await using other = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const [queue, elsewhere] = [await system.addQueue(printer), await system.addQueue(other)];
    await printer.takeSeconds(6);
    const [first, second] = [desk.print('SME-1', queue), desk.print('SME-2', queue)];
    await isAt(printer);
    await system.cups.remove(queue);
    await says(desk, first, 'attention-needed');
    await says(desk, second, 'printer-missing');

    desk.ledger.move(first.id, elsewhere);
    desk.ledger.move(second.id, elsewhere);
    await ends(desk, first, 'printed');
    await ends(desk, second, 'printed');
    expect(await texts(await other.printed())).toEqual(expect.arrayContaining(['SME-1', 'SME-2']));
    expect([await printer.printed(), await other.printed()]).toMatchObject([{ length: 0 }, { length: 2 }]);
  });
});

describe('a desk whose cupsd is killed', () => {
  test.each([
    ['in the middle of a badge', (_desk: PrintDesk) => undefined],
    [
      'before anybody saw that it had begun with a badge',
      (desk: PrintDesk) => desk.database.write((writer) => writer.run('UPDATE print_job SET begun = NULL')),
    ],
  ])('%s, and would print it again, stops that, as the first comes out', async (_name, forget) => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    await printer.takeSeconds(8);
    const job = desk.print('SME-1', queue);
    await isAt(printer);
    await system.cups.crash();
    await says(desk, job, 'printer-unreachable');
    forget(desk);
    await system.cups.restart();
    await ends(desk, job, 'printed');
    await printer.takeSeconds(0);
    const next = desk.print('SME-2', queue);
    await ends(desk, next, 'printed');
    expect(await texts(await printer.printed())).toEqual(['SME-1', 'SME-2']);
    expect(desk.notedAsPrinted()).toEqual([job.id, next.id].sort());
  });

  test('while it wrote a job down, and stalls after that, says so, and the badge comes out elsewhere', async () => {
    await using printer = await startIppPrinter();
    await using other = await startIppPrinter();
    const [queue, elsewhere] = [await system.addQueue(printer), await system.addQueue(other)];
    let ahead = 0;
    await using desk = await openPrintDesk(system.folder, { ahead: () => ahead });
    await printer.takeSeconds(8);
    const first = desk.print('SME-1', queue);
    await isAt(printer);
    await system.cups.crash('half-written');
    await says(desk, first, 'printer-unreachable');
    await system.cups.restart();
    await ends(desk, first, 'printed');
    const second = desk.print('SME-2', queue);
    await ends(desk, second, 'spooled');
    ahead = 60_000;
    await says(desk, second, 'queue-stalled');
    desk.ledger.move(second.id, elsewhere);
    await ends(desk, second, 'printed');
    expect(await texts(await other.printed())).toEqual(['SME-2']);
    await system.cups.empty(queue);
    const third = desk.print('SME-3', queue);
    await ends(desk, third, 'printed');
    expect(await texts(await printer.printed())).toEqual(['SME-1', 'SME-3']);
  });

  test('with badges waiting goes on with them after its restart', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    await ends(desk, desk.print('SME-0', queue), 'printed');
    await system.cups.crash();
    const jobs = ['SME-1', 'SME-2'].map((registration) => desk.print(registration, queue));
    for (const job of jobs) await says(desk, job, 'printer-unreachable');
    await system.cups.restart();
    for (const job of jobs) await ends(desk, job, 'printed');
    expect(await texts(await printer.printed())).toEqual(['SME-0', 'SME-1', 'SME-2']);
  });
});

/** The printer has the document. */
async function isAt(printer: IppPrinter): Promise<void> {
  await waitFor('the printer to have it', async () => (await printer.received()).length > 0);
}
