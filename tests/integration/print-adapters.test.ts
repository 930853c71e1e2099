import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PDF_FOLDER_PRINTER } from '../../src/contract/print.ts';
import { cupsAdapter } from '../../src/core/print/cups-adapter.ts';
import { cupsAddress } from '../../src/core/print/ipp-client.ts';
import { pdfFolderAdapter } from '../../src/core/print/pdf-folder-adapter.ts';
import type { Document, Outcome, PrinterAdapter } from '../../src/core/print/printer-adapter.ts';
import { type Cups, startCups } from '../services/cups.ts';
import { output, waitFor } from '../services/service-process.ts';
import { badgePdf } from './print-desk.ts';

const QUEUE = 'badges';

interface Place {
  readonly adapter: PrinterAdapter;
  readonly printer: string;
  /** The files that came out. */
  files(): Promise<string[]>;
}

let cups: Cups;
let folder: string;
const places: Record<string, Place> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yanqi-adapters-'));
  cups = await startCups();
  await cups.addPdfQueue(QUEUE);
  const badges = join(folder, 'badges');
  places.CUPS = { adapter: cupsAdapter(cupsAddress(cups.server)), printer: QUEUE, files: cups.listPages };
  places['the PDF folder'] = {
    adapter: pdfFolderAdapter(badges),
    printer: PDF_FOLDER_PRINTER,
    files: async () => (await readdir(badges)).map((name) => join(badges, name)),
  };
});

afterAll(async () => {
  await cups.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(['CUPS', 'the PDF folder'])('%s', (name) => {
  test('brings out a document that was reserved and sent, whole and in its size, and calls it printed', async () => {
    const { adapter, printer, files } = place(name);
    const document = newDocument(printer);
    const pdf = await badgePdf('SME-1');
    const reference = value(await adapter.reserve(document, pdf));
    expect(value(await adapter.send(reference, document, pdf))).toBe('taken');

    await waitFor('the document to be printed', async () => {
      const sight = value(await adapter.look(reference, document));
      expect(['waiting', 'printed']).toContain(sight.at);
      return sight.at === 'printed';
    });
    const [file, ...others] = (await files()).filter((path) => path.includes(document.job));
    expect(others).toEqual([]);
    const facts = await output('pdfinfo', [file ?? '']);
    expect(facts).toMatch(/^Pages: +1$/m);
    expect(facts).toMatch(/^Page size: +29[78][.\d]* x 4(19|20)[.\d]* pts/m);
    expect(await output('pdftotext', [file ?? '', '-'])).toContain('SME-1');
  });

  test('has nothing to print of a document that was reserved and not sent', async () => {
    const { adapter, printer, files } = place(name);
    const document = newDocument(printer);
    const reference = value(await adapter.reserve(document, await badgePdf('SME-1')));
    expect(['reserved', 'void']).toContain(value(await adapter.look(reference, document)).at);

    value(await adapter.cancel(reference, document));
    expect(value(await adapter.look(reference, document))).toEqual({ at: 'void' });
    expect((await files()).filter((path) => path.includes(document.job))).toEqual([]);
  });

  test('leaves a document that is printed as it is when it is cancelled', async () => {
    const { adapter, printer } = place(name);
    const document = newDocument(printer);
    const pdf = await badgePdf('SME-1');
    const reference = value(await adapter.reserve(document, pdf));
    await adapter.send(reference, document, pdf);
    await waitFor('print', async () => value(await adapter.look(reference, document)).at === 'printed');

    value(await adapter.cancel(reference, document));
    expect(value(await adapter.look(reference, document))).toEqual({ at: 'printed' });
  });

  test('lists its printers, each as it says when it is asked alone', async () => {
    const { adapter, printer } = place(name);
    const alone = value(await adapter.printer(printer));
    expect(alone).toMatchObject({ name: printer, state: 'ready', reason: null });
    expect(value(await adapter.printers())).toEqual([alone]);
  });
});

describe('CUPS', () => {
  test('does not take a job of the same number for ours when it has another name', async () => {
    const { adapter } = place('CUPS');
    const document = newDocument(QUEUE);
    const pdf = await badgePdf('SME-1');
    const reference = value(await adapter.reserve(document, pdf));
    expect(value(await adapter.look(reference, newDocument(QUEUE)))).toEqual({ at: 'lost' });
    expect(value(await adapter.look('987654', document))).toEqual({ at: 'lost' });
  });

  test('says that a queue is missing, rejects jobs, or is paused', async () => {
    const { adapter } = place('CUPS');
    const pdf = await badgePdf('SME-1');
    expect(await adapter.printer('nobody')).toMatchObject({ ok: false, trouble: 'printer-missing' });
    expect(await adapter.reserve(newDocument('nobody/../x y'), pdf)).toMatchObject({
      trouble: 'printer-missing',
    });

    await cups.addPdfQueue('closed');
    await output('cupsreject', ['closed'], { CUPS_SERVER: cups.server });
    expect(await adapter.reserve(newDocument('closed'), pdf)).toMatchObject({ trouble: 'queue-paused' });
    await output('cupsaccept', ['closed'], { CUPS_SERVER: cups.server });
    await cups.pause('closed');
    expect(value(await adapter.printer('closed'))).toMatchObject({
      state: 'stopped',
      reason: 'queue-paused',
    });
    await cups.remove('closed');
  });

  test('refuses bytes that are no PDF before it is asked', async () => {
    const outcome = await place('CUPS').adapter.reserve(newDocument(QUEUE), Buffer.from('no PDF'));
    expect(outcome).toMatchObject({ ok: false, trouble: 'render-failed' });
  });

  test.each([
    ['that closes each connection at once', (socket: { destroy(): void }) => socket.destroy()],
    [
      'that answers with something else',
      (socket: { end(text: string): void }) => socket.end('HTTP/1.1 200 OK\r\n\r\nhello'),
    ],
    ['that never answers', () => undefined],
  ])('%s is unreachable, and what was sent there is in doubt', async (_name, behave) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => behave(socket));
    });
    await new Promise<void>((resolve) => server.listen(join(folder, 'fake.sock'), resolve));
    const adapter = cupsAdapter(cupsAddress(join(folder, 'fake.sock')));
    const document = newDocument(QUEUE);
    const pdf = await badgePdf('SME-1');

    expect(await adapter.printers()).toMatchObject({ ok: false, trouble: 'printer-unreachable' });
    expect(await adapter.look('1', document)).toMatchObject({ ok: false, trouble: 'printer-unreachable' });
    expect(await adapter.send('1', document, pdf)).toEqual({ ok: true, value: 'unknown' });
    await new Promise<unknown>((resolve) => server.close(resolve));
    expect(await adapter.send('1', document, pdf)).toMatchObject({
      ok: false,
      trouble: 'printer-unreachable',
    });
  });
});

