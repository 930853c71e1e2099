/**
 * The same questions as the product answers, answered a second time in the plainest way: everything is counted
 * afresh from all ops, nothing is kept, nothing is shared with src/checkin. Slow, and easy to check by eye.
 */
import type { Checkpoint, Event } from '../../src/contract/event.ts';
import type { EntryOp, LoggedOp, Op, OpOf } from '../../src/contract/op.ts';
import { isKnownOp } from '../../src/contract/op.ts';
import type { Registration } from '../../src/contract/registration.ts';
import type { Verdict } from '../../src/contract/verdict.ts';
import { lastWords, personIn, subjectOf } from './naive-people.ts';

/** What somebody knows: the log, the list and the rules. */
export interface Knowledge {
  readonly event: Event;
  readonly list: ReadonlyMap<string, Registration>;
  readonly ops: readonly LoggedOp[];
}

/** One admission that stands, as far as the naive model goes. */
export interface NaiveEntry {
  readonly op: EntryOp;
  readonly atMs: number;
  readonly isConflict: boolean;
  readonly settled: string | null;
}

export interface NaiveStanding {
  readonly entries: readonly NaiveEntry[];
  /** The entry by which the guest is inside; null for one who is outside. */
  readonly insideBy: NaiveEntry | null;
}

const orders = new WeakMap<readonly LoggedOp[], Op[]>();

/** All ops that are known kinds, each once, in the order of their corrected times; asked for often, so kept. */
export function inTrueOrder(ops: readonly LoggedOp[]): Op[] {
  const known = orders.get(ops) ?? sortByTime(ops);
  orders.set(ops, known);
  return known;
}

function sortByTime(ops: readonly LoggedOp[]): Op[] {
  const distinct = new Map(ops.filter(isKnownOp).map((op) => [op.id, op]));
  const known = [...distinct.values()];
  const key = (op: Op) => `${String(correctedMs(op, known)).padStart(15, '0')} ${op.hlc.slice(14)} ${op.id}`;
  return known
    .map((op) => ({ op, key: key(op) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ op }) => op);
}

/** When an op was made by the right time, after all that is known of its clock (milliseconds since 1970). */
export function correctedMs(op: Op, ops: readonly Op[]): number {
  const [first] = ops
    .filter((other) => other.kind === 'clock-observed')
    .filter(({ station, payload }) => station === op.station && payload.clock === op.clock)
    .sort((one, other) => (one.hlc + one.id < other.hlc + other.id ? -1 : 1));
  const isLate = op.offsetMs === null && first !== undefined;
  return isLate ? Date.parse(op.at) + first.payload.offsetMs : Number(op.hlc.slice(0, 13));
}

const persons = new WeakMap<readonly LoggedOp[], Map<string, string>>();

/** The person to whom an id belongs; asked for often, so kept. */
export function naivePerson({ ops }: Knowledge, id: string): string {
  const known = persons.get(ops) ?? new Map<string, string>();
  persons.set(ops, known);
  const person = known.get(id) ?? personIn(lastWords(inTrueOrder(ops)), id);
  known.set(id, person);
  return person;
}

/** Everybody on the list and in the log, each once. */
export function personsOf(known: Knowledge): string[] {
  const ids = [...known.list.keys(), ...known.ops.flatMap((op) => subjectOf(op) ?? [])];
  return [...new Set(ids.map((id) => naivePerson(known, id)))].sort();
}

/** Whether an op is about the person who has this id. */
export function isAbout(known: Knowledge, op: LoggedOp, id: string): boolean {
  const subject = subjectOf(op);
  return subject !== null && naivePerson(known, subject) === naivePerson(known, id);
}

