import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PDF_FOLDER_PRINTER } from '../../src/contract/print.ts';
import { cupsAdapter } from '../../src/core/print/cups-adapter.ts';
import { cupsAddress } from '../../src/core/print/ipp-client.ts';
import { pdfFolderAdapter } from '../../src/core/print/pdf-folder-adapter.ts';
import type { Document, Outcome, PrinterAdapter } from '../../src/core/print/printer-adapter.ts';
import { turnPage } from '../../src/core/print/turn-page.ts';
import { windowsAdapter } from '../../src/core/print/windows-adapter.ts';
import { type Cups, startCups } from '../services/cups.ts';
import { type FakeWindows, fakeWindows } from '../services/fake-windows.ts';
import { type IppPrinter, startIppPrinter } from '../services/ipp-printer.ts';
import { output, waitFor } from '../services/service-process.ts';
import { badgePdf } from './print-desk.ts';

const QUEUE = 'badges';

interface Place {
  readonly adapter: PrinterAdapter;
  readonly printer: string;
  /** The files that came out. */
  files(): Promise<string[]>;
}

const NETWORK_QUEUE = 'labels';
const WINDOWS_QUEUE = "胸卡 A6 'left' $(hall) [1]";
const CONTRACT = ['CUPS', 'CUPS with a network printer', 'Windows (played)', 'the PDF folder'];

let cups: Cups;
let printer: IppPrinter;
let folder: string;
const places: Record<string, Place> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yanqi-adapters-'));
  cups = await startCups();
  await cups.addPdfQueue(QUEUE);
  const badges = join(folder, 'badges');
  printer = await startIppPrinter();
  await cups.addIppQueue(NETWORK_QUEUE, printer.address);
  places['CUPS with a network printer'] = {
    adapter: cupsAdapter(cupsAddress(cups.server)),
    printer: NETWORK_QUEUE,
    files: printer.received,
  };
  const windows = await fakeWindows(join(folder, 'windows'));
  places['Windows (played)'] = {
    adapter: windowsAdapter(join(folder, 'spool'), windows.programs),
    printer: WINDOWS_QUEUE,
    files: windows.paper,
  };
  places.CUPS = { adapter: cupsAdapter(cupsAddress(cups.server)), printer: QUEUE, files: cups.listPages };
  places['the PDF folder'] = {
    adapter: pdfFolderAdapter(badges),
    printer: PDF_FOLDER_PRINTER,
    files: async () => (await readdir(badges)).map((name) => join(badges, name)),
  };
});

