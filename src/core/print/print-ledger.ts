import type { Logger } from 'pino';
import type { Printer, PrintJob } from '../../contract/print.ts';
import type { StationDatabase, Writer } from '../store/database.ts';
import { cupsAdapter } from './cups-adapter.ts';
import { cupsAddress } from './ipp-client.ts';
import { watchJobs } from './job-news.ts';
import { noQueuesAdapter } from './no-queues-adapter.ts';
import { pdfFolderAdapter } from './pdf-folder-adapter.ts';
import { printLock } from './print-lock.ts';
import type { Rendering } from './print-steps.ts';
import { printSystems } from './print-systems.ts';
import * as table from './print-table.ts';
import { printWorker } from './print-worker.ts';
import type { PrinterAdapter } from './printer-adapter.ts';
import { untilSettled } from './until-settled.ts';

/** How often the table is looked at for what other processes added or changed. */
const LOOK_EVERY_MS = 500;
/** How often the printers are asked how they are, while nothing is printed too. */
const ASK_PRINTERS_EVERY_MS = 5_000;

export interface PrintLedgerOptions {
  readonly database: StationDatabase;
  /** Where the PDF folder printer puts badges. */
  readonly badgesFolder: string;
  /** `print.lock` of the data folder. Nothing but the ledger may open this file. */
  readonly lockFile: string;
  /** Makes the PDF of a badge, one page of the badge's size. */
  readonly render: (registration: string) => Promise<Rendering>;
  /** Is called in the transaction that makes the job `printed`; when it throws, the job is not printed yet. */
  readonly onPrinted: (writer: Writer, job: PrintJob) => void;
  /** Is told each change of a job, after its commit, also those that another process made. */
  readonly onChange: (job: PrintJob) => void;
  /** Is told when a printer says something else of itself than before. */
  readonly onPrinter: (printer: Printer) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/**
 * The badges of a station on their way to paper. One process for each data folder works it off, others add to it
 * and watch. Each printer gets one badge at a time, in the order in which they were asked for.
 */
export interface PrintLedger {
  /** Adds a badge, in the caller's transaction, so that check-in and badge are one fact. Then call `wake`. */
  add(writer: Writer, badge: table.WantedBadge): PrintJob;
  /** Works the ledger off in the background, from now on until `close`. Resolves at once. */
  wake(): void;
  /** Sends a badge that is stuck by its own fault (not the printer's) through all steps again. */
  retry(id: string): PrintJob;
  /** Asks for a badge not to be printed; it ends `cancelled`, or `printed` where that was too late. */
  cancel(id: string): PrintJob;
  job(id: string): PrintJob | null;
  /** Neither printed nor cancelled; the oldest first. */
  openJobs(): PrintJob[];
  /** The newest first. */
  jobs(limit: number): PrintJob[];
  /** Resolves when the job is printed, stuck or cancelled, or after `timeLimitMs`, whichever process prints it. */
  settled(id: string, timeLimitMs: number): Promise<PrintJob>;
  /** Asks the print systems. */
  printers(): Promise<Printer[]>;
  /** As it was last heard of. */
  printer(name: string): Printer;
  /** Resolves when the step that is being taken has been taken; the ledger goes on at the next start. */
  close(): Promise<void>;
}

export function openPrintLedger(options: PrintLedgerOptions): PrintLedger {
  const { database, log } = options;
  const lock = printLock(options.lockFile);
  const news = watchJobs(database);
  const waiting = new Set<() => void>();
  const systems = printSystems(
    pdfFolderAdapter(options.badgesFolder),
    queuesAdapter(),
    options.onPrinter,
    log,
  );
  const worker = printWorker({ ...options, systems, onCommit: tellChanges });
  let rounds: NodeJS.Timeout[] | null = null;

  function tellChanges(): void {
    for (const job of news.changes()) options.onChange(job);
    for (const look of waiting) look();
  }

  function lookAround(): void {
    try {
      if (rounds === null) return;
      tellChanges();
      if (lock.take()) worker.start();
    } catch (cause) {
      // A database that is busy for seconds, a folder that is gone: the next round tries again.
      log.error({ err: cause }, 'the print ledger could not be looked at');
    }
  }

  function askPrinters(): void {
    systems.ask().catch((cause: unknown) => log.error({ err: cause }, 'the printers could not be asked'));
  }

  function shown(id: string): PrintJob {
    return table.shownJob(table.requireJob(database, id));
  }

  function change(id: string, work: (writer: Writer) => void): PrintJob {
    database.write(work);
    tellChanges();
    lookAround();
    return shown(id);
  }

  return {
    add: (writer, badge) => table.shownJob(table.insertJob(writer, badge, at())),
    wake() {
      if (rounds === null) {
        rounds = [setInterval(lookAround, LOOK_EVERY_MS), setInterval(askPrinters, ASK_PRINTERS_EVERY_MS)];
        askPrinters();
      }
      // Not now: the caller may be inside the transaction that added the badge.
      queueMicrotask(lookAround);
    },
    retry: (id) => change(id, (writer) => table.restartJob(writer, id, at())),
    cancel: (id) => change(id, (writer) => table.askToCancel(writer, id)),
    job(id) {
      const job = table.findJob(database, id);
      return job === null ? null : table.shownJob(job);
    },
    openJobs: () => table.openJobs(database).map(table.shownJob),
    jobs: (limit) => table.newestJobs(database, limit).map(table.shownJob),
    settled: (id, timeLimitMs) => untilSettled(() => shown(id), waiting, timeLimitMs),
    printers: systems.ask,
    printer: systems.last,
    async close() {
      for (const round of rounds ?? []) clearInterval(round);
      rounds = null;
      await worker.stop();
      lock.release();
    },
  };

  function at(): string {
    return new Date(options.now()).toISOString();
  }
}

/** On Windows badges go to the PDF folder only. */
function queuesAdapter(): PrinterAdapter {
  return process.platform === 'win32' ? noQueuesAdapter : cupsAdapter(cupsAddress(process.env.CUPS_SERVER));
}
