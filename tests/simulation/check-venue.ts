import { isDeepStrictEqual } from 'node:util';
import { attendancesOf } from '../../src/checkin/attendance.ts';
import { correctionsFrom, observedRuns } from '../../src/checkin/corrections.ts';
import { countAttendance } from '../../src/checkin/counts.ts';
import { type FoldContext, foldGuest, type GuestState } from '../../src/checkin/fold.ts';
import { foldPeople, isPersonDecision } from '../../src/checkin/people.ts';
import { entryRules } from '../../src/checkin/presence.ts';
import type { Event } from '../../src/contract/event.ts';
import { isKnownOp, type LoggedOp } from '../../src/contract/op.ts';
import { counts as stationCounts } from '../../src/core/station/counts.ts';
import { openQuestions } from '../../src/core/store/questions.ts';
import { findByCode, findRegistration } from '../../src/core/store/registrations.ts';
import { verifyState } from '../../src/core/store/verify.ts';
import type { ModelServer } from './model-server.ts';
import { naiveBadge, naiveCounts } from './naive-counts.ts';
import {
  correctedMs,
  inTrueOrder,
  type Knowledge,
  naivePerson,
  naiveRegistration,
  naiveStanding,
  personsOf,
} from './naive-model.ts';
import { naiveQuestions } from './naive-questions.ts';
import type { PlantedFault } from './planted-fault.ts';
import type { VirtualStation } from './virtual-station.ts';

/**
 * How far a corrected time may be from the true one: half of the longest round (5 s), jumps of the clock too small
 * to notice, and the pull of another station's stamp (MAX_DRIFT_MS).
 */
const TOLERANCE_MS = 70_000;

export interface Venue {
  readonly server: ModelServer;
  readonly stations: readonly VirtualStation[];
  readonly fault: PlantedFault | null;
}

/** What is wrong with a venue whose network is whole and whose stations have all synced; nothing when it is sound. */
export function checkVenue(venue: Venue): string[] {
  const { ops, registrations, event } = venue.server.database;
  const known: Knowledge = { event, list: registrations, ops: [...ops.values()] };
  return [
    ...venue.stations.flatMap((station) => checkLog(`station ${station.index}`, station.log(), venue)),
    ...checkLog('the server', [...venue.server.database.ops.values()], venue),
    ...venue.stations.flatMap((station) => checkTables(station, known)),
    ...venue.stations.flatMap((station) => checkStates(station, known, venue.fault)),
    ...venue.stations.flatMap((station) => checkCodes(station, known)),
    ...venue.stations.flatMap((station) => checkQuestions(station, known)),
    ...venue.stations.flatMap(verifyItself),
    ...checkTimes(venue),
  ];
}

/** Every acknowledged op once and unchanged, and nothing else. */
function checkLog(where: string, log: readonly LoggedOp[], { stations }: Venue): string[] {
  const acknowledged = new Map(stations.flatMap((one) => one.acknowledged).map((op) => [op.id, op]));
  const problems: string[] = [];
  for (const op of acknowledged.values()) {
    const kept = log.filter(({ id }) => id === op.id);
    if (kept.length !== 1) problems.push(`${where} has ${op.kind} ${op.id} ${kept.length} times`);
    else if (!isDeepStrictEqual(kept[0], op)) problems.push(`${where} has ${op.kind} ${op.id} otherwise`);
  }
  for (const op of log) {
    if (!acknowledged.has(op.id)) problems.push(`${where} has ${op.kind} ${op.id}, which nobody made`);
  }
  return problems;
}

/** What `station verify` says: the tables that grew op by op are what the whole log comes to. */
function verifyItself({ index, database }: VirtualStation): string[] {
  return verifyState(database).differences.map(
    ({ table, key, stored, expected }) =>
      `station ${index} verifies ${table} ${key}: ${stored} for ${expected}`,
  );
}

