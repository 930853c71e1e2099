import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PrintJob } from '../../src/contract/print.ts';
import { startIppPrinter } from '../services/ipp-printer.ts';
import { output, waitFor } from '../services/service-process.ts';
import { openPrintDesk, texts } from './print-desk.ts';
import { printSystemForTests } from './print-system.ts';
import { ends, says } from './print-waits.ts';

const system = printSystemForTests();

describe('a badge printer', () => {
  test('case 29: brings three badges out as three documents, each its own, in the order asked for', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    const jobs = ['SME-1', 'SME-2', 'SME-3'].map((registration) => desk.print(registration, queue));

    for (const job of jobs) await ends(desk, job, 'printed');
    expect(await texts(await printer.received())).toEqual(['SME-1', 'SME-2', 'SME-3']);
    expect(desk.notedAsPrinted()).toEqual(jobs.map(({ id }) => id).sort());
    expect(desk.told.filter((news) => news.startsWith('SME-1'))).toEqual([
      'SME-1 queued',
      'SME-1 rendered',
      'SME-1 spooled',
      'SME-1 printed',
    ]);
  });

  test.each([
    ['media-empty-error', 'out-of-paper'],
    ['media-jam-error', 'paper-jam'],
    ['cover-open-error', 'cover-open'],
    ['marker-supply-empty-error', 'out-of-ink'],
  ] as const)(
    'case 30: in trouble (%s) gets the badge, which shows as stuck with the reason and is printed when that is over',
    async (said, reason) => {
      await using printer = await startIppPrinter();
      await using desk = await openPrintDesk(system.folder);
      const queue = await system.addQueue(printer);
      await printer.trouble(said);
      const job = desk.print('SME-1', queue);
      const next = desk.print('SME-2', queue);

      await says(desk, job, reason);
      await says(desk, next, reason);
      expect(desk.told).toContain('SME-1 spooled');
      expect(desk.notedAsPrinted()).toEqual([]);
      expect(desk.ledger.printer(queue)).toMatchObject({ reason });

      await printer.trouble(undefined);
      await ends(desk, job, 'printed');
      await ends(desk, next, 'printed');
      expect(await texts(await printer.received())).toEqual(['SME-1', 'SME-2']);
      expect(desk.ledger.printer(queue)).toMatchObject({ reason: null });
    },
  );

  test('case 31: whose queue is paused with three badges waiting prints each of them once when it is resumed', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    await system.cups.pause(queue);
    const jobs = ['SME-1', 'SME-2', 'SME-3'].map((registration) => desk.print(registration, queue));
    for (const job of jobs) await says(desk, job, 'queue-paused');

    await system.cups.resume(queue);
    for (const job of jobs) await ends(desk, job, 'printed');
    expect(await texts(await printer.received())).toEqual(['SME-1', 'SME-2', 'SME-3']);
    expect(desk.notedAsPrinted()).toHaveLength(3);
  });

  test('that is switched off is missed, and the badge goes to the one that takes its place', async () => {
    const broken = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(broken);
    await broken.stop();
    const job = desk.print('SME-1', queue);
    await says(desk, job, 'printer-offline');

    await using printer = await startIppPrinter();
    await system.cups.addIppQueue(queue, printer.address);
    await ends(desk, job, 'printed');
    expect(await texts(await printer.received())).toEqual(['SME-1']);
  });

  test('that does not take the size of a badge is sent none of it, and gets the next', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder, { sizes: { 'SME-1': [90, 54] } });
    const queue = await system.addQueue(printer);
    const job = desk.print('SME-1', queue);
    const next = desk.print('SME-2', queue);

    await says(desk, job, 'rejected-by-printer');
    await ends(desk, next, 'printed');
    const listed = await output('lpstat', ['-W', 'completed', '-o', queue], {
      CUPS_SERVER: system.cups.server,
    });
    expect(listed.trim().split('\n')).toHaveLength(1);
    expect(await texts(await printer.received())).toEqual(['SME-2']);
  });

  test('at which a badge is cancelled leaves it stuck until a person has it printed again', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    await printer.trouble('media-empty-error');
    const job = desk.print('SME-1', queue);
    await says(desk, job, 'out-of-paper');
    await output('cancel', ['-a', queue], { CUPS_SERVER: system.cups.server });
    await waitFor(
      'the badge to be cancelled',
      () => desk.ledger.job(job.id)?.reason === 'cancelled-at-printer',
    );

    await printer.trouble(undefined);
    desk.ledger.retry(job.id);
    await ends(desk, job, 'printed');
    expect(await texts(await printer.printed())).toEqual(['SME-1']);
  });
});

