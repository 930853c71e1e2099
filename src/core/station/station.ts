import type { BadgeLayoutEntry } from '../../contract/badge-layout.ts';
import type { Counts, Verification } from '../../contract/counts.ts';
import type { Failure, Result } from '../../contract/failure.ts';
import type {
  Alike,
  Group,
  GuestDetails,
  Organizations,
  WalkInForm,
  WalkInOrder,
} from '../../contract/guest.ts';
import type { Correctable, LoggedOp, Op, Via } from '../../contract/op.ts';
import type { Printer, PrintHistory, PrintJob } from '../../contract/print.ts';
import type { Readiness } from '../../contract/readiness.ts';
import type { Person, Registration } from '../../contract/registration.ts';
import type {
  Arrival,
  Backup,
  Direction,
  ParkedOp,
  QueuedBadge,
  SerialPortInfo,
  StationNews,
  StationSettings,
  StationStatus,
  SyncStatus,
  ToSettle,
} from '../../contract/status.ts';
import type { Conflict, FoundGuest, ScanResult } from '../../contract/verdict.ts';
import type { WaitingGuest } from '../../contract/waiting-guest.ts';
import type { StaffDesk } from '../staff/staff-desk.ts';
import type { Reprint } from './badge-jobs.ts';
import type { BadgePreview } from './badges.ts';
import type { BatchPrinting } from './batch-printing.ts';
import type { ListImports } from './import-list.ts';
import type { Settlement } from './settle.ts';

/** How a scan differs from one at the station's own checkpoint now. */
export interface ScanOptions {
  readonly checkpoint?: string;
  readonly direction?: Direction;
  /** The wall time of verdict and op, in milliseconds since 1970. */
  readonly atMs?: number;
}

/** What a serial scanner read, framing characters and all. */
export interface HeardScan {
  readonly text: string;
}

export interface PrintOptions {
  /** Another printer than that of the settings. */
  readonly printer?: string | undefined;
  readonly reprint?: Reprint | undefined;
}

/**
 * The station, as its windows and its command line use it. What a person can be refused is a Result; what is thrown
 * is for `explain`.
 */
export interface Station {
  /** Decides on a code as it was read, framing characters and all, and lets the guest in when the verdict is `admit`. */
  scan(code: string, via: Via, options?: ScanOptions): Result<ScanResult>;
  /** The same for a person found by search. */
  checkIn(registration: string): Result<ScanResult>;
  /** Notes that a person goes out, where exits are tracked. */
  checkOut(registration: string): Result<ScanResult>;
  /** Takes down a guest who is on no list and checks them in, by the rules of the checkpoint, in one transaction. */
  register(order: WalkInOrder): Result<ScanResult>;
  /** Whom a guest of the form may be. */
  alike(form: WalkInForm): Alike[];
  /** All that is known of a guest. */
  guest(registration: string): Result<GuestDetails>;
  /** The delegations of the list. */
  organizations(): Organizations;
  /** A delegation, and who of it is in. */
  group(organization: string): Result<Group>;
  search(text: string): FoundGuest[];
  /** Let in here, the newest first. */
  recentArrivals(): Arrival[];
  status(): StationStatus;

  /** Takes back one entry, exit, correction or note, whichever desk made it. */
  undo(op: string): Result<Op>;
  /** Takes down a guest who is on no list; a scan of the new id lets them in. */
  walkIn(person: Person): Result<Registration>;
  /** Puts right what the list says of a guest: the fields that are given. */
  correct(registration: string, after: Correctable): Result<Registration>;
  /** `text` is not blank and has at most 2000 characters. */
  note(registration: string, text: string): Result<Op>;
  /** A guest who waits was met by protocol staff and may go in. */
  /** Somebody goes to meet the guest of this `hold-waiting` op. */
  answerHold(waiting: string): Result<Op>;
  confirmHold(registration: string): Result<Op>;
  /** Who waits to be met anywhere, or was met and is not in yet. */
  waitingGuests(): WaitingGuest[];
  /** Whether it can go on for a day without its server. */
  readiness(): Promise<Readiness>;
  /** Decides about an admission in question, or whether a walk-in is another guest. */
  settle(settlement: Settlement): Result<Op>;
  /** What is in question and nobody decided about, the newest first. */
  conflicts(): Conflict[];
  /** Ops that the server did not take, the newest first. */
  parkedOps(): ParkedOp[];
  /** What a window is told of both. */
  toSettle(): ToSettle;
  counts(): Counts;
  /** Compares the tables with what the whole log comes to; changes nothing. */
  verify(): Verification;

