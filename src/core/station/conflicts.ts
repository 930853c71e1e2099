import { admittedWhileOffline, madeByClockFarOff, openDoubles } from '../../checkin/conflicts.ts';
import type { StandingEntry } from '../../checkin/fold.ts';
import type { Conflict } from '../../contract/verdict.ts';
import type { Reader } from '../store/database.ts';
import { guestState } from '../store/guest-state.ts';
import { findRegistration } from '../store/registrations.ts';
import { admissionOf } from './admissions.ts';

/** Guests of whom an entry may be in question: few, by the indexes that hold them alone. */
const GUESTS_IN_QUESTION = `
  SELECT registration FROM attendance WHERE open_conflicts > 0
  UNION
  SELECT attendance.registration FROM registration JOIN attendance ON attendance.registration = registration.id
  WHERE registration.data ->> '$.status' <> 'confirmed'
  UNION
  SELECT registration FROM op WHERE data ->> '$.kind' = 'entry' AND abs(data ->> '$.offsetMs') > 43200000
  UNION
  SELECT op.registration FROM clock_correction JOIN op
    ON op.data ->> '$.station' = clock_correction.station AND op.data ->> '$.clock' = clock_correction.clock
  WHERE abs(clock_correction.offset_ms) > 43200000
    AND op.data ->> '$.offsetMs' IS NULL AND op.data ->> '$.kind' = 'entry'`;

/** Each admission about which somebody has to decide, the newest first. */
export function openConflicts(reader: Reader): Conflict[] {
  return reader
    .all(GUESTS_IN_QUESTION)
    .flatMap((row) => conflictsOf(reader, String(row.registration)))
    .sort((one, other) => (one.second.at < other.second.at ? 1 : -1));
}

/** An entry is in question once: as the second of two, else as one made unknowing, else for its time. */
export function conflictsOf(reader: Reader, guest: string): Conflict[] {
  const state = guestState(reader, guest);
  const registration = findRegistration(reader, guest);
  const questions = new Map<string, { kind: Conflict['kind']; entry: StandingEntry }>();
  function ask(kind: Conflict['kind'], entries: readonly StandingEntry[]): void {
    for (const entry of entries) if (!questions.has(entry.op.id)) questions.set(entry.op.id, { kind, entry });
  }
  ask('double-admission', [...state.checkpoints.values()].flatMap(openDoubles));
  ask('admitted-while-offline', admittedWhileOffline(state, registration));
  ask('skewed-clock', madeByClockFarOff(state));
  return [...questions.values()].map(({ kind, entry }) => ({
    kind,
    guest,
    registration,
    checkpoint: entry.op.checkpoint,
    first:
      kind === 'double-admission' && entry.inTheWay !== null ? admissionOf(reader, entry.inTheWay) : null,
    second: admissionOf(reader, entry),
  }));
}
