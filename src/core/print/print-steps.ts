import type { Printer, StuckReason } from '../../contract/print.ts';
import type { LedgerJob, Move } from './print-table.ts';
import type { Document, PrinterAdapter, Sight } from './printer-adapter.ts';

/** A badge as a PDF, or why there is none. */
export type Rendering =
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly reason: 'render-failed' | 'name-missing' };

/** What a step works with. */
export interface Means {
  readonly adapter: PrinterAdapter;
  render(registration: string): Promise<Rendering>;
  /** Is told what a printer said of itself. */
  notice(printer: Printer): void;
  /** Is told why something went wrong, for the log. */
  explain(job: LedgerJob, trouble: StuckReason, cause: unknown): void;
}

/**
 * Takes one step with a badge that is not finished:
 *
 *   queued -> rendered -> reserved -> spooled -> printed
 *
 * and gives where the badge stands then. The caller commits that before the next step is taken, so after a crash
 * each step is taken again: rendering is harmless, a second reservation prints nothing, and from `reserved` on the
 * print system is asked what it has before it is given anything. What it cannot tell is for a person to decide.
 */
export function advance(job: LedgerJob, means: Means): Promise<Move> {
  if (job.cancelAsked) return cancel(job, means);
  switch (job.step) {
    case 'queued':
      return render(job, means);
    case 'rendered':
      return reserve(job, means);
    case 'reserved':
      return send(job, means);
    case 'spooled':
      return follow(job, means);
    default:
      throw new Error(`the print job ${job.id} is finished: ${job.step}`);
  }
}

async function render(job: LedgerJob, means: Means): Promise<Move> {
  const rendering = await means.render(job.registration);
  // The trouble of a printer stays: it was not asked.
  if (rendering.ok) return { ...job, step: 'rendered', pdf: rendering.pdf };
  return { ...job, trouble: rendering.reason };
}

async function reserve(job: LedgerJob, means: Means): Promise<Move> {
  if (job.pdf === null) return { ...job, step: 'queued' };
  const outcome = await means.adapter.reserve(documentOf(job), job.pdf);
  if (!outcome.ok) return troubled(job, means, outcome);
  return { ...job, step: 'reserved', trouble: null, reference: outcome.value };
}

async function send(job: LedgerJob, means: Means): Promise<Move> {
  const { reference, pdf } = job;
  if (reference === null || pdf === null) return { ...job, step: 'queued', reference: null };
  const sight = await means.adapter.look(reference, documentOf(job));
  if (!sight.ok) return troubled(job, means, sight);
  if (sight.value.at !== 'reserved') return seen(job, means, sight.value);

  const outcome = await means.adapter.send(reference, documentOf(job), pdf);
  if (!outcome.ok) return { ...troubled(job, means, outcome), step: 'rendered', reference: null };
  return outcome.value === 'taken' ? spooled(job, null) : { ...job, trouble: null };
}

async function follow(job: LedgerJob, means: Means): Promise<Move> {
  if (job.reference === null) return seen(job, means, { at: 'lost' });
  const sight = await means.adapter.look(job.reference, documentOf(job));
  if (!sight.ok) return troubled(job, means, sight);
  // It had the document once.
  return seen(job, means, sight.value.at === 'reserved' ? { at: 'lost' } : sight.value);
}

async function seen(job: LedgerJob, means: Means, sight: Exclude<Sight, { at: 'reserved' }>): Promise<Move> {
  switch (sight.at) {
    case 'waiting':
      return spooled(job, sight.trouble ?? (await printerTrouble(job, means)));
    case 'printed':
      return { ...job, step: 'printed', trouble: null, pdf: null };
    case 'refused':
      return troubled(job, means, sight);
    case 'lost':
      return troubled(job, means, {
        trouble: 'attention-needed',
        cause: 'the print system does not know the job',
      });
  }
}

/** Asks the print system to forget the badge. Where it came out meanwhile, it is printed. */
async function cancel(job: LedgerJob, means: Means): Promise<Move> {
  const cancelled: Move = { ...job, step: 'cancelled', trouble: null, pdf: null };
  if (job.reference === null) return cancelled;
  const outcome = await means.adapter.cancel(job.reference, documentOf(job));
  const sight = outcome.ok ? await means.adapter.look(job.reference, documentOf(job)) : outcome;
  if (!sight.ok) return sight.trouble === 'printer-missing' ? cancelled : troubled(job, means, sight);
  if (sight.value.at === 'printed') return seen(job, means, sight.value);
  return sight.value.at === 'waiting' ? { ...job } : cancelled;
}

function spooled(job: LedgerJob, trouble: StuckReason | null): Move {
  return { ...job, step: 'spooled', trouble, pdf: null };
}

function troubled(job: LedgerJob, means: Means, why: { trouble: StuckReason; cause: unknown }): Move {
  if (job.trouble !== why.trouble) means.explain(job, why.trouble, why.cause);
  return { ...job, trouble: why.trouble };
}

async function printerTrouble(job: LedgerJob, means: Means): Promise<StuckReason | null> {
  const outcome = await means.adapter.printer(job.printer);
  if (!outcome.ok) return outcome.trouble;
  means.notice(outcome.value);
  return outcome.value.reason;
}

function documentOf({ id, registration, printer }: LedgerJob): Document {
  return { job: id, registration, printer };
}
