import { done, type Result, refused } from '../../contract/failure.ts';
import type { BadgeReason } from '../../contract/op.ts';
import type { PrintJob } from '../../contract/print.ts';
import type { PrintLedger } from '../print/print-ledger.ts';
import { newestJobOf } from '../print/print-table.ts';
import type { Reader, Writer } from '../store/database.ts';
import { guestState } from '../store/guest-state.ts';
import type { Stamper } from '../store/op-log.ts';
import { allIdsOf } from '../store/people.ts';
import { readSetting, SETTING } from '../store/settings.ts';
import { stationName } from './admissions.ts';
import { type Append, appendingTo } from './append.ts';

/** Why a badge is made again. */
export interface Reprint {
  readonly reason: BadgeReason;
  /** The generation that the person knew of: when there is a newer one by now, they are asked again. */
  readonly replaces?: number | undefined;
}

/** A badge that somebody asks for. */
export interface AskedBadge {
  readonly registration: string;
  readonly printer: string;
  /** Whether a person chose the printer. */
  readonly chosen?: boolean;
  /** Whether the printers that share its queue may take it too. */
  readonly shared?: boolean;
  /** Null is refused when the guest has a badge, or one is on its way. */
  readonly reprint: Reprint | null;
  /** 1: one of a batch. */
  readonly priority?: 0 | 1;
  /** Who asks for it: also the actor of what is voided for it. */
  readonly actor: string;
}

/**
 * Puts a badge that a person asks for into the ledger. The first is of generation 1. Where one came out before or is
 * under way, wherever that is, another one needs a reason: else `badge-printed-before`, with when and where. It gets
 * the next generation; all before it stop working, and those that are still on their way are superseded.
 */
export function addAskedBadge(
  writer: Writer,
  ledger: Pick<PrintLedger, 'add'>,
  { reprint, ...badge }: AskedBadge,
  stamper: Stamper,
): Result<PrintJob> {
  const { registration } = badge;
  const before = badgeBefore(writer, registration);
  if (before === null)
    return done(
      ledger.add(writer, {
        ...badge,
        why: badge.priority === 1 ? 'batch' : 'first',
        generation: firstGeneration(writer, registration),
      }),
    );
  const { state, job, at, station, generation, printer } = before;
  if (reprint === null || generation > (reprint.replaces ?? generation))
    return refused('badge-printed-before', {
      ...{ registration, state, at, printer, job, generation: String(generation) },
      station: stationName(writer, station),
    });
  const { reason } = reprint;
  const append = appendingTo(writer, stamper, badge.actor);
  const next = { generation: revokeAll(writer, registration, reason, append) + 1, reprintReason: reason };
  return done(ledger.add(writer, { ...badge, ...next, why: 'reprint' }));
}

/** The generation of a guest's first badge: 1, unless badges were revoked before there was one. */
export function firstGeneration(reader: Reader, registration: string): number {
  return guestState(reader, registration).badge.revokedUpTo + 1;
}

/** Voids all badges that a guest has or is about to get; gives the newest generation of them. */
function revokeAll(reader: Reader, registration: string, reason: BadgeReason, append: Append): number {
  const { generation, revokedUpTo } = guestState(reader, registration).badge;
  const newest = Math.max(generation, revokedUpTo, newestAsked(reader, registration));
  if (newest > revokedUpTo)
    append({ kind: 'badge-revoked', registration, payload: { generation: newest, reason } });
  return newest;
}

/** Those that were given up count too: nobody may have seen what became of their paper. */
function newestAsked(reader: Reader, registration: string): number {
  const sql = `SELECT max(generation) AS newest FROM print_job
    WHERE registration IN (SELECT value FROM json_each(?))`;
  return Number(reader.get(sql, allIdsOf(reader, registration))?.newest ?? 0);
}

/** A badge that a guest has, or is about to get. */
export interface BadgeBefore {
  readonly state: 'printed' | 'under-way';
  readonly job: string;
  readonly generation: number;
  /** When it was printed, or asked for. */
  readonly at: string;
  readonly station: string;
  readonly printer: string;
}

/** The newest badge of a guest, wherever it was printed; null when there is none. */
export function badgeBefore(reader: Reader, registration: string): BadgeBefore | null {
  const job = newestJobOf(reader, registration);
  const { last, generation } = guestState(reader, registration).badge;
  if (job !== null && job.generation >= generation && job.step !== 'printed')
    return { ...job, state: 'under-way', job: job.id, at: job.requestedAt, station: ownId(reader) };
  if (last === null) return null;
  const { payload, at, station } = last;
  return { state: 'printed', job: payload.job, generation, at, station, printer: payload.printer };
}

function ownId(reader: Reader): string {
  return readSetting(reader, SETTING.station) ?? '';
}
