import { type Attendance, attendancesOf } from '../../checkin/attendance.ts';
import { correctionsFrom, type ObservedRun, observedRuns } from '../../checkin/corrections.ts';
import { type FoldContext, foldContextOf } from '../../checkin/fold.ts';
import { likenessKeys } from '../../checkin/likeness.ts';
import { searchWords } from '../../checkin/search-words.ts';
import type { Verification } from '../../contract/counts.ts';
import type { Registration } from '../../contract/registration.ts';
import { storedRuns } from './clock-runs.ts';
import type { Reader } from './database.ts';
import { foldIds } from './guest-state.ts';
import { clockObservations, countOps } from './op-rows.ts';
import { peopleOfLog, storedAliases } from './people.ts';
import { expectedRegistration, parseRegistration } from './registrations.ts';
import { readSetting, SETTING } from './settings.ts';
import { isIndexed, isIndexedUnder } from './several-words.ts';

type Difference = Verification['differences'][number];

/** What a table holds, or should hold, by the key of the row. */
type Rows = ReadonlyMap<string, unknown>;

/**
 * Computes everything anew from the log and the list, and says in what the tables differ. Changes nothing. Reads the
 * whole database: run it in a transaction or while nobody checks in, or what changes meanwhile shows as different.
 */
export function verifyState(reader: Reader): Verification {
  const runs = observedRuns(clockObservations(reader));
  const corrections = correctionsFrom(runs);
  const context = foldContextOf(readSetting(reader, SETTING.event), corrections);
  const { persons } = peopleOfLog(reader, corrections);
  const idsOf = Map.groupBy(persons.keys(), (id) => persons.get(id));
  const found = [
    ...differences('clock_correction', byRun(storedRuns(reader)), byRun(runs)),
    ...differences('alias', storedAliases(reader), persons),
    ...everybody(reader).flatMap((id) => {
      const others = idsOf.get(id) ?? [];
      const person = { id, ids: [id, ...others], isAlias: persons.has(id) };
      return differencesOfGuest(reader, person, context);
    }),
  ];
  return { ops: countOps(reader), differences: found };
}

/** An id, with all that is folded together with it. */
interface Id {
  readonly id: string;
  readonly ids: readonly string[];
  /** Whether the id is folded together with another one: what counts stands there. */
  readonly isAlias: boolean;
}

function differencesOfGuest(reader: Reader, { id, ids, isAlias }: Id, context: FoldContext): Difference[] {
  const state = foldIds(reader, isAlias ? [id] : ids, id, context);
  const attendance = isAlias ? [] : attendancesOf(state);
  const registration = expectedRegistration(reader, id, state);
  const found = isAlias ? null : registration;
  const words = found === null ? [] : [...new Set(searchWords(found))];
  const keys = found === null ? [] : likenessKeys(found);
  return [
    ...differences('attendance', storedAttendance(reader, id), byPlace(id, attendance)),
    ...differences('registration', one(id, storedRegistration(reader, id)), one(id, registration)),
    ...differences('search_word', one(id, storedTexts(reader, WORDS, id)), one(id, words.sort())),
    ...differences('search_text', one(id, isIndexedRightly(reader, id, words)), one(id, true)),
    ...differences('likeness', one(id, storedTexts(reader, KEYS, id)), one(id, keys.sort())),
  ];
}

/** The index can only be asked what it finds. */
function isIndexedRightly(reader: Reader, id: string, words: readonly string[]): boolean {
  return words.length === 0 ? !isIndexed(reader, id) : isIndexedUnder(reader, id, words);
}

function one(key: string, row: unknown): Rows {
  return new Map([[key, row]]);
}

/** Whoever is in the log, on the list or in the counts. */
function everybody(reader: Reader): string[] {
  const rows = reader.all(
    `SELECT registration AS id FROM op WHERE registration <> ''
     UNION SELECT registration FROM attendance UNION SELECT id FROM registration
     UNION SELECT person FROM alias`,
  );
  return rows.map((row) => String(row.id));
}

function storedAttendance(reader: Reader, guest: string): Rows {
  const rows = reader.all(
    `SELECT checkpoint, op, station, admitted_at AS admittedAt, inside, open_conflicts AS openConflicts,
       place_op AS placeOp, place_at AS placeAt, place_settled AS placeSettled
     FROM attendance WHERE registration = ?`,
    guest,
  );
  return new Map(
    rows.map((row) => [
      `${String(row.checkpoint)} ${guest}`,
      { ...row, inside: row.inside === 1, placeSettled: row.placeSettled === 1 },
    ]),
  );
}

function byPlace(guest: string, attendances: readonly Attendance[]): Rows {
  return new Map(attendances.map((row) => [`${row.checkpoint} ${guest}`, row]));
}

/** The row of that very id, though it be somebody else's. */
function storedRegistration(reader: Reader, id: string): Registration | null {
  const row = reader.get('SELECT data FROM registration WHERE id = ?', id);
  return row === undefined ? null : parseRegistration(row);
}

const WORDS = 'SELECT word AS text FROM search_word WHERE registration = ?';
const KEYS = 'SELECT key AS text FROM likeness WHERE registration = ?';

function storedTexts(reader: Reader, sql: string, id: string): string[] {
  return reader
    .all(sql, id)
    .map((row) => String(row.text))
    .sort();
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
