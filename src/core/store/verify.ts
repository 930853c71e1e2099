import { attendancesOf } from '../../checkin/attendance.ts';
import { correctionsFrom, type ObservedRun, observedRuns } from '../../checkin/corrections.ts';
import { type FoldContext, foldContextOf, foldGuest, type GuestState } from '../../checkin/fold.ts';
import { searchWords } from '../../checkin/search-words.ts';
import type { Verification } from '../../contract/counts.ts';
import type { Reader } from './database.ts';
import { storedRuns } from './guest-state.ts';
import { clockObservations, countOps, opsOf } from './op-rows.ts';
import { expectedRegistration, findRegistration } from './registrations.ts';
import { readSetting, SETTING } from './settings.ts';

type Difference = Verification['differences'][number];

/** What a table holds, or should hold, by the key of the row. */
type Rows = ReadonlyMap<string, unknown>;

/**
 * Computes everything anew from the log and the list, and says in what the tables differ. Changes nothing. Reads the
 * whole database: run it in a transaction or while nobody checks in, or what changes meanwhile shows as different.
 */
export function verifyState(reader: Reader): Verification {
  const runs = observedRuns(clockObservations(reader));
  const context = foldContextOf(readSetting(reader, SETTING.event), correctionsFrom(runs));
  const found = [
    ...differences('clock_correction', byRun(storedRuns(reader)), byRun(runs)),
    ...everybody(reader).flatMap((guest) => differencesOfGuest(reader, guest, context)),
  ];
  return { ops: countOps(reader), differences: found };
}

function differencesOfGuest(reader: Reader, guest: string, context: FoldContext): Difference[] {
  const state = foldGuest(opsOf(reader, guest), context);
  return [
    ...differences('attendance', storedAttendance(reader, guest), expectedAttendance(guest, state)),
    ...registrationDifferences(reader, guest, state),
  ];
}

function registrationDifferences(reader: Reader, guest: string, state: GuestState): Difference[] {
  const stored = findRegistration(reader, guest);
  const expected = expectedRegistration(reader, guest, state);
  const words = expected === null ? [] : [...new Set(searchWords(expected))].sort();
  return [
    ...differences('registration', new Map([[guest, stored]]), new Map([[guest, expected]])),
    ...differences('search_word', new Map([[guest, storedWords(reader, guest)]]), new Map([[guest, words]])),
  ];
}

/** Whoever is in the log, on the list or in the counts. */
function everybody(reader: Reader): string[] {
  const rows = reader.all(
    `SELECT registration AS id FROM op WHERE registration <> ''
     UNION SELECT registration FROM attendance UNION SELECT id FROM registration`,
  );
  return rows.map((row) => String(row.id));
}

function storedAttendance(reader: Reader, guest: string): Rows {
  const rows = reader.all(
    `SELECT checkpoint, op, station, admitted_at AS admittedAt, inside, open_conflicts AS openConflicts
     FROM attendance WHERE registration = ?`,
    guest,
  );
  return new Map(
    rows.map((row) => [`${String(row.checkpoint)} ${guest}`, { ...row, inside: row.inside === 1 }]),
  );
}

function expectedAttendance(guest: string, state: GuestState): Rows {
  return new Map(attendancesOf(state).map((row) => [`${row.checkpoint} ${guest}`, row]));
}

function storedWords(reader: Reader, guest: string): string[] {
  const rows = reader.all('SELECT word FROM search_word WHERE registration = ?', guest);
  return rows.map((row) => String(row.word)).sort();
}

function byRun(runs: readonly ObservedRun[]): Rows {
  return new Map(runs.map((run) => [`${run.station} ${run.clock}`, run]));
}

/** Rows are compared as texts: both sides write their fields in the same order. */
function differences(table: string, stored: Rows, expected: Rows): Difference[] {
  const keys = new Set([...stored.keys(), ...expected.keys()]);
  return [...keys].flatMap((key) => {
    const row = textOf(stored.get(key));
    const right = textOf(expected.get(key));
    return row === right ? [] : [{ table, key, stored: row, expected: right }];
  });
}

function textOf(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
