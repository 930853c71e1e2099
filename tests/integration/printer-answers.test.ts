import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readQueue, shownPrinter } from '../../src/core/print/cups-queue.ts';
import { type Answered, type AnsweredAttributes, decodeAnswer } from '../../src/core/print/ipp-message.ts';
import {
  type DeviceAnswer,
  deviceAsker,
  type IppDevice,
  readDevice,
} from '../../src/core/print/ipp-printer.ts';
import { freePort, output } from '../services/service-process.ts';

const A6 = { name: 'iso_a6_105x148mm', widthMm: 105, heightMm: 148 };
const RIBBON = { name: 'Black ribbon', kind: 'ribbon', level: 40 };

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

function recorded(name: string): Promise<Buffer> {
  return readFile(join(import.meta.dirname, `../fixtures/ipp/${name}.bin`));
}

async function attributes(name: string): Promise<AnsweredAttributes> {
  const [group] = decodeAnswer(await recorded(name)).groups;
  if (group === undefined) throw new Error(`nothing is recorded in ${name}`);
  return group;
}

async function port(server: Server): Promise<number> {
  servers.push(server);
  const free = await freePort();
  await new Promise<void>((resolve) => server.listen(free, '127.0.0.1', resolve));
  return free;
}

function answering(bytes: Buffer): RequestListener {
  return (request, response) => {
    request.resume();
    request.on('end', () => response.end(bytes));
  };
}

function device(changed: AnsweredAttributes): IppDevice {
  const read = readDevice({ 'printer-state': [3], ...changed });
  if (read === null) throw new Error('not what a printer says');
  return read;
}

describe('a queue and its printer, as they were recorded', () => {
  test.each([
    ['cups-pdf-queue', null, { state: 'ready', reason: null, media: { ready: [] }, resolutionDpi: 300 }],
    [
      'everywhere-queue',
      'ippeveprinter',
      { state: 'ready', reason: null, media: { loaded: A6, ready: [A6] }, supplies: [RIBBON], queued: 0 },
    ],
    ['everywhere-queue', null, { media: { loaded: null, ready: [] }, supplies: [RIBBON] }],
    [
      'everywhere-queue-media-empty',
      'ippeveprinter-media-empty',
      { state: 'printing', reason: 'out-of-paper', queued: 1 },
    ],
    ['everywhere-queue-cover-open', 'ippeveprinter-cover-open', { state: 'printing', reason: 'cover-open' }],
    [
      'everywhere-queue-paused-2-jobs',
      'ippeveprinter',
      { state: 'stopped', reason: 'queue-paused', queued: 2 },
    ],
  ])('%s with %s', async (queue, printer, expected) => {
    const answer = printer === null ? null : readDevice(await attributes(printer));
    expect(shownPrinter(readQueue(await attributes(queue)), answer)).toMatchObject(expected);
  });
});

describe('what lies in a printer', () => {
  const size = (x: Answered, y: Answered): AnsweredAttributes => ({
    'media-size': [{ 'x-dimension': [x], 'y-dimension': [y] }],
  });

  test.each<[string, AnsweredAttributes, object[]]>([
    ['nothing that it tells', {}, []],
    [
      'names alone',
      { 'media-ready': ['oe_card_54x86mm', 'unknown'] },
      [{ name: 'oe_card_54x86mm', widthMm: 54, heightMm: 86 }],
    ],
    [
      'trays with their sizes, where it has no names for all',
      {
        'media-ready': ['iso_a6_105x148mm'],
        'media-col-ready': [size(10500, 14800), size(5400, 8600)],
      },
      [
        { name: '105 x 148 mm', widthMm: 105, heightMm: 148 },
        { name: '54 x 86 mm', widthMm: 54, heightMm: 86 },
      ],
    ],
    [
      'a roll, of any length',
      { 'media-col-ready': [size(6200, { from: 2500, to: 100000 })] },
      [{ name: '62 mm', widthMm: 62, heightMm: 0 }],
    ],
    ['a tray of no width', { 'media-col-ready': [size(0, 0)] }, []],
  ])('%s', async (_name, ready, papers) => {
    const queue = readQueue(await attributes('everywhere-queue'));
    expect(shownPrinter(queue, device(ready)).media).toEqual({
      loaded: papers[0] ?? null,
      ready: papers,
      needed: [],
    });
  });

  test('supplies as the printer tells them, before those that CUPS keeps', async () => {
    const own = device({
      'printer-supply': ['type=toner;maxcapacity=200;level=50;'],
      'printer-supply-description': ['Black'],
    });
    const queue = readQueue(await attributes('everywhere-queue'));
    expect(shownPrinter(queue, own).supplies).toEqual([{ name: 'Black', kind: 'toner', level: 25 }]);
  });
});

describe('a printer behind a queue is asked at its address', () => {
  async function askedAt(uri: string): Promise<DeviceAnswer> {
    return deviceAsker()(uri);
  }

  test('by ipp', async () => {
    const at = await port(createServer(answering(await recorded('ippeveprinter'))));
    expect(await askedAt(`ipp://127.0.0.1:${at}/ipp/print`)).toMatchObject({ 'media-ready': [A6.name] });
  });

  test('by ipps, with a certificate that it signed itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yanqi-certificate-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=printer', '-days', '1', '-nodes'];
    await output('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      ...subject,
      '-keyout',
      key,
      '-out',
      cert,
    ]);
    const files = { key: await readFile(key), cert: await readFile(cert) };
    await rm(folder, { recursive: true });

    const at = await port(createSecureServer(files, answering(await recorded('ippeveprinter'))));
    expect(await askedAt(`ipps://127.0.0.1:${at}/ipp/print`)).toMatchObject({ 'media-ready': [A6.name] });
  });

  test('and is offline where nobody answers, but not where something else does', async () => {
    const server = createServer((_request, response) => response.writeHead(426).end());
    const at = await port(server);
    expect(await askedAt(`ipp://127.0.0.1:${at}/ipp/print`)).toBeNull();
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await askedAt(`ipp://127.0.0.1:${at}/ipp/print`)).toBe('offline');
  });

  test.each([
    'usb://Brother/QL-820NWB',
    'socket://10.0.0.7',
    'dnssd://Label._ipp._tcp.local/',
    'cups-pdf:/',
    'nonsense',
  ])('not at %s', async (uri) => {
    expect(await askedAt(uri)).toBeNull();
  });
});