afterAll(async () => {
  await cups.stop();
  await printer.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(CONTRACT)('%s', (name) => {
  test('brings out a document that was reserved and sent, whole and in its size, and calls it printed', async () => {
    const { adapter, printer, files } = place(name);
    const document = newDocument(printer);
    const pdf = await badgePdf('SME-1');
    const reference = value(await adapter.reserve(document, pdf));
    expect(['taken', 'unknown']).toContain(value(await adapter.send(reference, document, pdf)));

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

  test('refuses bytes that are no PDF of one page before it sends them', async () => {
    const { adapter, printer, files } = place(name);
    const before = await files();
    const document = newDocument(printer);
    const outcome = await adapter.reserve(document, Buffer.from('no PDF'));
    expect(outcome).toMatchObject({ ok: false, trouble: 'render-failed' });
    expect(await files()).toEqual(before);
  });

  test('knows no printer of another name', async () => {
    const outcome = await place(name).adapter.printer('nobody');
    expect(outcome).toMatchObject({ ok: false, trouble: 'printer-missing' });
  });

  test('lists its printers, each as it says when it is asked alone', async () => {
    const { adapter, printer } = place(name);
    const alone = value(await adapter.printer(printer));
    expect(alone).toMatchObject({ name: printer, state: 'ready', reason: null });
    expect(value(await adapter.printers())).toContainEqual(alone);
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

describe('CUPS with a network printer', () => {
  test('tells what lies in the printer, its resolution and its ribbon', async () => {
    const { adapter, printer: name } = place('CUPS with a network printer');
    const a6 = { name: 'iso_a6_105x148mm', widthMm: 105, heightMm: 148 };
    expect(value(await adapter.printer(name))).toEqual({
      name,
      kind: 'ipp',
      state: 'ready',
      reason: null,
      warnings: [],
      media: { loaded: a6, ready: [a6], needed: [] },
      resolutionDpi: 300,
      supplies: [{ name: 'Black ribbon', kind: 'ribbon', level: 40 }],
      queued: 0,
    });
  });

  test('sends nothing for which another paper would have to be put in, until it is', async () => {
    const { adapter, printer: name } = place('CUPS with a network printer');
    const card = await badgePdf('SME-1', [86, 54]);
    const document = newDocument(name);
    expect(await adapter.reserve(document, card)).toMatchObject({ ok: false, trouble: 'wrong-paper' });

    await printer.load('oe_card_54x86mm');
    await waitFor('the card to be taken', async () => (await adapter.reserve(document, card)).ok);
    await printer.load('iso_a6_105x148mm');
  });

  test('gets a page that lies across its paper turned upright', async () => {
    const { adapter } = place('CUPS with a network printer');
    await printer.load('oe_card_54x86mm');
    await cups.addIppQueue('cards', printer.address);
    const document = newDocument('cards');
    const card = await badgePdf('SME-1', [86, 54]);
    const reference = value(await adapter.reserve(document, card));
    value(await adapter.send(reference, document, card));
    await waitFor('print', async () => value(await adapter.look(reference, document)).at === 'printed');
    const file = (await printer.received()).find((path) => path.includes(document.job));
    // CUPS has turned it for good, or left it as it was sent.
    expect(await output('pdfinfo', [file ?? ''])).toMatch(
      /^Page size: +(243[.\d]* x 153[.\d]* pts\nPage rot: +90|153[.\d]* x 243[.\d]* pts\nPage rot: +0)$/m,
    );
    expect(await output('pdftotext', [file ?? '', '-'])).toContain('SME-1');

    const turned = join(folder, 'turned.pdf');
    await writeFile(turned, turnPage(card));
    expect(await output('pdfinfo', [turned])).toMatch(
      /^Pages: +1\n(.*\n)*Page size: +243.*\nPage rot: +90$/m,
    );
    expect(await output('pdftotext', [turned, '-'])).toContain('SME-1');
    await cups.remove('cards');
    await printer.load('iso_a6_105x148mm');
  });

  test('refuses for good what the printer takes on no paper', async () => {
    const { adapter, printer: name } = place('CUPS with a network printer');
    const outcome = await adapter.reserve(newDocument(name), await badgePdf('SME-1', [62, 100]));
    expect(outcome).toMatchObject({ ok: false, trouble: 'rejected-by-printer' });
  });

  test('says of an idle printer that is switched off that it is, and of one that is back that it is ready', async () => {
    const { adapter, printer: name } = place('CUPS with a network printer');
    const standing = async () => value(await adapter.printer(name));
    await printer.switchOff();
    await waitFor('the printer to be offline', async () => (await standing()).reason === 'printer-offline');
    expect(await standing()).toMatchObject({ state: 'stopped' });
    await printer.switchOn();
    await waitFor('the printer to be back', async () => (await standing()).state === 'ready');
  });
});

describe('Windows (played)', () => {
  let windows: FakeWindows;
  let spool: string;
  let adapter: PrinterAdapter;

  beforeEach(async () => {
    const own = await mkdtemp(join(folder, 'windows-'));
    windows = await fakeWindows(join(own, 'computer'));
    spool = join(own, 'spool');
    adapter = windowsAdapter(spool, windows.programs);
  });

  async function sent(status: string): Promise<Document> {
    windows.change({ newJobs: status });
    const document = newDocument(WINDOWS_QUEUE);
    const pdf = await badgePdf('SME-1');
    const reference = value(await adapter.reserve(document, pdf));
    expect(value(await adapter.send(reference, document, pdf))).toBe('unknown');
    return document;
  }

  test('lists its queues with their paper, resolution and troubles', async () => {
    expect(value(await adapter.printers())).toMatchObject([
      { name: WINDOWS_QUEUE, kind: 'windows', state: 'ready', reason: null, resolutionDpi: 300 },
      { reason: 'jobs-not-kept', media: { loaded: { name: '62mm x 100mm', widthMm: 62, heightMm: 100.1 } } },
      { reason: 'jobs-not-kept', media: { loaded: { name: 'A4', widthMm: 210.1, heightMm: 296.9 } } },
      { state: 'stopped', reason: 'printer-offline', queued: 3, resolutionDpi: null, media: { ready: [] } },
    ]);
  });

  test.each([
    ['Spooling', { at: 'waiting', trouble: null }],
    ['Paper Out, Printing', { at: 'waiting', trouble: 'out-of-paper' }],
    ['Deleting', { at: 'waiting', trouble: null }],
    ['Printed, Retained', { at: 'printed' }],
    ['Deleted', { at: 'refused', trouble: 'cancelled-at-printer' }],
  ])('a job that is %s: %j', async (status, sight) => {
    const document = await sent(status);
    expect(value(await adapter.look(document.job, document))).toMatchObject(sight);
    expect(await readdir(spool)).toEqual([]);
  });

  test('a job that is removed from its queue by somebody is nowhere, and by the station is refused', async () => {
    const removed = await sent('Printing');
    await adapter.look(removed.job, removed);
    windows.change({ jobs: [] });
    expect(value(await adapter.look(removed.job, removed))).toEqual({ at: 'void' });

    const cancelled = await sent('Paused');
    value(await adapter.cancel(cancelled.job, cancelled));
    expect(windows.state().jobs).toEqual([]);
    const refused = { at: 'refused', trouble: 'cancelled-at-printer' };
    expect(value(await adapter.look(cancelled.job, cancelled))).toMatchObject({
      ...refused,
      mayComeOut: false,
    });

    const begun = await sent('Error, Printing, Paper Out');
    value(await adapter.cancel(begun.job, begun));
    expect(value(await adapter.look(begun.job, begun))).toMatchObject({ ...refused, mayComeOut: true });
  });

  test('a document whose hand-over nobody saw end is taken back, and ends the program that has it', async () => {
    windows.change({ sumatra: { exitCode: 0, handsOver: false } });
    const document = await sent('Printing');
    expect(value(await adapter.look(document.job, document))).toEqual({ at: 'reserved' });

    value(await adapter.cancel(document.job, document));
    expect(windows.state().stopped).toEqual([document.job]);
    expect(value(await adapter.look(document.job, document))).toEqual({ at: 'void' });
  });

  test('a program that fails and leaves nothing in the queue is a trouble, and one that leaves a job is in doubt', async () => {
    const pdf = await badgePdf('SME-1');
    const document = newDocument(WINDOWS_QUEUE);
    windows.change({ sumatra: { exitCode: 1, handsOver: false } });
    expect(await adapter.send(document.job, document, pdf)).toMatchObject({ trouble: 'printer-error' });

    windows.change({ sumatra: { exitCode: 1, handsOver: true } });
    expect(await adapter.send(document.job, document, pdf)).toEqual({ ok: true, value: 'unknown' });
    expect(value(await adapter.look(document.job, document))).toEqual({ at: 'printed' });
  });

  test('a queue is told to keep its printed jobs, and gets no badge where that is not allowed', async () => {
    const [first, ...others] = windows.state().queues;
    const forgetful = [{ ...first, name: WINDOWS_QUEUE, keepsJobs: false }, ...others];
    windows.change({ queues: forgetful, mayManage: false });
    const document = newDocument(WINDOWS_QUEUE);
    const pdf = await badgePdf('SME-1');
    expect(await adapter.reserve(document, pdf)).toMatchObject({ trouble: 'jobs-not-kept' });

    windows.change({ mayManage: true });
    expect(await adapter.reserve(document, pdf)).toMatchObject({ ok: true });
    expect(windows.state().queues[0]?.keepsJobs).toBe(true);
  });

  test('a job that is gone from a queue that forgets them is lost: nobody knows', async () => {
    const document = await sent('Printing');
    const queues = windows.state().queues.map((queue) => ({ ...queue, keepsJobs: false }));
    windows.change({ queues, jobs: [] });
    expect(value(await adapter.look(document.job, document))).toEqual({ at: 'lost' });
    windows.change({ queues: [] });
    expect(value(await adapter.look(document.job, document))).toEqual({ at: 'lost' });
  });

  test('a page for which the queue is set to another paper is not sent', async () => {
    const outcome = await adapter.reserve(newDocument(WINDOWS_QUEUE), await badgePdf('SME-1', [90, 54]));
    expect(outcome).toMatchObject({ ok: false, trouble: 'wrong-paper' });
  });

  test('a spooler that is stopped, or a PowerShell that is not there, is a print system that does not answer', async () => {
    windows.change({ spooler: 'stopped' });
    expect(await adapter.printers()).toMatchObject({ ok: false, trouble: 'printer-unreachable' });
    const nowhere = windowsAdapter(spool, { ...windows.programs, powershell: join(spool, 'nowhere.exe') });
    expect(await nowhere.look('x', newDocument(WINDOWS_QUEUE))).toMatchObject({
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