/** What a station keeps beside its log is what the naive model says from the server's list and log. */
function checkTables(station: VirtualStation, known: Knowledge): string[] {
  const where = `station ${station.index}`;
  const right = new Map(
    personsOf(known).flatMap((id) => {
      const registration = naiveRegistration(known, id);
      return registration === null ? [] : [[id, registration] as const];
    }),
  );
  const problems: string[] = [];
  const { database } = station;
  const listed = new Map(
    database
      .all('SELECT id, listed FROM registration WHERE listed IS NOT NULL')
      .map((row) => [String(row.id), parseJson(row.listed)]),
  );
  if (!isDeepStrictEqual(listed, sameOrder(known.list, listed))) problems.push(`${where} has another list`);
  for (const [id, registration] of right) {
    const found = findRegistration(database, id);
    if (!isDeepStrictEqual(found, registration))
      problems.push(
        `${where} has registration ${id} otherwise: ${JSON.stringify(found)} for ${JSON.stringify(registration)}`,
      );
  }
  const { registrations: count } = stationCounts(database);
  if (count !== right.size) problems.push(`${where} has ${count} registrations, not ${right.size}`);
  return problems;
}

/** The same entries in the order of another map; with those that it lacks. */
function sameOrder<Value>(
  map: ReadonlyMap<string, Value>,
  other: ReadonlyMap<string, unknown>,
): Map<string, Value | undefined> {
  return new Map([...new Set([...other.keys(), ...map.keys()])].map((id) => [id, map.get(id)]));
}

/** What a desk has to decide about is what the naive model finds in question. */
function checkQuestions({ index, database }: VirtualStation, known: Knowledge): string[] {
  const asked = openQuestions(database).map(({ kind, op }) => `${kind} ${op}`);
  const right = naiveQuestions(known)
    .map(({ kind, op }) => `${kind} ${op}`)
    .sort();
  return isDeepStrictEqual(asked.sort(), right)
    ? []
    : [`station ${index} asks about ${asked.join(', ')}, not ${right.join(', ')}`];
}

/** A code leads to the person who has it by the server's list. */
function checkCodes({ index, database }: VirtualStation, known: Knowledge): string[] {
  return [...known.list.values()].flatMap(({ id, code }) => {
    const found = findByCode(database, code)?.id ?? null;
    const right = naivePerson(known, id);
    return found === right ? [] : [`station ${index} finds ${found} by ${code}, the code of ${right}`];
  });
}

/** What the station says of guests and counts is what the naive model says from the server's log and list. */
function checkStates(station: VirtualStation, known: Knowledge, fault: PlantedFault | null): string[] {
  const where = `station ${station.index}`;
  const { event } = known;
  const log = fault === 'last-writer-by-arrival' ? asTheyArrived(station) : station.log();
  const states = foldAll(log, station.event());
  const problems: string[] = [];
  for (const [guest, state] of states) {
    const said = stateOf(state, event);
    const right = naiveStateOf(known, guest);
    if (!isDeepStrictEqual(said, right))
      problems.push(`${where}: ${guest} is ${JSON.stringify(said)}, not ${JSON.stringify(right)}`);
  }
  const counts =
    fault === 'last-writer-by-arrival'
      ? countAttendance(attendancesIn(states, known), event, [])
      : stationCounts(station.database).checkpoints;
  const right = event.checkpoints.map((checkpoint) => naiveCounts(known, checkpoint));
  if (!isDeepStrictEqual(counts, right))
    problems.push(`${where} counts ${JSON.stringify(counts)}, not ${JSON.stringify(right)}`);
  return problems;
}

function foldAll(log: readonly LoggedOp[], event: Event): Map<string, GuestState> {
  const known = log.filter(isKnownOp);
  const observations = known.filter((op) => op.kind === 'clock-observed');
  const context: FoldContext = {
    rules: (checkpoint) => entryRules(event, checkpoint),
    timeZone: event.timeZone,
    corrections: correctionsFrom(observedRuns(observations)),
  };
  const { persons } = foldPeople(known.filter(isPersonDecision), context.corrections);
  const byPerson = Map.groupBy(known, (op) =>
    'registration' in op ? (persons.get(op.registration) ?? op.registration) : '',
  );
  byPerson.delete('');
  return new Map([...byPerson].map(([person, ops]) => [person, foldGuest(ops, context, person)]));
}

