import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { PrinterSchema, PrintJobSchema } from '../../src/contract/print.ts';
import { type Cups, startCups } from '../services/cups.ts';
import { type IppPrinter, startIppPrinter } from '../services/ipp-printer.ts';
import { output } from '../services/service-process.ts';

const CARD = 'oe_card_54x86mm';
const BADGE = 'iso_a6_105x148mm';
const PrintersSchema = z.array(PrinterSchema);
const RefusalSchema = z.object({ code: z.string(), message: z.string() });

let folder: string;
let data: string;
let cups: Cups;
let printer: IppPrinter;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yanqi-cli-printers-'));
  [cups, printer] = await Promise.all([startCups(), startIppPrinter()]);
  await cups.addIppQueue('labels', printer.address);
  await cups.addPdfQueue('胸卡');
});

afterAll(async () => {
  await Promise.all([cups.stop(), printer.stop()]);
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  data = await mkdtemp(join(folder, 'data-'));
});

async function run(...words: string[]): Promise<{ said: string; refused: string }> {
  const args = ['src/core/cli.ts', '--data', data, ...words];
  const env = { CUPS_SERVER: cups.server };
  return output(process.execPath, args, env).then(
    (said) => ({ said, refused: '' }),
    (failed: { stdout: string; stderr: string }) => ({ said: failed.stdout, refused: failed.stderr }),
  );
}

async function printers() {
  const { said } = await run('--json', 'printers');
  return PrintersSchema.parse(JSON.parse(said));
}

test('printers: a line for each, with paper, resolution, ribbon and what is wrong', async () => {
  await run('configure', '--printer', 'gone');
  await cups.pause('胸卡');
  const { said } = await run('printers');
  // CUPS lists its queues as it likes.
  expect(said.split('\n').sort()).toEqual(
    [
      'printer     state    paper         resolution  ink                what is wrong',
      'pdf-folder  ready    -             -           -                  -',
      'labels      ready    105 x 148 mm  300 dpi     Black ribbon 40 %  -',
      '胸卡        stopped  -             300 dpi     -                  the queue is paused',
      'gone        missing  -             -           -                  the printer is not there',
      '',
    ].sort(),
  );
  await cups.resume('胸卡');
});

test('print-test brings out one page in the size of the badges, of which no guest hears', async () => {
  const before = (await printer.received()).length;
  const { said } = await run('--json', 'print-test', 'labels');
  expect(PrintJobSchema.parse(JSON.parse(said))).toMatchObject({
    registration: null,
    why: 'test',
    printer: 'labels',
    state: 'printed',
  });
  const [file = '', ...others] = (await printer.received()).slice(before);
  expect(others).toEqual([]);
  expect(await output('pdfinfo', [file])).toMatch(/^Page size: +29[78][.\d]* x 4(19|20)[.\d]* pts/m);
  expect((await run('ops')).said.trim()).toBe('');
});

test('print-test refuses a printer that is not there, and leaves nothing that would come out later', async () => {
  const { refused } = await run('--json', 'print-test', 'nobody');
  expect(RefusalSchema.parse(JSON.parse(refused)).code).toBe('printer-missing');
  expect((await run('queue')).said).toBe('No badge.\n');
});

test('paper of another size is said before the first badge, and by each badge that waits for it', async () => {
  await printer.load(CARD);
  await run('configure', '--printer', 'labels');
  const card = { name: CARD, widthMm: 54, heightMm: 86 };
  expect((await printers()).find(({ name }) => name === 'labels')).toMatchObject({
    state: 'ready',
    reason: 'wrong-paper',
    media: { loaded: card, ready: [card], needed: [{ widthMm: 105, heightMm: 148 }] },
  });
  const { refused } = await run('--json', 'print-test', 'labels');
  expect(RefusalSchema.parse(JSON.parse(refused))).toMatchObject({
    code: 'wrong-paper',
    message: expect.stringContaining('it has 54 x 86 mm and needs 105 x 148 mm'),
  });

  await printer.load(BADGE);
  expect((await printers()).find(({ name }) => name === 'labels')).toMatchObject({ reason: null });
  expect(await readdir(data)).toContain('station.sqlite');
});