/** How the person who has this id stands at a checkpoint. */
export function naiveStanding(known: Knowledge, guest: string, checkpoint: Checkpoint): NaiveStanding {
  const all = inTrueOrder(known.ops);
  const entries: NaiveEntry[] = [];
  let insideBy: NaiveEntry | null = null;
  for (const op of standing(all)) {
    if ((op.kind !== 'entry' && op.kind !== 'exit') || !isAbout(known, op, guest)) continue;
    if (op.checkpoint !== checkpoint.id) continue;
    if (op.kind === 'exit') {
      insideBy = null;
      continue;
    }
    const atMs = correctedMs(op, all);
    const isConflict = mustRefuse(known.event, checkpoint, { entries, insideBy }, atMs);
    const entry = { op, atMs, isConflict, settled: settlement(all, op.id) };
    entries.push(entry);
    if (!isConflict) insideBy = entry;
  }
  return { entries, insideBy };
}

/** What the list and the desks together say of a guest; null while nobody has heard of them. */
export function naiveRegistration(known: Knowledge, guest: string): Registration | null {
  const person = naivePerson(known, guest);
  const listed = known.list.get(person) ?? null;
  if (listed !== null) return putRight(known, listed, person);
  const walkIns = inTrueOrder(known.ops).filter(
    (op): op is OpOf<'walk-in'> => op.kind === 'walk-in' && isAbout(known, op, person),
  );
  const own = walkIns.find(({ registration }) => registration === person);
  if (own !== undefined) return putRight(known, own.payload.registration, person);
  const [other] = walkIns;
  if (other === undefined) return null;
  const asTakenDown = putRight(known, other.payload.registration, other.registration);
  return putRight(known, { ...asTakenDown, id: person }, person);
}

/** With what desks corrected under that very id. */
export function putRight(known: Knowledge, before: Registration, id: string): Registration {
  let registration = before;
  for (const op of standing(inTrueOrder(known.ops))) {
    if (op.kind === 'correction' && op.registration === id)
      registration = Object.assign({}, registration, op.payload.after);
  }
  return registration;
}

/** A scan as the naive model needs it: when, with which badge, and with which ticket, if any. */
export interface NaiveScan {
  readonly atMs: number;
  readonly badge: number | null;
  readonly ticket: Pick<Registration, 'category' | 'validDays'> | null;
}

/** The verdict that a station knowing this much must give. */
export function naiveVerdict(
  known: Knowledge,
  guest: string,
  checkpoint: Checkpoint,
  scan: NaiveScan,
): Verdict {
  const { atMs, badge, ticket } = scan;
  const registration = naiveRegistration(known, guest) ?? asTicketSays(ticket);
  if (registration === null) return 'unknown';
  if (badge !== null && isReplaced(known, guest, badge)) return 'revoked-badge';
  if (registration.status !== 'confirmed') return registration.status;
  if (checkpoint.categories !== null && !checkpoint.categories.includes(registration.category))
    return 'wrong-category';
  if (!isOpen(known.event, checkpoint, registration, atMs)) return 'wrong-day';
  const before = naiveStanding(known, guest, checkpoint);
  if (mustRefuse(known.event, checkpoint, before, atMs)) return 'already-in';
  const isConfirmed = known.ops.some((op) => op.kind === 'hold-confirmed' && isAbout(known, op, guest));
  if (registration.hold && checkpoint.holds && !isConfirmed) return 'hold';
  const isFull = checkpoint.capacity !== null && naiveOccupation(known, checkpoint) >= checkpoint.capacity;
  return isFull && !isCounted(checkpoint, before) ? 'full' : 'admit';
}

function asTicketSays(ticket: NaiveScan['ticket']) {
  return ticket === null ? null : { ...ticket, status: 'confirmed' as const, hold: false };
}

/** Whether a badge with a higher generation came out since, or this one was revoked. */
function isReplaced(known: Knowledge, guest: string, generation: number): boolean {
  return known.ops
    .filter(isKnownOp)
    .filter((op) => isAbout(known, op, guest))
    .some(
      (op) =>
        (op.kind === 'badge-printed' && op.payload.generation > generation) ||
        (op.kind === 'badge-revoked' && op.payload.generation >= generation),
    );
}

