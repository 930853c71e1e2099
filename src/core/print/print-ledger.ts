import type { Logger } from 'pino';
import type { Printer, PrintHistory, PrintJob } from '../../contract/print.ts';
import type { StationDatabase, Writer } from '../store/database.ts';
import { watchJobs } from './job-news.ts';
import { pdfFolderAdapter } from './pdf-folder-adapter.ts';
import { stepsOf } from './print-history.ts';
import { printLock } from './print-lock.ts';
import type { BadgeToDraw, Rendering } from './print-steps.ts';
import { printSystems } from './print-systems.ts';
import * as table from './print-table.ts';
import { leastBusy } from './print-turns.ts';
import * as wishes from './print-wishes.ts';
import { printWorker } from './print-worker.ts';
import { queuesAdapter } from './queues-adapter.ts';
import { untilSettled } from './until-settled.ts';

/** How often the table is looked at for what other processes added or changed. */
const LOOK_EVERY_MS = 500;
/** How often the printers are asked how they are, while nothing is printed too. */
const ASK_PRINTERS_EVERY_MS = 5_000;

export interface PrintLedgerOptions {
  readonly database: StationDatabase;
  /** Where the PDF folder printer puts badges. */
  readonly badgesFolder: string;
  /** Where documents for the queues of Windows wait. */
  readonly spoolFolder: string;
  /** `print.lock` of the data folder. Nothing but the ledger may open this file. */
  readonly lockFile: string;
  /** Makes the PDF of a badge, of the layout's size. */
  readonly render: (badge: BadgeToDraw) => Promise<Rendering>;
  /** The printers that share one queue, as the settings are now; empty when none do. */
  readonly pool: () => readonly string[];
  /** The printer that stands in for another one, as the settings are now; null when none does. */
  readonly failoverFor: (printer: string) => string | null;
  /** Is called in the transaction that makes the job `printed`; when it throws, the job is not printed yet. */
  readonly onPrinted: (writer: Writer, job: table.LedgerJob) => void;
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
 * and watch. Each printer gets one badge at a time: those for people who stand there first, then batches, in the
 * order in which they were asked for. Printers may share a queue (`pool`): each takes the next badge when it is free.
 * While a printer is in trouble the others of its queue, or another one (`failoverFor`), stand in for it.
 */
export interface PrintLedger {
  /**
   * Adds a badge, in the caller's transaction, so that check-in and badge are one fact. Then call `wake`. Badges of
   * an earlier generation of the guest that are still on their way are superseded.
   */
  add(writer: Writer, badge: table.WantedBadge): PrintJob;
  /** Works the ledger off in the background, from now on until `close`. Resolves at once. */
  wake(): void;
  /**
   * Sends a badge that is held for a person through all steps again, at its printer or another one; `anyway` also
   * with characters that cannot be drawn. One that is not held goes on as before.
   */
  retry(id: string, how?: { readonly anyway?: boolean; readonly printer?: string }): PrintJob;
  /** Asks for a badge not to be printed; it ends `cancelled`, or `printed` where that was too late. */
  cancel(id: string): PrintJob;
  /** Has a badge printed at another printer, once the first has given it back. */
  move(id: string, printer: string): PrintJob;
  /** In the caller's transaction: badges whose printer no person chose go to one of those printers, or stay (null). */
  redirect(writer: Writer, printersOf: (job: table.LedgerJob) => readonly string[] | null): void;
  /** A person, `actor`, says that a badge that is held has come out: it is printed, in their name. */
  settleAsPrinted(id: string, actor: string): PrintJob;
  job(id: string): PrintJob | null;
  /** A badge with all its steps. */
  history(id: string): PrintHistory | null;
  /** Neither out nor given up; the oldest first. */
  openJobs(): PrintJob[];
  /** How many those are. */
  countOpen(): number;
  /** The newest first. */
  jobs(limit: number): PrintJob[];
  /** Resolves when the job is settled or stuck, or after `timeLimitMs`, whichever process prints it. */
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
    queuesAdapter(options.spoolFolder),
    options.onPrinter,
    log,
  );
  const worker = printWorker({ ...options, systems, onCommit: tellChanges });
  let rounds: NodeJS.Timeout[] | null = null;
  let opsHeard = -1;

  function tellChanges(): void {
    for (const job of news.changes()) options.onChange(job);
    for (const look of waiting) look();
  }

  function lookAround(): void {
    try {
      if (rounds === null) return;
      dropOutdated();
      tellChanges();
      if (lock.take()) worker.start();
    } catch (cause) {
      // A database that is busy for seconds, a folder that is gone: the next round tries again.
      log.error({ err: cause }, 'the print ledger could not be looked at');
    }
  }

  /** What another station printed meanwhile, as the log has heard, is not printed here any more. */
  function dropOutdated(): void {
    const heard = wishes.opsHeard(database);
    if (heard === opsHeard) return;
    if (table.countOpenJobs(database) > 0)
      database.write((writer) => wishes.wishOutdatedSuperseded(writer, at()));
    opsHeard = heard;
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
    add(writer, badge) {
      const freest = badge.shared ? leastBusy(writer, options.pool()) : null;
      return table.shownJob(table.insertJob(writer, { ...badge, printer: freest ?? badge.printer }, at()));
    },
    wake() {
      if (rounds === null) {
        rounds = [setInterval(lookAround, LOOK_EVERY_MS), setInterval(askPrinters, ASK_PRINTERS_EVERY_MS)];
        askPrinters();
      }
      // Not now: the caller may be inside the transaction that added the badge, and has a verdict to tell first.
      setImmediate(lookAround);
    },
    retry: (id, how) =>
      change(id, (writer) => {
        const printer = how?.printer ?? table.requireJob(writer, id).printer;
        wishes.restartJob(writer, id, { anyway: how?.anyway ?? false, printer }, at());
      }),
    cancel: (id) => change(id, (writer) => wishes.wishCancelled(writer, id, at())),
    move: (id, printer) => change(id, (writer) => wishes.wishMoved(writer, id, printer, at())),
    redirect: wishes.wishRedirected,
    settleAsPrinted: (id, actor) =>
      change(id, (writer) => {
        if (!table.isHeld(table.requireJob(writer, id))) return;
        wishes.settleAsPrinted(writer, id, at());
        options.onPrinted(writer, { ...table.requireJob(writer, id), actor });
      }),
    job(id) {
      const job = table.findJob(database, id);
      return job === null ? null : table.shownJob(job);
    },
    history(id) {
      const job = table.findJob(database, id);
      return job === null ? null : { ...table.shownJob(job), steps: stepsOf(database, id) };
    },
    openJobs: () => table.openJobs(database).map(table.shownJob),
    countOpen: () => table.countOpenJobs(database),
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
