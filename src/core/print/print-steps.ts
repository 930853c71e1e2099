import type { Printer, StuckReason, Undrawn } from '../../contract/print.ts';
import type { LedgerJob, Move } from './print-table.ts';
import type { Document, PrinterAdapter, Sight } from './printer-adapter.ts';

/** The badge that is to be drawn; nobody's for a test badge. */
export type BadgeToDraw = Pick<LedgerJob, 'id' | 'registration' | 'generation' | 'priority' | 'printer'> & {
  /** Whether a person wants it even with characters that cannot be drawn. */
  readonly anyway: boolean;
};

/** A badge as a PDF and the id of its layout, or why there is none. */
export type Rendering =
  | { readonly ok: true; readonly pdf: Uint8Array; readonly layout: string }
  | { readonly ok: false; readonly reason: StuckReason; readonly undrawn?: readonly Undrawn[] };

/** One badge at a time goes to a queue, and others who use it do not keep it that long. */
const BEGINS_WITHIN_MS = 60_000;

/** What a step works with. */
export interface Means {
  readonly adapter: PrinterAdapter;
  /** Unix time, ms. */
  readonly now: () => number;
  render(badge: BadgeToDraw): Promise<Rendering>;
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
 *
 * A badge that shall not come out here (`wish`) is taken back first, and then cancelled, superseded or moved.
 */
export async function advance(job: LedgerJob, means: Means): Promise<Move> {
  if (job.wish !== null) return takeBack(job, means);
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
    case 'superseded':
      return job;
  }
}

async function render(job: LedgerJob, means: Means): Promise<Move> {
  const { id, registration, generation, priority, printer } = job;
  const badge = { id, registration, generation, priority, printer, anyway: job.anyway === 1 };
  const rendering = await means.render(badge);
  // The trouble of a printer stays: it was not asked.
  if (rendering.ok)
    return { ...job, step: 'rendered', pdf: rendering.pdf, layout: rendering.layout, undrawn: [] };
  return { ...job, trouble: rendering.reason, undrawn: [...(rendering.undrawn ?? [])] };
}

/** A queue that stands still gets nothing: what is not in it can go elsewhere, and need not be asked back. */
async function reserve(job: LedgerJob, means: Means): Promise<Move> {
  const printer = await means.adapter.printer(job.printer);
  if (!printer.ok) return troubled(job, means, printer);
  means.notice(printer.value);
  const { state, reason } = printer.value;
  if (state === 'stopped')
    return troubled(job, means, { trouble: reason ?? 'queue-paused', cause: 'the queue stands still' });
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
  const sight = await means.adapter.look(referenceOf(job), documentOf(job), job.begun);
  return sight.ok ? seen(job, means, sight.value) : troubled(job, means, sight);
}

async function seen(job: LedgerJob, means: Means, sight: Sight): Promise<Move> {
  switch (sight.at) {
    case 'waiting':
      return waiting(job, means, sight);
    case 'printed':
      // Switched off with the badge in it, and on again, a printer knows no more of it: nobody can tell.
      if (sight.isUnconfirmed && job.wasAway === 1) return inDoubt(job, means, 'printed');
      return { ...job, step: 'printed', trouble: null, pdf: null };
    case 'refused':
      return troubled(job, means, sight);
    default:
      return inDoubt(job, means, sight.at);
  }
}

/**
 * Notes when the print system began with the badge. If it begins again, as after a crash of its own or when its queue
 * was paused in the middle, what it handed over before may come out as well: then the badge is taken back (it shall
 * "move" to where it is) to find out whether it did. A printer that was busy for others got nothing of it.
 */
