import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { PDF_FOLDER_PRINTER } from '../../src/contract/print.ts';
import { startIppPrinter } from '../services/ipp-printer.ts';
import { waitFor } from '../services/service-process.ts';
import { openPrintDesk, texts } from './print-desk.ts';
import { printSystemForTests } from './print-system.ts';
import { ends } from './print-waits.ts';

const QUEUE = 'badges';
const MOMENTS = [
  'after queued',
  'before rendered',
  'after rendered',
  // The print system has a reservation that the ledger never heard of.
  'before reserved',
  'after reserved',
  // Sending is intended, and has not begun.
  'after sending',
  // The print system has the document, the ledger does not know.
  'before spooled',
  'after spooled',
  // It is on paper, the ledger does not know.
  'before printed',
  'after printed',
];

const system = printSystemForTests();

beforeAll(async () => {
  await system.cups.addPdfQueue(QUEUE);
});

describe.each([QUEUE, PDF_FOLDER_PRINTER])('a station that prints to %s and is killed', (printer) => {
  test.each(MOMENTS)('%s brings out the badge exactly once after its restart', async (moment) => {
    await killedStation(printer, moment);
    await using desk = await openPrintDesk(system.folder);
    const [job] = desk.ledger.jobs(10);
    if (job === undefined) throw new Error('the badge is not in the ledger');
    desk.ledger.wake();

    await ends(desk, job, 'printed');
    expect(await documents(job.id)).toHaveLength(1);
    expect(desk.notedAsPrinted()).toEqual([job.id]);
    expect(await desk.badges()).not.toContainEqual(expect.stringMatching(/part$/));

    async function documents(id: string): Promise<string[]> {
      const files = [...(await system.cups.listPages()), ...(await desk.badges())];
      return files.filter((file) => file.includes(id));
    }
  });
});

test.each(['before', 'after'])(
  'a station that is killed %s it has moved a badge to another printer has it come out there, once',
  async (side) => {
    await using first = await startIppPrinter();
    await using second = await startIppPrinter();
    const [queue, spare] = [`usual-${side}`, `spare-${side}`];
    await system.cups.addIppQueue(queue, first.address);
    await system.cups.addIppQueue(spare, second.address);
    await first.trouble('media-empty-error');
    await using desk = await openPrintDesk(system.folder);
    const killed = killedStation(queue, `${side} at ${spare}`);
    await waitFor('the badge to be stuck', () => desk.ledger.jobs(1)[0]?.reason === 'out-of-paper');
    const [job] = desk.ledger.jobs(1);
    if (job === undefined) throw new Error('the badge is not in the ledger');
    desk.ledger.move(job.id, spare);
    await killed;

    desk.ledger.wake();
    await ends(desk, job, 'printed');
    await first.trouble(undefined);
    expect(await texts(await second.printed())).toEqual(['SME-1']);
    expect(await first.printed()).toEqual([]);
    expect(desk.notedAsPrinted()).toEqual([job.id]);
  },
);

async function killedStation(printer: string, moment: string): Promise<void> {
  const program = join(import.meta.dirname, 'print-process.ts');
  const station = spawn(process.execPath, [program, system.folder, printer, moment], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = await once(station, 'exit');
  expect(signal).toBe('SIGKILL');
}
