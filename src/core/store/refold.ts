import { type Attendance, attendancesOf } from '../../checkin/attendance.ts';
import type { FoldContext } from '../../checkin/fold.ts';
import { isPersonDecision } from '../../checkin/people.ts';
import { guestOf, type LoggedOp } from '../../contract/op.ts';
import { guestsOfRun, refreshRuns } from './clock-runs.ts';
import type { Writer } from './database.ts';
import { foldContext, foldIds } from './guest-state.ts';
import { idsOf, personOf, refreshAliases } from './people.ts';
import { refreshAlias, refreshRegistration } from './registrations.ts';

/**
 * Brings the tables up to ops that were just logged: folds anew whom they are about; when a clock was observed, whom
 * that station let in by it; when it was decided who a walk-in is, those people.
 */
export function refoldAfter(writer: Writer, ops: readonly LoggedOp[]): void {
  const touched = new Set(ops.map(guestOf).filter((guest) => guest !== null));
  const runs = ops.some(({ kind }) => kind === 'clock-observed') ? refreshRuns(writer) : [];
  for (const run of runs) for (const guest of guestsOfRun(writer, run)) touched.add(guest);
  // Which of two decisions is the later depends on the clocks, too.
  if (runs.length > 0 || ops.some(isPersonDecision)) for (const id of refreshAliases(writer)) touched.add(id);
  refoldPeople(writer, touched);
}

/** Folds everybody anew: the rules of the event changed. */
export function refoldAll(writer: Writer): void {
  const rows = writer.all("SELECT DISTINCT registration FROM op WHERE registration <> ''");
  refoldPeople(
    writer,
    rows.map((row) => String(row.registration)),
  );
}

function refoldPeople(writer: Writer, ids: Iterable<string>): void {
  const context = foldContext(writer);
  const people = new Set([...ids].map((id) => personOf(writer, id)));
  for (const person of people) refoldPerson(writer, person, context);
}

function refoldPerson(writer: Writer, person: string, context: FoldContext): void {
  const ids = idsOf(writer, person);
  const state = foldIds(writer, ids, person, context);
  for (const id of ids) {
    writer.run('DELETE FROM attendance WHERE registration = ?', id);
    if (id !== person) refreshAlias(writer, id, foldIds(writer, [id], id, context));
  }
  for (const attendance of attendancesOf(state)) putAttendance(writer, person, attendance);
  refreshRegistration(writer, person, state);
}

function putAttendance(writer: Writer, registration: string, attendance: Attendance): void {
  const { checkpoint, op, station, admittedAt, inside, openConflicts } = attendance;
  writer.run(
    `INSERT INTO attendance (checkpoint, registration, op, station, admitted_at, inside, open_conflicts,
       place_op, place_at, place_settled)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    checkpoint,
    registration,
    op,
    station,
    admittedAt,
    inside ? 1 : 0,
    openConflicts,
    attendance.placeOp,
    attendance.placeAt,
    attendance.placeSettled ? 1 : 0,
  );
}
