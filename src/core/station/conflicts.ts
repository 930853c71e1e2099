import type { Conflict } from '../../contract/verdict.ts';
import type { Reader } from '../store/database.ts';
import { findOp } from '../store/op-rows.ts';
import { openQuestions, type Question } from '../store/questions.ts';
import { findRegistration } from '../store/registrations.ts';
import { admissionOf, stationName } from './admissions.ts';

/** Everything about which somebody has to decide, the newest first. */
export function openConflicts(reader: Reader): Conflict[] {
  return openQuestions(reader).map((question) => conflictOf(reader, question));
}

/** A question with what people are told of it: who, where and when. */
export function conflictOf(reader: Reader, question: Question): Conflict {
  const { kind, guest, checkpoint, op, atMs, first, other } = question;
  const station = findOp(reader, op)?.station ?? '';
  return {
    kind,
    guest,
    registration: findRegistration(reader, guest),
    checkpoint,
    first: first === null ? null : admissionOf(reader, first),
    second: { op, at: new Date(atMs).toISOString(), station, stationName: stationName(reader, station) },
    other,
  };
}
