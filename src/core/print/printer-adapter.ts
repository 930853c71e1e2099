import type { Printer, StuckReason } from '../../contract/print.ts';

/** What a print system has to know of a badge. */
export interface Document {
  /** The ledger's job id: the print system's name for the job, by which it is recognised. */
  readonly job: string;
  readonly registration: string;
  readonly printer: string;
}

/** An answer of a print system, or what keeps it from giving one. `cause` is for the log. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: StuckReason; readonly cause: unknown };

/**
 * What the print system says of a job.
 * - reserved: it knows the job and has no document for it yet
 * - void: it ended the job without a document: nothing was printed, and nothing will be
 * - waiting: it has the document and has not finished; `trouble` when somebody holds this very job
 * - printed: it reports the job completed
 * - refused: it ended the job without printing it
 * - lost: it does not know the job (any more): nobody can tell whether it was printed
 */
export type Sight =
  | { readonly at: 'reserved' }
  | { readonly at: 'void' }
  | {
      readonly at: 'printed';
      /** The printer itself could be asked and knows nothing of it: many keep no list of what they printed. */
      readonly isUnconfirmed?: boolean;
    }
  | { readonly at: 'lost' }
  | {
      readonly at: 'waiting';
      readonly trouble: StuckReason | null;
      /** When (Unix time, s) the print system began to hand it to the printer; null before, or where it does not say. */
      readonly begun?: string | null;
      /** False while it is certain that nothing of it has reached the printer. */
      readonly mayBeAtPrinter?: boolean;
      /** It began again within seconds because the printer, busy for others, had taken nothing of it. */
      readonly wasTurnedAway?: boolean;
    }
  | {
      readonly at: 'refused';
      readonly trouble: 'cancelled-at-printer' | 'aborted-by-printer' | 'rejected-by-printer';
      readonly cause: unknown;
      /** The printer may have it, and cannot be told to drop it: paper may still come. */
      readonly mayComeOut?: boolean;
    };

/**
 * A print system, as the ledger uses it. A document gets there in two steps, so that it never comes out twice: its
 * reference is known, and committed, before the print system has anything to print. Every call ends within
 * seconds and none throws for what the print system does.
 */
export interface PrinterAdapter {
  /** All printers there are. */
  printers(): Promise<Outcome<Printer[]>>;
  /** One printer; an unknown name is `printer-missing`. */
  printer(name: string): Promise<Outcome<Printer>>;
  /** Announces a document and gives its reference. A reservation that is forgotten prints nothing. */
  reserve(document: Document, pdf: Uint8Array): Promise<Outcome<string>>;
  /**
   * Hands the document over. After a refusal that is certain the answer is a trouble; when the answer itself got
   * lost, only `look` can tell.
   */
  send(reference: string, document: Document, pdf: Uint8Array): Promise<Outcome<'taken' | 'unknown'>>;
  /** @param begun when it had begun with the job, as it said before */
  look(reference: string, document: Document, begun?: string | null): Promise<Outcome<Sight>>;
  /** Asks the print system to forget the job; `look` tells what came of it. */
  cancel(reference: string, document: Document): Promise<Outcome<void>>;
}
