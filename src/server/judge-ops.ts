import { isDeepStrictEqual } from 'node:util';
import { type LoggedOp, LoggedOpSchema } from '../contract/op.ts';
import type { OpResult, ParkReason } from '../contract/sync.ts';
import { isStorable } from './storable.ts';

/** An op that can be taken, or why it cannot. */
export type Judged = { readonly op: LoggedOp } | { readonly parked: ParkReason };

/** Judges each op that a station sent by itself, so that a bad one stops no other. */
export function judgeOps(sent: readonly unknown[], station: string): Judged[] {
  return sent.map((raw) => judge(raw, station));
}

/** The ops that can be taken, each id once: of two with the same id the first. */
export function distinctOps(judged: readonly Judged[]): LoggedOp[] {
  const firstById = new Map<string, LoggedOp>();
  for (const verdict of judged) {
    if ('op' in verdict && !firstById.has(verdict.op.id)) firstById.set(verdict.op.id, verdict.op);
  }
  return [...firstById.values()];
}

/** What became of each op, in the order sent, once the log holds `known`: an op known from before is accepted again. */
export function resultsOf(judged: readonly Judged[], known: ReadonlyMap<string, LoggedOp>): OpResult[] {
  return judged.map((verdict) => resultOf(verdict, known));
}

function judge(raw: unknown, station: string): Judged {
  const parsed = LoggedOpSchema.safeParse(raw);
  if (!parsed.success || !isStorable(parsed.data)) return { parked: 'op-invalid' };
  return parsed.data.station === station ? { op: parsed.data } : { parked: 'station-differs' };
}

function resultOf(verdict: Judged, known: ReadonlyMap<string, LoggedOp>): OpResult {
  if ('parked' in verdict) return { result: 'parked', reason: verdict.parked };
  const same = isDeepStrictEqual(known.get(verdict.op.id), verdict.op);
  return same ? { result: 'accepted' } : { result: 'parked', reason: 'id-reused' };
}
