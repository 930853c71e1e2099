import { guestOf } from '../../contract/op.ts';
import type { ParkedOp, ToSettle } from '../../contract/status.ts';
import { ParkReasonSchema } from '../../contract/sync.ts';
import type { Reader } from '../store/database.ts';
import { parseOp } from '../store/op-rows.ts';
import { openQuestions } from '../store/questions.ts';
import { findRegistration } from '../store/registrations.ts';
import { conflictOf } from './conflicts.ts';

/** How many of each a window is told; the newest are shown first. */
const SHOWN = 50;

/** What waits for a person's decision. */
export function toSettle(reader: Reader): ToSettle {
  const questions = openQuestions(reader);
  const parked = parkedOps(reader);
  return {
    conflictCount: questions.length,
    conflicts: questions.slice(0, SHOWN).map((question) => conflictOf(reader, question)),
    parkedCount: parked.length,
    parked: parked.slice(0, SHOWN),
  };
}

/** The ops that the server did not take, with its reason, the newest first. */
export function parkedOps(reader: Reader): ParkedOp[] {
  const rows = reader.all(
    `SELECT op.data, outbox.parked_reason FROM outbox JOIN op ON op.id = outbox.op
     WHERE outbox.parked_reason IS NOT NULL ORDER BY op.hlc DESC`,
  );
  return rows.map((row) => {
    const op = parseOp(row);
    const guest = guestOf(op);
    return {
      op,
      reason: ParkReasonSchema.parse(row.parked_reason),
      registration: guest === null ? null : findRegistration(reader, guest),
    };
  });
}
