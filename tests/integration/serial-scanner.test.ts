import { mkdtempSync, rmSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import type { StationNews } from '../../src/contract/status.ts';
import { openStation } from '../../src/core/station/open-station.ts';
import { seedStation } from '../e2e/seed.ts';
import { plugInSerialLine, type SerialLine } from '../services/pty.ts';
import { waitFor } from '../services/service-process.ts';

const log = pino({ level: 'silent' });

async function startStation() {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-serial-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const guests = await seedStation(folder);
  const opened = openStation({ folder, background: true, log });
  if (!opened.ok) throw new Error(opened.failure.code);
  const station = opened.value;
  onTestFinished(() => station.close());
  const heard: string[] = [];
  station.subscribe((news: StationNews) => {
    if (news.kind !== 'scan') return;
    const { registration, verdict } = news.result;
    heard.push(`${registration?.code ?? 'nobody'} ${verdict}`);
  });
  return { station, heard, codes: guests.map(({ code }) => code), path: join(folder, 'tty-scanner') };
}

async function send(line: SerialLine, text: string | readonly number[]): Promise<void> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : Buffer.from(text);
  await appendFile(line.fifo, `${bytes.toString('hex')}\n`);
}

it('decides on what a serial scanner reads, ended by CR, CR and LF or silence, and after it was unplugged and plugged in again', async () => {
  const { station, heard, codes, path } = await startStation();
  const [one = '', two = '', three = '', four = ''] = codes;
  const isOpen = (open: boolean) =>
    waitFor(`open: ${open}`, () => station.status().serialScanner?.isOpen === open);
  const line = await plugInSerialLine(path);
  expect(station.status().serialScanner).toBeNull();
  station.configure({ serialPort: { path, baudRate: 9_600 } });
  await isOpen(true);

  await send(line, `${one}\r${two}\r\n`);
  await waitFor('two scans', () => heard.length === 2);
  await send(line, three);
  await waitFor('a scan by silence', () => heard.length === 3);
  await send(line, [0xcd, 0xf5, 0xb7, 0xbc, 0x0d]);
  await waitFor('a scan in GBK', () => heard.length === 4);
  expect(heard).toEqual([`${one} admit`, `${two} admit`, `${three} admit`, 'nobody unknown']);

  await line.unplug();
  await isOpen(false);
  await using again = await plugInSerialLine(path);
  await isOpen(true);
  await send(again, `${four}\r`);
  await waitFor('a scan after it was plugged in again', () => heard.length === 5);
  expect(heard.at(-1)).toBe(`${four} admit`);

  station.configure({ serialPort: null });
  expect(station.status().serialScanner).toBeNull();
});

it('tells what a serial scanner reads to who listens, to try it, and lets nobody in until they have stopped', async () => {
  const { station, heard, codes, path } = await startStation();
  const [one = '', two = ''] = codes;
  await using line = await plugInSerialLine(path);
  station.configure({ serialPort: { path, baudRate: 9_600 } });
  await waitFor('the port', () => station.status().serialScanner?.isOpen === true);

  const over = new AbortController();
  const texts = station.hearScanner(over.signal);
  const first = texts.next();
  await send(line, `${one}\r`);
  expect(await first).toEqual({ done: false, value: { text: one } });
  const second = texts.next();
  await send(line, [0xcd, 0xf5, 0xb7, 0xbc, 0x0d]);
  expect(await second).toEqual({ done: false, value: { text: '王芳' } });
  const last = texts.next();
  over.abort();
  expect(await last).toEqual({ done: true, value: undefined });
  expect(heard).toEqual([]);
  expect(station.ops()).toEqual([]);

  await send(line, `${two}\r`);
  await waitFor('a scan that counts', () => heard.length === 1);
  expect(heard).toEqual([`${two} admit`]);
});
