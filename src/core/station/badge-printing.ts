import { done, type Result, refused } from '../../contract/failure.ts';
import { HELD_REASONS, type PrintJob } from '../../contract/print.ts';
import type { PrintLedger } from '../print/print-ledger.ts';
import { whoActs } from '../staff/acting.ts';
import type { Reader, StationDatabase, Writer } from '../store/database.ts';
import type { Stamper } from '../store/op-log.ts';
import { findRegistration } from '../store/registrations.ts';
import { addAskedBadge, firstGeneration } from './badge-jobs.ts';
import { layoutFor } from './layouts.ts';
import { eventLayouts, stationPrinters } from './printers.ts';
import { currentPrinting, goingTo, printersFor } from './printing.ts';
import type { Station } from './station.ts';

type BadgePrinting = Pick<
  Station,
  | 'printBadge'
  | 'printTestBadge'
  | 'printed'
  | 'printQueue'
  | 'openJobs'
  | 'jobs'
  | 'job'
  | 'retryBadge'
  | 'cancelBadge'
  | 'moveBadge'
  | 'badgeCameOut'
  | 'printers'
  | 'layouts'
>;

/** How many badges of the queue a window is shown. */
const QUEUE_SHOWN = 50;

/** What people do about badges on their way to paper. */
export function badgePrinting(
  database: StationDatabase,
  ledger: PrintLedger,
  stamper: Stamper,
  told: { readonly logged: () => void; readonly badgeAdded: () => void },
): BadgePrinting {
  /** What is done to a badge that is still on its way. */
  function change(id: string, work: (job: PrintJob) => PrintJob): Result<PrintJob> {
    const job = ledger.job(id);
    if (job === null) return refused('job-unknown', { job: id });
    if (isFinished(job)) return refused('job-finished', { job: id, state: job.state });
    const changed = work(job);
    told.badgeAdded();
    return done(changed);
  }

  return {
    printBadge(registration, { printer, reprint } = {}) {
      if (findRegistration(database, registration) === null)
        return refused('registration-unknown', { registration });
      if (currentPrinting(database).when === 'never') return refused('printing-off');
      const badge = {
        registration,
        ...(printer === undefined
          ? goingTo(badgePrinters(database, registration))
          : { printer, chosen: true }),
        reprint: reprint ?? null,
        actor: whoActs(database),
      };
      const added = database.write((writer) => addAskedBadge(writer, ledger, badge, stamper));
      if (!added.ok) return added;
      told.logged();
      told.badgeAdded();
      return added;
    },
    printTestBadge(printer) {
      const actor = whoActs(database);
      const badge = { registration: null, generation: 1, why: 'test', printer, chosen: true, actor } as const;
      const job = database.write((writer) => ledger.add(writer, badge));
      told.badgeAdded();
      return job;
    },
    printed(job, timeLimitMs) {
      ledger.wake();
      return ledger.settled(job, timeLimitMs);
    },
    printQueue() {
      // What waits for a person comes first.
      const jobs = ledger.openJobs().sort((a, b) => Number(isHeld(b)) - Number(isHeld(a)));
      return jobs.slice(0, QUEUE_SHOWN).map((job) => ({
        job,
        registration: job.registration === null ? null : findRegistration(database, job.registration),
      }));
    },
    openJobs: () => ledger.openJobs(),
    jobs: (limit) => ledger.jobs(limit),
    job(id) {
      const history = ledger.history(id);
      return history === null ? refused('job-unknown', { job: id }) : done(history);
    },
    retryBadge: (id, anyway) => change(id, (job) => ledger.retry(id, { anyway, printer: job.printer })),
    cancelBadge: (id) => change(id, () => ledger.cancel(id)),
    async moveBadge(id, printer) {
      const known = await ledger.printers();
      if (known.every(({ name, state }) => name !== printer || state === 'missing'))
        return refused('printer-missing', { printer });
      return change(id, () => ledger.move(id, printer));
    },
    badgeCameOut(id) {
      const job = ledger.job(id);
      if (job !== null && !isFinished(job) && !isHeld(job)) return refused('badge-under-way', { job: id });
      return change(id, () => ledger.settleAsPrinted(id, whoActs(database)));
    },
    printers: () => stationPrinters(database, ledger),
    layouts: () => eventLayouts(database),
  };
}

function isHeld({ reason }: PrintJob): boolean {
  return reason !== null && HELD_REASONS.includes(reason);
}

function isFinished({ state }: PrintJob): boolean {
  return state === 'printed' || state === 'cancelled' || state === 'superseded';
}

/** The printers for a guest's badge, as the settings are now. */
function badgePrinters(reader: Reader, registration: string | null): readonly string[] {
  const guest = registration === null ? null : findRegistration(reader, registration);
  return printersFor(currentPrinting(reader), guest === null ? null : layoutFor(reader, guest.category).id);
}

/** The badge of a guest who is let in for the first time, asked for by who lets them in. */
export function addFirstBadge(writer: Writer, ledger: PrintLedger, registration: string): PrintJob {
  const generation = firstGeneration(writer, registration);
  const destination = goingTo(badgePrinters(writer, registration));
  return ledger.add(writer, {
    registration,
    generation,
    why: 'first',
    actor: whoActs(writer),
    ...destination,
  });
}

/** Changes the settings; badges that wait at a printer only because of them go where they say now. */
export function redirecting<Value>(writer: Writer, ledger: PrintLedger, change: () => Value): Value {
  const before = new Map(ledger.openJobs().map((job) => [job.id, badgePrinters(writer, job.registration)]));
  const changed = change();
  ledger.redirect(writer, (job) =>
    before.get(job.id)?.includes(job.printer) ? badgePrinters(writer, job.registration) : null,
  );
  return changed;
}
