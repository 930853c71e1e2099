import type { Paper, Printer } from '../../contract/print.ts';
import { sheetOf } from '../badge/sheet.ts';
import { holds, paperOfSize } from '../print/paper.ts';
import type { PrintLedger } from '../print/print-ledger.ts';
import type { Reader } from '../store/database.ts';
import { currentEvent } from './event-store.ts';
import { layoutFor } from './layouts.ts';
import { currentPrinting, printerFor } from './printing.ts';

/** All printers, also those of the settings that are not there; each with what its badges lack. */
export async function stationPrinters(reader: Reader, ledger: PrintLedger): Promise<Printer[]> {
  const found = await ledger.printers();
  const names = new Set(found.map(({ name }) => name));
  const gone = chosenPrinters(reader).filter((name) => !names.has(name));
  return [...found, ...gone.map(ledger.printer)].map((printer) => withNeeds(reader, printer));
}

/** The printer of the settings as it was last heard of, with what its badges lack. */
export function usualPrinter(reader: Reader, ledger: Pick<PrintLedger, 'printer'>): Printer {
  return withNeeds(reader, ledger.printer(currentPrinting(reader).printer));
}

function chosenPrinters(reader: Reader): string[] {
  const { printer, failoverPrinter, layoutPrinters } = currentPrinting(reader);
  const others = Object.values(layoutPrinters);
  return [...new Set([printer, ...(failoverPrinter === null ? [] : [failoverPrinter]), ...others])];
}

/** A printer without the paper of some badge that comes to it says so before the first such badge. */
function withNeeds(reader: Reader, printer: Printer): Printer {
  const { ready } = printer.media;
  if (ready.length === 0) return printer;
  const needed = papersFor(reader, printer.name).filter(
    (paper) => !ready.some((own) => holds(own, sizeOf(paper))),
  );
  const reason = printer.reason ?? (needed.length > 0 ? 'wrong-paper' : null);
  return { ...printer, reason, media: { ...printer.media, needed } };
}

/** The papers of the event's badges that may be printed at a printer, each once. */
function papersFor(reader: Reader, printer: string): Paper[] {
  const printing = currentPrinting(reader);
  const layouts = currentEvent(reader).categories.map(({ id }) => layoutFor(reader, id));
  const here = layouts.filter(
    ({ id }) => printing.failoverPrinter === printer || printerFor(printing, id) === printer,
  );
  const papers = here
    .map(({ layout }) => sheetOf(layout))
    .map(({ width, height }) => paperOfSize({ width: width * 100, height: height * 100 }));
  return [...new Map(papers.map((paper) => [paper.name, paper])).values()];
}

function sizeOf({ widthMm, heightMm }: Paper) {
  return { width: widthMm * 100, height: heightMm * 100 };
}