describe('the PDF folder', () => {
  test('names a file after registration and job, whatever the registration is', async () => {
    const { adapter } = place('the PDF folder');
    const document = { ...newDocument(PDF_FOLDER_PRINTER), registration: '../..\\欧阳 1:\u0000' };
    expect(value(await adapter.reserve(document, await badgePdf('x')))).toBe(
      `--..-欧阳-1---${document.job}.pdf`,
    );
  });

  test('that cannot be written is tried again, and leaves nothing half-written', async () => {
    const blocked = join(folder, 'blocked');
    await writeFile(blocked, 'a file where the folder should be');
    const adapter = pdfFolderAdapter(blocked);
    const document = newDocument(PDF_FOLDER_PRINTER);
    const pdf = await badgePdf('SME-1');
    const reference = value(await adapter.reserve(document, pdf));
    expect(await adapter.send(reference, document, pdf)).toMatchObject({
      ok: false,
      trouble: 'printer-unreachable',
    });

    await rm(blocked);
    expect(value(await adapter.send(reference, document, pdf))).toBe('taken');
    expect(await readFile(join(blocked, reference))).toEqual(Buffer.from(pdf));
    expect(await readdir(blocked)).toEqual([reference]);
  });
});

function place(name: string): Place {
  const found = places[name];
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function newDocument(printer: string): Document {
  return { job: crypto.randomUUID(), registration: 'SME-1', printer };
}

function value<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.trouble, { cause: outcome.cause });
  return outcome.value;
}
