import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shippedLayout } from '../../../tests/fixtures/layouts.ts';
import type { Paper, Printer } from '../../contract/print.ts';
import type { StationSettings } from '../../contract/status.ts';
import { openDatabase, type StationDatabase } from '../store/database.ts';
import { changeSettings, settleIn } from './identity.ts';
import { takeLayouts } from './layouts.ts';
import { layoutAt, stationPrinters, usualPrinters } from './printers.ts';

const A6: Paper = { name: 'iso_a6_105x148mm', widthMm: 105, heightMm: 148 };
const CARD: Paper = { name: 'oe_card_54x86mm', widthMm: 54, heightMm: 86 };

let folder: string;
let database: StationDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'printers-'));
  database = openDatabase(join(folder, 'station.sqlite'));
  database.write(settleIn);
  const card = { ...shippedLayout('examples/card-86x54'), categories: ['vip'] };
  database.write((writer) => takeLayouts(writer, { version: 1, layouts: [card] }));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function configure(settings: StationSettings): void {
  database.write((writer) => changeSettings(writer, settings));
}

function having(name: string, ...ready: Paper[]): Printer {
  return {
    ...{ name, kind: 'ipp', state: 'ready', reason: null, warnings: [], resolutionDpi: null, supplies: [] },
    media: { loaded: ready[0] ?? null, ready, needed: [] },
    queued: 0,
  };
}

/** What the station says of printers that have this in them. */
async function said(...printers: Printer[]): Promise<(readonly [string, string | null, string[]])[]> {
  const missing = (name: string): Printer => ({
    ...having(name),
    state: 'missing',
    reason: 'printer-missing',
  });
  const shown = await stationPrinters(database, {
    printers: async () => printers,
    printer: (name) => printers.find((known) => known.name === name) ?? missing(name),
    openJobs: () => [],
  });
  return shown.map(({ name, reason, media }) => [name, reason, media.needed.map((paper) => paper.name)]);
}

test('a printer lacks the paper of badges that come there, and of no others', async () => {
  configure({ printer: 'labels' });
  expect(await said(having('labels', A6), having('cards', CARD))).toEqual([
    ['labels', 'wrong-paper', ['86 x 54 mm']],
    ['cards', null, []],
  ]);

  configure({ layoutPrinters: { 'card-86x54': 'cards' } });
  expect(await said(having('labels', A6), having('cards', CARD))).toEqual([
    ['labels', null, []],
    ['cards', null, []],
  ]);
  expect(await said(having('labels', CARD), having('cards', A6))).toEqual([
    ['labels', 'wrong-paper', ['105 x 148 mm']],
    ['cards', 'wrong-paper', ['86 x 54 mm']],
  ]);
});

test('printers that share the badges all need their paper', async () => {
  configure({ printer: 'labels', furtherPrinters: ['more'], layoutPrinters: { 'card-86x54': 'cards' } });
  expect(await said(having('labels', A6), having('more', CARD), having('cards', CARD))).toEqual([
    ['labels', null, []],
    ['more', 'wrong-paper', ['105 x 148 mm']],
    ['cards', null, []],
  ]);
});

test('the failover printer needs the paper of all badges', async () => {
  configure({ printer: 'labels', layoutPrinters: { 'card-86x54': 'cards' }, failoverPrinter: 'spare' });
  expect(await said(having('labels', A6), having('cards', CARD), having('spare', A6))).toEqual([
    ['labels', null, []],
    ['cards', null, []],
    ['spare', 'wrong-paper', ['86 x 54 mm']],
  ]);
});

test('printers of the settings that are not there are listed as missing; what nobody knows is not missed', async () => {
  configure({ printer: 'gone', failoverPrinter: 'usb', layoutPrinters: { vip: 'gone-too' } });
  expect(await said(having('usb'))).toEqual([
    ['usb', null, []],
    ['gone', 'printer-missing', []],
    ['gone-too', 'printer-missing', []],
  ]);
});

test('a trouble of the printer stands before its paper', () => {
  configure({ printer: 'labels' });
  const printer: Printer = { ...having('labels', CARD), reason: 'cover-open' };
  expect(usualPrinters(database, { printer: () => printer })).toMatchObject([
    { reason: 'cover-open', media: { needed: [{ widthMm: 105, heightMm: 148 }] } },
  ]);
});

test('a test badge has the layout of the badges at its printer, else that of any category', () => {
  configure({ printer: 'labels', layoutPrinters: { 'card-86x54': 'cards' } });
  expect(layoutAt(database, 'cards').id).toBe('card-86x54');
  expect(layoutAt(database, 'labels').id).toBe('default');
});
