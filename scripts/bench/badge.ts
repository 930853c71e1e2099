/** Badges: how long one takes to draw, how large it is, and how many come out in a minute. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { pino } from 'pino';
import { create } from 'qrcode';
import { badgeNames } from '../../src/checkin/badge-names.ts';
import { readList } from '../../src/checkin/list/read-list.ts';
import type { BadgeLayout } from '../../src/contract/badge-layout.ts';
import type { Result } from '../../src/contract/failure.ts';
import { PDF_FOLDER_PRINTER } from '../../src/contract/print.ts';
import type { BadgeContent } from '../../src/core/badge/badge-content.ts';
import { drawBadge } from '../../src/core/badge/draw-badge.ts';
import { openFonts } from '../../src/core/badge/text/fonts.ts';
import { fontsFolder } from '../../src/core/resources.ts';
import { badgeContent } from '../../src/core/station/badge-words.ts';
import { openStation } from '../../src/core/station/open-station.ts';
import type { Station } from '../../src/core/station/station.ts';
import { shippedLayout } from '../../tests/fixtures/layouts.ts';
import { startCups } from '../../tests/services/cups.ts';
import { startIppPrinter } from '../../tests/services/ipp-printer.ts';
import { type Figure, median } from '../bench-figure.ts';

const LIST = join(import.meta.dirname, '../../tests/fixtures/attendees-2000.csv');
const DRAWN = 200;
const DRAWN_PLAINLY = 20;
const PRINTED = { folder: 200, printer: 40 };
const LONGEST_MS = 600_000;
const POINTS_PER_MM = 72 / 25.4;

export const name = 'badge';
export const describe = 'badges of attendees of the sample list, drawn and printed';

export async function run(): Promise<readonly Figure[]> {
  const contents = await someContents(DRAWN);
  const { layout } = shippedLayout('default');
  const drawn = await timeDrawing(contents, layout);
  const plain = await timePlainly(contents.slice(0, DRAWN_PLAINLY));
  const plainly = 'pdfkit alone with the same words and fonts, none kept open';
  return [
    { what: 'drawn', value: drawn.ms, unit: 'ms', against: { what: plainly, value: plain.ms } },
    { what: 'size', value: drawn.kB, unit: 'kB', against: { what: plainly, value: plain.kB } },
    {
      what: 'into the PDF folder',
      value: await perMinute(PRINTED.folder, PDF_FOLDER_PRINTER),
      unit: 'a minute',
    },
    { what: 'into a network printer by way of CUPS', value: await perMinuteIntoPrinter(), unit: 'a minute' },
  ];
}

/** Spread over the list, so that all scripts come. */
async function someContents(count: number): Promise<BadgeContent[]> {
  return withStation(async (station) => {
    const { event } = station.status();
    const list = taken(await readList(listFile(), { encoding: null, event }));
    const every = Math.floor(list.registrations.length / count);
    const guests = list.registrations.filter((_, index) => index % every === 0).slice(0, count);
    return Promise.all(
      guests.map(async (guest) => badgeContent(guest, event, taken(await station.badgeToken(guest.id)))),
    );
  });
}

/** As the thread draws them: fonts are open, and each script was drawn before. */
async function timeDrawing(contents: readonly BadgeContent[], layout: BadgeLayout) {
  const fonts = openFonts(fontsFolder());
  const draw = async (content: BadgeContent) => (await drawBadge(content, layout, fonts)).pdf;
  for (const content of contents) await draw(content);
  return middle(contents, draw);
}

function timePlainly(contents: readonly BadgeContent[]) {
  return middle(contents, drawPlainly);
}

async function middle(
  contents: readonly BadgeContent[],
  draw: (content: BadgeContent) => Promise<Uint8Array>,
): Promise<{ ms: number; kB: number }> {
  const times: number[] = [];
  const sizes: number[] = [];
  for (const content of contents) {
    const startedMs = performance.now();
    const pdf = await draw(content);
    times.push(performance.now() - startedMs);
    sizes.push(pdf.byteLength / 1000);
  }
  return { ms: median(times), kB: median(sizes) };
}