describe('a queue', () => {
  test('that is missing leaves the badge waiting, and gets it once it is there', async () => {
    await using desk = await openPrintDesk(system.folder);
    const queue = system.newQueueName();
    const job = desk.print('SME-1', queue);
    await says(desk, job, 'printer-missing');
    expect(desk.ledger.printer(queue)).toMatchObject({ state: 'missing' });

    await system.cups.addPdfQueue(queue);
    await ends(desk, job, 'printed');
    expect(await pagesOf(job)).toHaveLength(1);
  });

  test('that is deleted with a badge in it leaves it to a person, since nobody knows whether it came out', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    await printer.trouble('media-empty-error');
    const job = desk.print('SME-1', queue);
    await says(desk, job, 'out-of-paper');
    await system.cups.remove(queue);
    await waitFor('a person to be asked', () => desk.ledger.job(job.id)?.reason === 'attention-needed');
  });

  test('that gets no badge for a guest goes on with the next, and a person may drop the badge', async () => {
    await using desk = await openPrintDesk(system.folder, {
      unprintable: { 'SME-1': 'name-missing', 'SME-2': 'render-failed' },
    });
    const queue = await pdfQueue();
    const [nameless, blank, good] = [
      desk.print('SME-1', queue),
      desk.print('SME-2', queue),
      desk.print('SME-3', queue),
    ];

    await says(desk, nameless, 'name-missing');
    await says(desk, blank, 'render-failed');
    await ends(desk, good, 'printed');

    desk.ledger.cancel(nameless.id);
    await ends(desk, nameless, 'cancelled');
    expect(desk.ledger.openJobs().map(({ id }) => id)).toEqual([blank.id]);
  });

  test('that is paused gives a badge up when a person cancels it, and prints the next', async () => {
    await using desk = await openPrintDesk(system.folder);
    const queue = await pdfQueue();
    await system.cups.pause(queue);
    const [first, second, third] = [
      desk.print('SME-1', queue),
      desk.print('SME-2', queue),
      desk.print('SME-3', queue),
    ];
    await says(desk, third, 'queue-paused');

    for (const { id } of [first, second]) desk.ledger.cancel(id);
    await ends(desk, first, 'cancelled');
    await ends(desk, second, 'cancelled');
    await system.cups.resume(queue);
    await ends(desk, third, 'printed');
    expect(await pagesOf(first)).toEqual([]);
    expect(await pagesOf(second)).toEqual([]);
    expect(await pagesOf(third)).toHaveLength(1);
  });
});

describe('a CUPS that is killed', () => {
  test('with a badge waiting in a paused queue prints it once after its restart', async () => {
    await using desk = await openPrintDesk(system.folder);
    const queue = await pdfQueue();
    await system.cups.pause(queue);
    const job = desk.print('SME-1', queue);
    await says(desk, job, 'queue-paused');

    await system.cups.crash();
    await waitFor(
      'the print system to be missed',
      () => desk.ledger.job(job.id)?.reason === 'printer-unreachable',
    );
    await system.cups.restart();
    await system.cups.resume(queue);
    await ends(desk, job, 'printed');
    expect(await pagesOf(job)).toHaveLength(1);
  });

  test('before it was sent anything gets the badge after its restart', async () => {
    const queue = await pdfQueue();
    await system.cups.crash();
    await using desk = await openPrintDesk(system.folder);
    const job = desk.print('SME-1', queue);
    await says(desk, job, 'printer-unreachable');

    await system.cups.restart();
    await ends(desk, job, 'printed');
    expect(await pagesOf(job)).toHaveLength(1);
  });

  test('and has lost its jobs leaves the badge to a person, who sees that it came out', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    await printer.trouble('media-empty-error');
    const job = desk.print('SME-1', queue);
    await says(desk, job, 'out-of-paper');

    await system.cups.crash();
    await system.cups.restart({ jobsLost: true });
    await waitFor('a person to be asked', () => desk.ledger.job(job.id)?.reason === 'attention-needed');
    await printer.trouble(undefined);
    await waitFor('the badge to come out', async () => (await printer.printed()).length === 1);
    desk.ledger.settleAsPrinted(job.id, 'Bo');
    expect(desk.ledger.job(job.id)).toMatchObject({ state: 'printed', reason: null });
    expect(desk.notedAsPrinted()).toEqual([job.id]);
    expect(desk.actorOf(job.id)).toBe('Bo');
    expect(await texts(await printer.printed())).toEqual(['SME-1']);
  });
});

