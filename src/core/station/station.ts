import type { Counts, Verification } from '../../contract/counts.ts';
import type { Failure, Result } from '../../contract/failure.ts';
import type { ImportReport } from '../../contract/list-import.ts';
import type { Correctable, LoggedOp, Op, Via } from '../../contract/op.ts';
import type { Printer, PrintJob } from '../../contract/print.ts';
import type { Person, Registration } from '../../contract/registration.ts';
import type {
  Arrival,
  Backup,
  Direction,
  ParkedOp,
  SerialPortInfo,
  StationNews,
  StationSettings,
  StationStatus,
  SyncStatus,
  ToSettle,
} from '../../contract/status.ts';
import type { Conflict, ScanResult, SearchHit } from '../../contract/verdict.ts';
import type { ListImport } from './import-list.ts';
import type { Settlement } from './settle.ts';

/** How a scan differs from one at the station's own checkpoint now. */
export interface ScanOptions {
  readonly checkpoint?: string;
  readonly direction?: Direction;
  /** The wall time of verdict and op, in milliseconds since 1970. */
  readonly atMs?: number;
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
  search(text: string): SearchHit[];
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
  confirmHold(registration: string): Result<Op>;
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

  /** Puts a badge into the ledger: at the station's printer, or another one. A reprint voids the badges before it. */
  printBadge(registration: string, printer?: string): Result<PrintJob>;
  /** Resolves when the badge is printed, stuck or cancelled, or after `timeLimitMs`; the ledger works meanwhile. */
  printed(job: string, timeLimitMs: number): Promise<PrintJob>;
  /** Badges that are not printed yet, the oldest first. */
  openJobs(): PrintJob[];
  printers(): Promise<Printer[]>;
  /** The serial ports that something is plugged into. */
  serialPorts(): Promise<SerialPortInfo[]>;
  badgePdf(registration: string): Promise<Result<Uint8Array>>;
  /** The code for a guest's newest badge, signed by this station; made without any server. */
  badgeToken(registration: string): Promise<Result<string>>;

  initEvent(file: string, text: string): Result<StationStatus>;
  importList(list: ListImport): Promise<Result<ImportReport>>;
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
