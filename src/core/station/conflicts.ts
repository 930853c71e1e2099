import { admittedWhileOffline, openDoubles } from '../../checkin/conflicts.ts';
import type { Conflict } from '../../contract/verdict.ts';
import type { Reader } from '../store/database.ts';
import { guestState } from '../store/guest-state.ts';
import { findRegistration } from '../store/registrations.ts';
import { admissionOf } from './admissions.ts';

/** Guests of whom an entry may be in question: few, by the two indexes that hold them alone. */
const GUESTS_IN_QUESTION = `
  SELECT registration FROM attendance WHERE open_conflicts > 0
  UNION
  SELECT attendance.registration FROM registration JOIN attendance ON attendance.registration = registration.id
  WHERE registration.data ->> '$.status' <> 'confirmed'`;

/** Each admission about which somebody has to decide, the newest first. */
export function openConflicts(reader: Reader): Conflict[] {
  return reader
    .all(GUESTS_IN_QUESTION)
    .flatMap((row) => conflictsOf(reader, String(row.registration)))
    .sort((one, other) => (one.second.at < other.second.at ? 1 : -1));
}

/** An entry is in question once: as the second of two, or else as one made unknowing. */
export function conflictsOf(reader: Reader, guest: string): Conflict[] {
  const state = guestState(reader, guest);
  const registration = findRegistration(reader, guest);
  const doubles = [...state.checkpoints.values()].flatMap(openDoubles);
  const found = new Set(doubles.map(({ op }) => op.id));
  const unknowing = admittedWhileOffline(state, registration).filter(({ op }) => !found.has(op.id));
  return [...doubles, ...unknowing].map((entry) => ({
    kind: found.has(entry.op.id) ? 'double-admission' : 'admitted-while-offline',
    guest,
    registration,
    checkpoint: entry.op.checkpoint,
    first: entry.inTheWay === null || !found.has(entry.op.id) ? null : admissionOf(reader, entry.inTheWay),
    second: admissionOf(reader, entry),
  }));
}
