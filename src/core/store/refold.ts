import { type Attendance, attendancesOf } from '../../checkin/attendance.ts';
import { correctionsFrom, hasRun, type ObservedRun, observedRuns } from '../../checkin/corrections.ts';
import { foldGuest } from '../../checkin/fold.ts';
import { guestOf, type LoggedOp } from '../../contract/op.ts';
import type { Reader, Writer } from './database.ts';
import { foldContext, storedRuns } from './guest-state.ts';
import { clockObservations, opsOf } from './op-rows.ts';
import { refreshRegistration } from './registrations.ts';

/**
 * Brings the tables up to ops that were just logged: folds anew whom they are about and, when a clock was observed,
 * whom that station let in by it.
 */
export function refoldAfter(writer: Writer, ops: readonly LoggedOp[]): void {
  const touched = new Set(ops.map(guestOf).filter((guest) => guest !== null));
  if (ops.some(({ kind }) => kind === 'clock-observed')) {
    for (const run of newCorrections(writer)) {
      for (const guest of guestsOfRun(writer, run)) touched.add(guest);
    }
  }
  refoldGuests(writer, touched);
}

/** Folds everybody anew: the rules of the event changed. */
export function refoldAll(writer: Writer): void {
  const rows = writer.all("SELECT DISTINCT registration FROM op WHERE registration <> ''");
  refoldGuests(
    writer,
    rows.map((row) => String(row.registration)),
  );
}

function refoldGuests(writer: Writer, registrations: Iterable<string>): void {
  const context = foldContext(writer);
  for (const registration of registrations) {
    const state = foldGuest(opsOf(writer, registration), context);
    replaceAttendance(writer, registration, attendancesOf(state));
    refreshRegistration(writer, registration, state);
  }
}

function replaceAttendance(writer: Writer, registration: string, attendances: readonly Attendance[]): void {
  writer.run('DELETE FROM attendance WHERE registration = ?', registration);
  for (const { checkpoint, op, station, admittedAt, inside, openConflicts } of attendances) {
    writer.run(
      `INSERT INTO attendance (checkpoint, registration, op, station, admitted_at, inside, open_conflicts)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      checkpoint,
      registration,
      op,
      station,
      admittedAt,
      inside ? 1 : 0,
      openConflicts,
    );
  }
}

/** Takes the log's observations over into the table; returns the runs whose offset is new or another. */
function newCorrections(writer: Writer): ObservedRun[] {
  const before = correctionsFrom(storedRuns(writer));
  const changed = observedRuns(clockObservations(writer)).filter((run) => !hasRun(before, run));
  for (const { station, clock, offsetMs } of changed) {
    writer.run(
      `INSERT INTO clock_correction VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET offset_ms = excluded.offset_ms`,
      station,
      clock,
      offsetMs,
    );
  }
  return changed;
}

/** Reads the whole log: a run is observed once or twice a day. */
function guestsOfRun(reader: Reader, { station, clock }: ObservedRun): string[] {
  const rows = reader.all(
    `SELECT DISTINCT registration FROM op
     WHERE registration <> '' AND data ->> '$.clock' = ? AND data ->> '$.station' = ?`,
    clock,
    station,
  );
  return rows.map((row) => String(row.registration));
}