/** How many are inside, or were let in where nobody counts who leaves. */
export function naiveOccupation(known: Knowledge, checkpoint: Checkpoint): number {
  return guestsAt(known, checkpoint)
    .map((guest) => naiveStanding(known, guest, checkpoint))
    .filter((state) => isCounted(checkpoint, state)).length;
}

function isCounted({ tracksExit }: Checkpoint, { entries, insideBy }: NaiveStanding): boolean {
  return tracksExit ? insideBy !== null : entries.length > 0;
}

/** The people of whom there is any entry or exit at a checkpoint. */
export function guestsAt(known: Knowledge, checkpoint: Checkpoint): string[] {
  const moves = known.ops
    .filter(isKnownOp)
    .filter((op) => (op.kind === 'entry' || op.kind === 'exit') && op.checkpoint === checkpoint.id);
  return [...new Set(moves.map((op) => naivePerson(known, subjectOf(op) ?? '')))].sort();
}

/** Whether the rules forbid one more entry at a moment. */
function mustRefuse(
  { timeZone }: Event,
  { admission, tracksExit, hours }: Checkpoint,
  { entries, insideBy }: NaiveStanding,
  atMs: number,
): boolean {
  const today = dayOf(atMs, hours, timeZone);
  if (tracksExit && admission === 'once-a-day')
    return insideBy !== null && dayOf(insideBy.atMs, hours, timeZone) === today;
  if (tracksExit) return insideBy !== null;
  if (admission === 'once-a-day')
    return entries.some((entry) => dayOf(entry.atMs, hours, timeZone) === today);
  return admission === 'once' && entries.length > 0;
}

/** What nobody took back. */
export function standing(ops: readonly Op[]): Op[] {
  const undone = new Set(ops.flatMap((op) => (op.kind === 'undo' ? [op.payload.op] : [])));
  return ops.filter(
    (op) => !(['entry', 'exit', 'correction', 'note'].includes(op.kind) && undone.has(op.id)),
  );
}

function settlement(ops: readonly Op[], entry: EntryOp['id']): string | null {
  const last = ops.findLast(
    (op): op is OpOf<'conflict-settled'> => op.kind === 'conflict-settled' && op.payload.entry === entry,
  );
  return last?.payload.decision ?? null;
}

function isOpen(
  event: Event,
  checkpoint: Checkpoint,
  registration: Pick<Registration, 'validDays'>,
  atMs: number,
): boolean {
  const { hours, days } = checkpoint;
  const day = dayOf(atMs, hours, event.timeZone);
  if (day < event.firstDay || day > event.lastDay) return false;
  if (registration.validDays.length > 0 && !registration.validDays.includes(day)) return false;
  if (days !== null && !days.includes(day)) return false;
  if (hours === null) return true;
  const { time } = localClock(atMs, event.timeZone);
  const isAfter = time >= hours.from;
  const isBefore = time < hours.to;
  return hours.from < hours.to ? isAfter && isBefore : isAfter || isBefore;
}

/** The day to which a checkpoint counts a moment: an evening that goes beyond midnight is one day. */
function dayOf(atMs: number, hours: Checkpoint['hours'], timeZone: string): string {
  const { day, time } = localClock(atMs, timeZone);
  const isAfterMidnight = hours !== null && hours.from >= hours.to && time < hours.to;
  return isAfterMidnight ? localClock(atMs - 24 * 3_600_000, timeZone).day : day;
}

/** The venue of the simulation lies in China, which has one zone and no summer time. */
function localClock(atMs: number, timeZone: string): { readonly day: string; readonly time: string } {
  if (timeZone !== 'Asia/Shanghai') throw new Error(`the naive model does not know ${timeZone}`);
  const text = new Date(atMs + 8 * 3_600_000).toISOString();
  return { day: text.slice(0, 10), time: text.slice(11, 16) };
}