/** What a first version does: the Chinese font for everything, opened for each badge. */
function drawPlainly(content: BadgeContent): Promise<Uint8Array> {
  const document = new PDFDocument({ size: [105 * POINTS_PER_MM, 148 * POINTS_PER_MM], margin: 20 });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const font = (weight: string) => join(fontsFolder(), 'noto-sans-sc', weight, `NotoSansSC_${weight}.ttf`);
  const { name: first, latinName } = badgeNames(content, content.country);
  document.font(font('700Bold')).fontSize(14).text(content.event.name.zh).text(content.event.name.en);
  document.fontSize(30).text(first).fontSize(16).text(latinName).text(content.organization);
  document.font(font('400Regular')).fontSize(11).text(content.jobTitle).text(content.event.line);
  document.text(content.registration).text(content.category.name.zh).text(content.category.name.en);
  drawQrCode(document, content.code);
  return new Promise((resolve) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.end();
  });
}

function drawQrCode(document: PDFKit.PDFDocument, code: string): void {
  const { modules } = create(code, { errorCorrectionLevel: 'M' });
  const module = (30 * POINTS_PER_MM) / modules.size;
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) document.rect(100 + column * module, 300 + row * module, module, module);
  document.fill('#000000');
}

async function perMinuteIntoPrinter(): Promise<number> {
  await using cups = await startCups();
  await using printer = await startIppPrinter();
  const before = process.env.CUPS_SERVER;
  process.env.CUPS_SERVER = cups.server;
  try {
    await cups.addIppQueue('bench', printer.address);
    const result = await perMinute(PRINTED.printer, 'bench');
    const { length } = await printer.printed();
    // The first badge, which opened the fonts, came before the clock was started.
    if (length !== PRINTED.printer + 1) throw new Error(`${length} came out of the printer`);
    return result;
  } finally {
    if (before === undefined) delete process.env.CUPS_SERVER;
    else process.env.CUPS_SERVER = before;
  }
}

/** A batch, from its start until the last badge is out, on a station that has drawn one before. */
function perMinute(count: number, printer: string): Promise<number> {
  return withStation(async (station) => {
    taken(station.configure({ printer }));
    const [first, ...others] = await confirmedIds(station, count + 1);
    await printed(station, [first ?? '']);
    const startedMs = performance.now();
    await printed(station, others);
    return (others.length * 60_000) / (performance.now() - startedMs);
  });
}

async function printed(station: Station, ids: readonly string[]): Promise<void> {
  const file = { name: 'ids', bytes: new TextEncoder().encode(ids.join('\n')) };
  const batch = taken(await station.batch.start({ guests: { by: 'ids', file }, order: 'list', again: null }));
  const { done, state } = taken(await station.batch.ended(batch.id, LONGEST_MS));
  if (state !== 'done' || done !== ids.length) throw new Error(`${done} of ${ids.length} were printed`);
}

async function confirmedIds(station: Station, count: number): Promise<string[]> {
  const list = taken(await readList(listFile(), { encoding: null, event: station.status().event }));
  const confirmed = list.registrations.filter(({ status }) => status === 'confirmed');
  return confirmed.slice(0, count).map(({ id }) => id);
}

/** A station with the list, in a folder of its own. */
async function withStation<Value>(work: (station: Station) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-bench-'));
  const station = taken(openStation({ folder, background: false, log: pino({ level: 'silent' }) }));
  try {
    taken(await station.importList({ file: listFile(), encoding: null, dryRun: false }));
    return await work(station);
  } finally {
    await station.close();
    rmSync(folder, { recursive: true });
  }
}

function listFile() {
  return { name: 'attendees', bytes: new Uint8Array(readFileSync(LIST)) };
}

function taken<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.code} ${JSON.stringify(result.failure.details)}`);
}