  /**
   * Puts a badge into the ledger: at the printer of the settings, or another one. `badge-printed-before` for a guest
   * who has one anywhere, or one on its way, unless a reason is given: that voids the badges before it.
   */
  printBadge(registration: string, options?: PrintOptions): Result<PrintJob>;
  /** A test sheet, in the name of nobody. */
  printTestBadge(printer: string): PrintJob;
  /** Resolves when the badge is printed, stuck or given up, or after `timeLimitMs`; the ledger works meanwhile. */
  printed(job: string, timeLimitMs: number): Promise<PrintJob>;
  /** Badges that are not printed yet, the oldest first. */
  openJobs(): PrintJob[];
  /** What of them a window shows: those that wait for a person, then the others in their order. */
  printQueue(): QueuedBadge[];
  /** All badges, the newest first. */
  jobs(limit: number): PrintJob[];
  /** One badge with all its steps. */
  job(id: string): Result<PrintHistory>;
  /** Sends a badge that is held for a person through all steps again; `anyway` also with characters that no font has. */
  retryBadge(job: string, anyway: boolean): Result<PrintJob>;
  /** Gives a badge up; it is printed after all where that was too late. */
  cancelBadge(job: string): Result<PrintJob>;
  /** Has a badge printed elsewhere, once its queue has given it back. */
  moveBadge(job: string, printer: string): Promise<Result<PrintJob>>;
  /** A person has seen that a badge that is held came out. */
  badgeCameOut(job: string): Result<PrintJob>;
  printers(): Promise<Printer[]>;
  /** The layouts of the event's badges, each once. */
  layouts(): BadgeLayoutEntry[];
  /** The serial ports that something is plugged into. */
  serialPorts(): Promise<SerialPortInfo[]>;
  /** What the serial scanner reads, until `signal` aborts: nobody is let in by it meanwhile. */
  hearScanner(signal: AbortSignal): AsyncGenerator<HeardScan, void>;
  readonly batch: BatchPrinting;
  /**
   * A guest's newest badge with the layout of its category, or of a file that somebody is at; without a guest the test
   * sheet of that layout's page.
   */
  previewBadge(registration: string | null, layout: BadgeLayoutEntry | null): Promise<Result<BadgePreview>>;
  /** The code for a guest's newest badge, signed by this station; made without any server. */
  badgeToken(registration: string): Promise<Result<string>>;

  readonly staff: StaffDesk;

  initEvent(file: string, text: string): Result<StationStatus>;
  importList: ListImports['importList'];
  stopImport: ListImports['stopImport'];
  configure(settings: StationSettings): Result<StationStatus>;
  enrol(url: string, code: string): Promise<Result<StationStatus>>;
  /** Sends everything that waits and takes everything that is new, now. */
  sync(): Promise<Result<SyncStatus>>;
  /** Puts what the server did not take up for sending once more; says how many. */
  retryParked(): number;

  ops(): LoggedOp[];
  backup(file: string): Promise<Result<Backup>>;

  subscribe(listener: (news: StationNews) => void): () => void;
  /** What to tell a person of something that was thrown; the cause goes to the log. */
  explain(cause: unknown): Failure;
  close(): Promise<void>;
}