async function waiting(job: LedgerJob, means: Means, sight: Sight & { at: 'waiting' }): Promise<Move> {
  const { begun = null, mayBeAtPrinter = true, wasTurnedAway = false } = sight;
  const isRetried = wasTurnedAway && job.trouble !== 'printer-unreachable';
  if (!isRetried && hasBegunAgain(job, begun)) return { ...job, wish: 'move', moveTo: job.printer };
  const isUntouched = begun === null && !mayBeAtPrinter;
  const stalled = isUntouched && isOverdue(job, means) ? 'queue-stalled' : null;
  const trouble = sight.trouble ?? (await printerTrouble(job, means)) ?? stalled;
  const noted = (isRetried ? null : job.begun) ?? (mayBeAtPrinter ? begun : null);
  const isAway = noted !== null && trouble === 'printer-offline';
  return { ...spooled(job, trouble), begun: noted, wasAway: isAway ? 1 : job.wasAway };
}

/**
 * Nobody may have seen the first beginning, where the print system fell silent right after it got the badge: then
 * one that is not older than the silence is the second.
 */
function hasBegunAgain({ begun: before, trouble, changedAt }: LedgerJob, begun: string | null): boolean {
  if (before !== null) return begun !== before;
  if (trouble !== 'printer-unreachable' || begun === null) return false;
  const silentSince = Math.floor(Date.parse(changedAt) / 1000);
  return Number(begun) >= silentSince;
}

/**
 * Asks the print system to forget the badge, and believes only what it then sees. Where it came out meanwhile, it is
 * printed. Where nobody can tell, it is held for a person, unless that person has just given it up.
 */
async function takeBack(job: LedgerJob, means: Means): Promise<Move> {
  const { reference } = job;
  if (reference === null) return takenBack(job);
  const outcome = await means.adapter.cancel(reference, documentOf(job));
  // An empty reservation prints nothing, whether it could be cancelled or not.
  if (job.step === 'reserved') return takenBack(job);
  const sight = outcome.ok ? await means.adapter.look(reference, documentOf(job)) : outcome;
  if (!sight.ok) return troubled(job, means, sight);
  switch (sight.value.at) {
    case 'printed':
      return seen(job, means, sight.value);
    case 'waiting':
      return { ...job, trouble: await printerTrouble(job, means) };
    case 'reserved':
      return { ...job };
    case 'refused': {
      const isUnknown = sight.value.mayComeOut || job.moveTo === job.printer;
      return isUnknown && job.wish !== 'cancel' ? inDoubt(job, means, 'refused') : takenBack(job);
    }
    case 'void':
      return job.step === 'sending' || job.wish === 'cancel' ? takenBack(job) : inDoubt(job, means, 'void');
    case 'lost':
      return job.wish === 'cancel' ? takenBack(job) : inDoubt(job, means, 'lost');
  }
}

function takenBack(job: LedgerJob): Move {
  const free = {
    ...job,
    wish: null,
    moveTo: null,
    trouble: null,
    reference: null,
    begun: null,
    wasAway: 0,
  } as const;
  if (job.wish === 'cancel') return { ...free, step: 'cancelled', pdf: null };
  if (job.wish === 'supersede' || job.moveTo === null) return { ...free, step: 'superseded', pdf: null };
  const step = job.pdf === null ? 'queued' : 'rendered';
  return { ...free, step, printer: job.moveTo, movedFrom: job.printer };
}

/** The job is lost, or a document that was there once is gone: nobody can tell whether it came out. */
function inDoubt(job: LedgerJob, means: Means, said: Sight['at']): Move {
  const cause = `the print system says: ${said}`;
  return { ...troubled(job, means, { trouble: 'attention-needed', cause }), wish: null, moveTo: null };
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

/**
 * CUPS 2.4.2 that was ended while it wrote a job down knows that job twice: it prints both, never ends the second, and
 * begins with no other of that queue, without a word.
 */
function isOverdue({ trouble, changedAt }: LedgerJob, { now }: Means): boolean {
  return trouble === 'queue-stalled' || now() - Date.parse(changedAt) >= BEGINS_WITHIN_MS;
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
  return { job: id, registration: registration ?? 'test', printer };
}