describe('a printer with several badges', () => {
  test('prints those for people who stand there before those of a batch, whoever was first', async () => {
    await using printer = await startIppPrinter();
    await using desk = await openPrintDesk(system.folder);
    const queue = await system.addQueue(printer);
    await system.cups.pause(queue);
    const batch = ['SME-1', 'SME-2'].map((registration) =>
      desk.print(registration, queue, { why: 'batch', priority: 1 }),
    );
    const person = desk.print('SME-3', queue);
    for (const job of [...batch, person]) await says(desk, job, 'queue-paused');
    await system.cups.resume(queue);
    for (const job of [...batch, person]) await ends(desk, job, 'printed');
    expect(await texts(await printer.printed())).toEqual(['SME-3', 'SME-1', 'SME-2']);
  });

  test('that two stations share prints each badge of each once', async () => {
    await using printer = await startIppPrinter();
    await using one = await openPrintDesk(join(system.folder, 'one'));
    await using two = await openPrintDesk(join(system.folder, 'two'));
    const queue = await system.addQueue(printer);
    const jobs = ['SME-1', 'SME-2', 'SME-3'].flatMap((registration) => [
      { desk: one, job: one.print(registration, queue) },
      { desk: two, job: two.print(`${registration}0`, queue) },
    ]);
    for (const { desk, job } of jobs) await ends(desk, job, 'printed');
    const printed = (await texts(await printer.printed())).sort();
    expect(printed).toEqual(['SME-1', 'SME-10', 'SME-2', 'SME-20', 'SME-3', 'SME-30']);
  });
});

describe('a badge with characters that no font has', () => {
  test('is held, says which, lets the next one by, and is printed with a mark when a person wants it anyway', async () => {
    await using desk = await openPrintDesk(system.folder, { unprintable: { 'SME-1': 'characters-undrawn' } });
    const [held, next] = [desk.print('SME-1', 'pdf-folder'), desk.print('SME-2', 'pdf-folder')];
    await ends(desk, next, 'printed');
    expect(desk.ledger.job(held.id)).toMatchObject({
      ...{ state: 'stuck', reason: 'characters-undrawn' },
      undrawn: [{ field: 'name', character: 'ꀀ' }],
    });
    desk.ledger.retry(held.id);
    await says(desk, held, 'characters-undrawn');
    desk.ledger.retry(held.id, { anyway: true });
    await ends(desk, held, 'printed');
    expect(desk.ledger.job(held.id)?.undrawn).toEqual([]);
  });
});

describe('two processes on one data folder', () => {
  test('print each badge once; the other one sees it and takes over when the first ends', async () => {
    const first = await openPrintDesk(system.folder);
    await using second = await openPrintDesk(system.folder);
    // Who has printed one has the lock.
    const before = first.print('SME-0', 'pdf-folder');
    await ends(first, before, 'printed');
    const job = second.print('SME-1', 'pdf-folder');

    await ends(second, job, 'printed');
    expect(first.told).toContain('SME-1 rendered');
    await waitFor('the second to be told', () => second.told.includes('SME-1 printed'));
    expect(second.told).not.toContain('SME-1 spooled');

    await first[Symbol.asyncDispose]();
    const next = second.print('SME-2', 'pdf-folder');
    await ends(second, next, 'printed');
    expect(await second.badges()).toEqual([
      `SME-0-${before.id}.pdf`,
      `SME-1-${job.id}.pdf`,
      `SME-2-${next.id}.pdf`,
    ]);
    expect(second.notedAsPrinted()).toEqual([before.id, job.id, next.id]);
  });
});

async function pdfQueue(): Promise<string> {
  const name = system.newQueueName();
  await system.cups.addPdfQueue(name);
  return name;
}

/** The pages of a PDF queue that carry the job's name. */
async function pagesOf(job: PrintJob): Promise<string[]> {
  return (await system.cups.listPages()).filter((page) => page.includes(job.id));
}
