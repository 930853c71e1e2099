import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import { PDF_FOLDER_PRINTER, type Printer, type StuckReason } from '../../contract/print.ts';
import type { PrinterAdapter } from './printer-adapter.ts';

/** The print systems of this computer, and what their printers last said of themselves. */
export interface PrintSystems {
  adapterOf(printer: string): PrinterAdapter;
  /** Asks all of them. Queues that were known stay in the answer as missing, with the reason. */
  ask(): Promise<Printer[]>;
  notice(printer: Printer): void;
  last(name: string): Printer;
}

export function printSystems(
  folder: PrinterAdapter,
  queues: PrinterAdapter,
  onPrinter: (printer: Printer) => void,
  log: Logger,
): PrintSystems {
  const known = new Map<string, Printer>();
  /** Why the queues could not be listed when they were last asked. */
  let silence: StuckReason | null = null;

  function notice(printer: Printer): void {
    const before = last(printer.name);
    known.set(printer.name, printer);
    if (!isDeepStrictEqual(before, printer)) onPrinter(printer);
  }

  function last(name: string): Printer {
    return known.get(name) ?? missing(name, silence);
  }

  async function askQueues(): Promise<Printer[]> {
    const outcome = await queues.printers();
    const trouble = outcome.ok ? null : outcome.trouble;
    if (!outcome.ok && trouble !== silence)
      log.warn({ err: outcome.cause }, 'the print system does not answer');
    silence = trouble;
    return outcome.ok ? outcome.value : [];
  }

  return {
    adapterOf: (printer) => (printer === PDF_FOLDER_PRINTER ? folder : queues),
    async ask() {
      const inFolder = await folder.printers();
      const found = [...(inFolder.ok ? inFolder.value : []), ...(await askQueues())];
      const names = new Set(found.map(({ name }) => name));
      for (const printer of found) notice(printer);
      for (const printer of known.values()) {
        if (!names.has(printer.name)) notice(missing(printer.name, silence));
      }
      return [...known.values()];
    },
    notice,
    last,
  };
}

/** A printer that nothing is known of: it is not there, or the print system does not say. */
function missing(name: string, silence: StuckReason | null): Printer {
  const queueKind = process.platform === 'win32' ? 'windows' : 'ipp';
  return {
    name,
    kind: name === PDF_FOLDER_PRINTER ? 'pdf-folder' : queueKind,
    state: 'missing',
    reason: silence ?? 'printer-missing',
    warnings: [],
    media: { loaded: null, ready: [], needed: [] },
    resolutionDpi: null,
    supplies: [],
    queued: null,
  };
}
