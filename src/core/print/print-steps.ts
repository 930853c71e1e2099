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
  /** Commits where the badge stands in the middle of a step. */
  commit(job: LedgerJob, move: Move): void;
  /** Is told what a printer said of itself. */
  notice(printer: Printer): void;
  /** Is told why something went wrong, for the log. */
  explain(job: LedgerJob, trouble: StuckReason, cause: unknown): void;
}

/**
 * Takes one step with a badge that is not finished:
 *
 *   queued -> rendered -> reserved -> sending -> spooled -> printed
 *
 * and gives where the badge stands then; the caller commits that before the next step is taken. After a crash the
 * step is taken again: rendering is harmless, a second reservation prints nothing, and once sending has begun the
 * print system is asked what it has. What it cannot tell is for a person to decide, never printed twice.
 */
export async function advance(job: LedgerJob, means: Means): Promise<Move> {
  if (job.cancelAsked) return cancel(job, means);
  switch (job.step) {
    case 'queued':
      return render(job, means);
    case 'rendered':
      return reserve(job, means);
    case 'reserved':
      return send(job, means);
    case 'sending':
      return resolveDoubt(job, means);
    case 'spooled':
      return follow(job, means);
    case 'printed':
    case 'cancelled':
      return job;
  }
}

async function render(job: LedgerJob, means: Means): Promise<Move> {
  const rendering = await means.render(job.registration);
  // The trouble of a printer stays: it was not asked.
  if (rendering.ok) return { ...job, step: 'rendered', pdf: rendering.pdf };
  return { ...job, trouble: rendering.reason };
}

async function reserve(job: LedgerJob, means: Means): Promise<Move> {
  const outcome = await means.adapter.reserve(documentOf(job), pdfOf(job));
  if (!outcome.ok) return troubled(job, means, outcome);
  return { ...job, step: 'reserved', trouble: null, reference: outcome.value };
}

async function send(job: LedgerJob, means: Means): Promise<Move> {
  const sending = { ...job, step: 'sending' } as const;
  means.commit(job, sending);
  const outcome = await means.adapter.send(referenceOf(job), documentOf(job), pdfOf(job));
  if (!outcome.ok) return { ...troubled(job, means, outcome), step: 'rendered', reference: null };
  return outcome.value === 'taken' ? spooled(job, null) : sending;
}

/** The answer to sending got lost. A reservation that is still empty is given up: a late document then goes nowhere. */
async function resolveDoubt(job: LedgerJob, means: Means): Promise<Move> {
  const sight = await means.adapter.look(referenceOf(job), documentOf(job));
  if (!sight.ok) return troubled(job, means, sight);
  if (sight.value.at === 'void') return { ...job, step: 'rendered', trouble: null, reference: null };
  if (sight.value.at !== 'reserved') return seen(job, means, sight.value);
  const outcome = await means.adapter.cancel(referenceOf(job), documentOf(job));
  return outcome.ok ? { ...job, trouble: null } : troubled(job, means, outcome);
}

async function follow(job: LedgerJob, means: Means): Promise<Move> {
  const sight = await means.adapter.look(referenceOf(job), documentOf(job));
  return sight.ok ? seen(job, means, sight.value) : troubled(job, means, sight);
}

async function seen(job: LedgerJob, means: Means, sight: Sight): Promise<Move> {
  switch (sight.at) {
    case 'waiting':
      return spooled(job, sight.trouble ?? (await printerTrouble(job, means)));
    case 'printed':
      return { ...job, step: 'printed', trouble: null, pdf: null };
    case 'refused':
      return troubled(job, means, sight);
    default:
      // lost, or a document that was there once and is gone: nobody can tell whether it was printed.
      return troubled(job, means, {
        trouble: 'attention-needed',
        cause: `the print system says: ${sight.at}`,
      });
  }
}

/** Asks the print system to forget the badge. Where it came out meanwhile, it is printed. */
async function cancel(job: LedgerJob, means: Means): Promise<Move> {
  const cancelled: Move = { ...job, step: 'cancelled', trouble: null, pdf: null };
  if (job.reference === null) return cancelled;
  const outcome = await means.adapter.cancel(job.reference, documentOf(job));
  const sight = outcome.ok ? await means.adapter.look(job.reference, documentOf(job)) : outcome;
  if (!sight.ok) return troubled(job, means, sight);
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

/** Every step from `reserved` on has one. */
function referenceOf({ id, reference }: LedgerJob): string {
  if (reference === null) throw new Error(`the print job ${id} has no reference`);
  return reference;
}

/** Every step from `rendered` until the document is sent has one. */
function pdfOf({ id, pdf }: LedgerJob): Uint8Array {
  if (pdf === null) throw new Error(`the print job ${id} has no PDF`);
  return pdf;
}

function documentOf({ id, registration, printer }: LedgerJob): Document {
  return { job: id, registration, printer };
}
