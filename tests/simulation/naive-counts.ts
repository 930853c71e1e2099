/** What the naive model counts, once it knows how each guest stands; it shares nothing with src/checkin either. */
import type { CheckpointCounts } from '../../src/contract/counts.ts';
import type { Checkpoint } from '../../src/contract/event.ts';
import type { Op } from '../../src/contract/op.ts';
import {
  guestsAt,
  inTrueOrder,
  isAbout,
  type Knowledge,
  naiveRegistration,
  naiveStanding,
  standing,
} from './naive-model.ts';
import { naiveQuestions } from './naive-questions.ts';

/** What was counted at a checkpoint, each guest once by the first entry; as the contract writes it. */
export function naiveCounts(known: Knowledge, checkpoint: Checkpoint): CheckpointCounts {
  const standings = guestsAt(known, checkpoint).map((guest) => ({
    category: naiveRegistration(known, guest)?.category ?? '',
    ...naiveStanding(known, guest, checkpoint),
  }));
  const admitted = standings.filter(({ entries }) => entries.length > 0);
  const quarters = admitted.map(({ entries }) => quarterHour(Math.min(...entries.map(({ atMs }) => atMs))));
  const open = naiveQuestions(known).filter((question) => question.checkpoint === checkpoint.id);
  return {
    checkpoint: checkpoint.id,
    admitted: admitted.length,
    inside: checkpoint.tracksExit ? standings.filter(({ insideBy }) => insideBy !== null).length : null,
    openConflicts: open.length,
    byCategory: sums(admitted.map(({ category }) => category)).map(([category, count]) => ({
      category,
      admitted: count,
    })),
    byQuarterHour: sums(quarters).map(([from, count]) => ({ from, admitted: count })),
  };
}

/** What is known of a guest beside the checkpoints. */
export function naiveBadge(known: Knowledge, guest: string) {
  const ofGuest = standing(inTrueOrder(known.ops)).filter((op) => isAbout(known, op, guest));
  const printed = ofGuest.filter((op) => op.kind === 'badge-printed');
  const revoked = ofGuest.filter((op) => op.kind === 'badge-revoked');
  return {
    printed: printed.length,
    generation: Math.max(0, ...printed.map((op) => op.payload.generation)),
    revokedUpTo: Math.max(0, ...revoked.map((op) => op.payload.generation)),
    ...naiveWaiting(ofGuest),
    holdConfirmed: ofGuest.some((op) => op.kind === 'hold-confirmed'),
    notes: ofGuest.filter((op) => op.kind === 'note').map((op) => op.id),
  };
}

/** Where the guest waited last, and who answered that first. */
function naiveWaiting(ofGuest: readonly Op[]) {
  const waits = ofGuest.filter((op) => op.kind === 'hold-waiting');
  const last = waits[waits.length - 1]?.id ?? null;
  const answers = ofGuest.filter((op) => op.kind === 'hold-answered' && op.payload.waiting === last);
  return { waiting: last, answer: answers[0]?.id ?? null };
}

/** When the quarter of an hour began: 14:37:05 belongs to 14:30. */
function quarterHour(atMs: number): string {
  const at = new Date(atMs);
  at.setUTCMinutes(at.getUTCMinutes() - (at.getUTCMinutes() % 15), 0, 0);
  return at.toISOString();
}

/** How often each text comes, in the order of the texts. */
function sums(texts: readonly string[]): [string, number][] {
  return [...new Set(texts)].sort().map((text) => [text, texts.filter((other) => other === text).length]);
}
