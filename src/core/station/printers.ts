import type { BadgeLayout, BadgeLayoutEntry } from '../../contract/badge-layout.ts';
import type { Paper, Printer, PrintJob } from '../../contract/print.ts';
import { sheetOf } from '../badge/sheet.ts';
import { holds, paperOfSize } from '../print/paper.ts';
import type { PageSize } from '../print/pdf-page-size.ts';
import type { PrintLedger } from '../print/print-ledger.ts';
import type { Reader } from '../store/database.ts';
import { currentEvent } from './event-store.ts';
import { knownLayouts, layoutFor } from './layouts.ts';
import { currentPrinting, printersFor } from './printing.ts';

/** What the ledger knows of printers. */
type KnownPrinters = Pick<PrintLedger, 'printers' | 'printer' | 'openJobs'>;

/** All printers, also those of the settings that are not there; each with what its badges lack. */
export async function stationPrinters(reader: Reader, ledger: KnownPrinters): Promise<Printer[]> {
  const found = await ledger.printers();
  const names = new Set(found.map(({ name }) => name));
  const gone = chosenPrinters(reader).filter((name) => !names.has(name));
  const stuck = ledger.openJobs().filter(({ reason }) => reason === 'wrong-paper');
  return [...found, ...gone.map(ledger.printer)].map((printer) => withNeeds(reader, printer, stuck));
}

/** The printers of the settings that badges usually come out at, as they were last heard of, with what they lack. */
export function usualPrinters(reader: Reader, ledger: Pick<PrintLedger, 'printer'>): Printer[] {
  const { printer, furtherPrinters } = currentPrinting(reader);
  return [printer, ...furtherPrinters].map((name) => withNeeds(reader, ledger.printer(name), []));
}

function chosenPrinters(reader: Reader): string[] {
  const { printer, furtherPrinters, failoverPrinter, layoutPrinters } = currentPrinting(reader);
  const failover = failoverPrinter === null ? [] : [failoverPrinter];
  return [...new Set([printer, ...furtherPrinters, ...failover, ...Object.values(layoutPrinters)])];
}

/** How a test badge for a printer looks: as one of the badges that come out there, else as any other badge. */
export function layoutAt(reader: Reader, printer: string): BadgeLayoutEntry {
  const { layoutPrinters } = currentPrinting(reader);
  const chosen = eventLayouts(reader).find(({ id }) => layoutPrinters[id] === printer);
  return chosen ?? layoutFor(reader, '');
}

/** A printer without the paper of some badge that comes to it says so before the first such badge. */
function withNeeds(reader: Reader, printer: Printer, stuck: readonly PrintJob[]): Printer {
  const { ready } = printer.media;
  if (ready.length === 0) return printer;
  const papers = papersFor(reader, printer.name, stuck);
  const needed = papers.filter((paper) => !ready.some((own) => holds(own, sizeOf(paper))));
  const reason = printer.reason ?? (needed.length > 0 ? 'wrong-paper' : null);
  return { ...printer, reason, media: { ...printer.media, needed } };
}

/** The papers of the badges that come or may come to a printer, each once. */
function papersFor(reader: Reader, printer: string, stuck: readonly PrintJob[]): Paper[] {
  const printing = currentPrinting(reader);
  const isFailover = printing.failoverPrinter === printer;
  const usual = eventLayouts(reader).filter(
    ({ id }) => isFailover || printersFor(printing, id).includes(printer),
  );
  // A person may have sent others here.
  const waiting = new Set(stuck.filter((job) => job.printer === printer).map((job) => job.layout));
  const sent = knownLayouts(reader).filter(({ id }) => waiting.has(id));
  const papers = [...usual, ...sent].map(({ layout }) => paperOf(layout));
  return [...new Map(papers.map((paper) => [paper.name, paper])).values()];
}

/** The layouts of the event's categories, each once. */
export function eventLayouts(reader: Reader): BadgeLayoutEntry[] {
  return [...new Set(currentEvent(reader).categories.map(({ id }) => layoutFor(reader, id)))];
}

function paperOf(layout: BadgeLayout): Paper {
  const { width, height } = sheetOf(layout);
  return paperOfSize({ width: width * 100, height: height * 100 });
}

function sizeOf({ widthMm, heightMm }: Paper): PageSize {
  return { width: widthMm * 100, height: heightMm * 100 };
}