/** What there is to compare of a guest. */
function stateOf(state: GuestState, event: Event) {
  return {
    checkpoints: event.checkpoints.map(({ id }) => {
      const { entries = [], presence } = state.checkpoints.get(id) ?? {};
      return {
        entries: entries.map(({ op, inTheWay, decision }) => [op.id, inTheWay !== null, decision]),
        insideSince: presence?.insideBy?.atMs ?? null,
      };
    }),
    printed: state.badge.printed,
    generation: state.badge.generation,
    revokedUpTo: state.badge.revokedUpTo,
    waiting: state.waiting?.op.id ?? null,
    answer: state.waiting?.answer?.id ?? null,
    holdConfirmed: state.holdConfirmed,
    notes: state.notes.map(({ id }) => id),
  };
}

function naiveStateOf(known: Knowledge, guest: string) {
  return {
    checkpoints: known.event.checkpoints.map((checkpoint) => {
      const { entries, insideBy } = naiveStanding(known, guest, checkpoint);
      return {
        entries: entries.map(({ op, isConflict, settled }) => [op.id, isConflict, settled]),
        insideSince: insideBy?.atMs ?? null,
      };
    }),
    ...naiveBadge(known, guest),
  };
}

/** The planted fault: each guest's ops as if they had been made in the order in which they arrived at the station. */
function asTheyArrived(station: VirtualStation): LoggedOp[] {
  const log = station.log();
  const inOrder = inTrueOrder(log);
  const arrival = new Map(
    station.database.all('SELECT id FROM op ORDER BY rowid').map((row, place) => [String(row.id), place]),
  );
  const placeOf = (op: LoggedOp) => arrival.get(op.id) ?? 0;
  const byGuest = Map.groupBy(inOrder, (op) => ('registration' in op ? op.registration : ''));
  return [...byGuest.values()].flatMap((ops) => {
    const times = ops.map((op) => correctedMs(op, inOrder));
    const arrived = ops.toSorted((one, other) => placeOf(one) - placeOf(other));
    return arrived.map((op, place) => {
      const ms = String(times[place]).padStart(13, '0');
      const counter = place.toString(16).padStart(4, '0');
      return { ...op, hlc: `${ms}-${counter}-${op.station}`, offsetMs: 0 };
    });
  });
}

function attendancesIn(states: ReadonlyMap<string, GuestState>, known: Knowledge) {
  return [...states].flatMap(([guest, state]) =>
    attendancesOf(state).map((attendance) => ({
      ...attendance,
      category: naiveRegistration(known, guest)?.category ?? '',
    })),
  );
}

/** The corrected time of each op is near the true one, wherever the station ever learnt how wrong its clock was. */
function checkTimes({ server, stations }: Venue): string[] {
  const ops = inTrueOrder([...server.database.ops.values()]);
  const observed = new Set(ops.flatMap((op) => (op.kind === 'clock-observed' ? [op.payload.clock] : [])));
  const madeAtMs = new Map(stations.flatMap((station) => [...station.madeAtMs]));
  return ops.flatMap((op) => {
    const trueMs = madeAtMs.get(op.id);
    if (trueMs === undefined || (op.offsetMs === null && !observed.has(op.clock))) return [];
    const wrongByMs = correctedMs(op, ops) - trueMs;
    return Math.abs(wrongByMs) > TOLERANCE_MS
      ? [`the corrected time of ${op.kind} ${op.id} is wrong by ${wrongByMs} ms`]
      : [];
  });
}

function parseJson(value: unknown): unknown {
  return value === null || value === undefined ? null : JSON.parse(String(value));
}
