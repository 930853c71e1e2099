import type { Event } from '../contract/event.ts';
import type { Correctable, Decision, LoggedOp, Op, OpOf } from '../contract/op.ts';
import type { Registration } from '../contract/registration.ts';
import { type Corrections, clockOffsetMs, correctedMs } from './corrections.ts';
import { inLogOrder } from './log-order.ts';
import {
  afterEntry,
  afterExit,
  type EntryRules,
  entryInTheWay,
  entryRules,
  NOWHERE,
  type PlacedEntry,
  type Presence,
} from './presence.ts';

/** What the fold needs to know beside the ops. */
export interface FoldContext {
  rules(checkpoint: string): EntryRules;
  /** IANA name of the event's time zone. */
  readonly timeZone: string;
  readonly corrections: Corrections;
}

/** The context that an event gives; null for a station that has none yet. */
export function foldContextOf(event: Event | null, corrections: Corrections): FoldContext {
  return {
    rules: (checkpoint) => entryRules(event, checkpoint),
    timeZone: event?.timeZone ?? 'UTC',
    corrections,
  };
}

/** Whether two versions of an event give the same state from the same ops. */
export function foldsAlike(one: Event, other: Event): boolean {
  return rulesText(one) === rulesText(other);
}

function rulesText({ timeZone, checkpoints }: Event): string {
  const rules = checkpoints.map(({ id, admission, tracksExit, hours }) => [id, admission, tracksExit, hours]);
  return JSON.stringify([timeZone, rules]);
}

/** An entry that nobody took back. */
export interface StandingEntry extends PlacedEntry {
  /** The earlier entry because of which the rules would have refused this one; null when they let it in. */
  readonly inTheWay: PlacedEntry | null;
  /** By how much the clock was wrong, in milliseconds; null while nobody has told. */
  readonly offsetMs: number | null;
  /** What people decided about it; null while nobody has. */
  readonly decision: Decision | null;
}

/** A guest at one checkpoint: at least one standing entry, in the order in which they were made. */
export interface CheckpointState {
  readonly entries: readonly [StandingEntry, ...StandingEntry[]];
  readonly presence: Presence;
  /** The entry by which the guest is counted against the capacity; null for one who left. */
  readonly place: StandingEntry | null;
}

/** What is known of a guest's badges on paper. */
export interface BadgeState {
  readonly printed: number;
  readonly last: OpOf<'badge-printed'> | null;
  /** That of the newest badge, 0 before the first; badges of an earlier one no longer count. */
  readonly generation: number;
  /** Badges up to and including this generation were revoked; 0 when none was. */
  readonly revokedUpTo: number;
}

/** A guest as a desk took them down. */
export interface WalkIn {
  readonly op: OpOf<'walk-in'>;
  readonly atMs: number;
  /** With what was put right of it, where another id of the person was taken down. */
  readonly registration: Registration;
}

/** A guest marked `hold` who stood somewhere and waited. */
export interface Waiting {
  readonly op: OpOf<'hold-waiting'>;
  readonly atMs: number;
  /** Who said that they go to meet them, first; null while nobody has. */
  readonly answer: OpOf<'hold-answered'> | null;
}

/** All that the log says about one guest. */
export interface GuestState {
  readonly checkpoints: ReadonlyMap<string, CheckpointState>;
  readonly badge: BadgeState;
  /** The guest as the desk took them down, and when; null for one who came from a list. */
  readonly walkIn: WalkIn | null;
  /** What the desks put right, the newest of each field. */
  readonly correction: Correctable;
  /** Where the guest waited last; null for one who never did. */
  readonly waiting: Waiting | null;
  readonly holdConfirmed: boolean;
  readonly notes: readonly OpOf<'note'>[];
}

/**
 * Folds the ops of one guest. Ops may come in any order and more than once: the state is that of the set, ordered by
 * corrected time, then by the stamp's counter, station and id. Undo and settlement name an op by its id, and hold
 * whatever the order. Kinds of a newer version fold to nothing.
 *
 * `person` is given for a guest of several ids (people.ts), whose ops these are all together: it is the id by which
 * that guest is known. Corrections of it count; those of another id were of words that count no more.
 */
export function foldGuest(
  logged: readonly LoggedOp[],
  context: FoldContext,
  person: string | null = null,
): GuestState {
  const standing = standingOps(logged, context.corrections);
  return {
    checkpoints: foldCheckpoints(standing, context),
    badge: foldBadge(standing),
    walkIn: foldWalkIn(standing, context, person),
    correction: foldCorrection(standing, person),
    waiting: foldWaiting(standing, context),
    holdConfirmed: standing.some(isKind('hold-confirmed')),
    notes: standing.filter(isKind('note')),
  };
}

/** The ops of a guest that nobody took back, each once, in the order of the fold. */
export function standingOps(logged: readonly LoggedOp[], corrections: Corrections): Op[] {
  const ops = inLogOrder(logged, corrections);
  const undone = new Set(ops.filter(isKind('undo')).map(({ payload }) => payload.op));
  return ops.filter((op) => !(UNDOABLE.has(op.kind) && undone.has(op.id)));
}

/** Whether a badge was replaced by a reprint or revoked. */
export function isBadgeRevoked({ badge }: Pick<GuestState, 'badge'>, generation: number): boolean {
  return generation < badge.generation || generation <= badge.revokedUpTo;
}

/** What can be taken back; what came out of a printer, and what was met, cannot. */
export const UNDOABLE: ReadonlySet<string> = new Set<Op['kind']>(['entry', 'exit', 'correction', 'note']);

export function isKind<Kind extends Op['kind']>(kind: Kind) {
  return (op: Op): op is OpOf<Kind> => op.kind === kind;
}

function foldCheckpoints(ops: readonly Op[], context: FoldContext): ReadonlyMap<string, CheckpointState> {
  const decisions = new Map(
    ops.filter(isKind('conflict-settled')).map(({ payload }) => [payload.entry, payload.decision]),
  );
  const states = new Map<string, Omit<CheckpointState, 'place'>>();
  for (const op of ops) {
    if (op.kind !== 'entry' && op.kind !== 'exit') continue;
    const before = states.get(op.checkpoint);
    if (op.kind === 'exit') {
      if (before !== undefined)
        states.set(op.checkpoint, { ...before, presence: afterExit(before.presence) });
      continue;
    }
    const entry = { op, atMs: correctedMs(op, context.corrections) };
    const decision = decisions.get(op.id) ?? null;
    states.set(op.checkpoint, withEntry(before, entry, decision, context));
  }
  return new Map(
    [...states].map(([checkpoint, state]) => [
      checkpoint,
      { ...state, place: placeIn(state, context.rules(checkpoint)) },
    ]),
  );
}

/** Who is inside takes a place; where exits are not tracked, whoever came in, by the first entry. */
function placeIn(
  { entries, presence }: Omit<CheckpointState, 'place'>,
  { tracksExit }: EntryRules,
): StandingEntry | null {
  if (!tracksExit) return entries[0];
  return entries.find(({ op }) => op.id === presence.insideBy?.op.id) ?? null;
}

function withEntry(
  before: Omit<CheckpointState, 'place'> | undefined,
  entry: PlacedEntry,
  decision: Decision | null,
  context: FoldContext,
): Omit<CheckpointState, 'place'> {
  const rules = context.rules(entry.op.checkpoint);
  const presence = before?.presence ?? NOWHERE;
  const inTheWay = entryInTheWay(presence, rules, entry.atMs, context.timeZone);
  const offsetMs = clockOffsetMs(entry.op, context.corrections);
  const standing = { ...entry, inTheWay, offsetMs, decision };
  return {
    entries: before === undefined ? [standing] : [...before.entries, standing],
    presence: afterEntry(presence, entry, rules, context.timeZone),
  };
}

function foldBadge(ops: readonly Op[]): BadgeState {
  const printed = ops.filter(isKind('badge-printed'));
  const revoked = ops.filter(isKind('badge-revoked'));
  return {
    printed: printed.length,
    last: printed.at(-1) ?? null,
    generation: Math.max(0, ...printed.map(({ payload }) => payload.generation)),
    revokedUpTo: Math.max(0, ...revoked.map(({ payload }) => payload.generation)),
  };
}

function foldWaiting(ops: readonly Op[], context: FoldContext): Waiting | null {
  const op = ops.findLast(isKind('hold-waiting'));
  if (op === undefined) return null;
  const answers = ops.filter(isKind('hold-answered'));
  const answer = answers.find(({ payload }) => payload.waiting === op.id) ?? null;
  return { op, atMs: correctedMs(op, context.corrections), answer };
}

/** The walk-in of the person's own id; else the first of another one, as a desk put it right. */
function foldWalkIn(ops: readonly Op[], context: FoldContext, person: string | null): WalkIn | null {
  const walkIns = ops.filter(isKind('walk-in'));
  const op = walkIns.find(({ registration }) => registration === person) ?? walkIns[0];
  if (op === undefined) return null;
  const isOwn = person === null || op.registration === person;
  const putRight = isOwn ? {} : foldCorrection(ops, op.registration);
  const registration = Object.assign({}, op.payload.registration, putRight);
  return { op, atMs: correctedMs(op, context.corrections), registration };
}

function foldCorrection(ops: readonly Op[], id: string | null): Correctable {
  const corrections = ops.filter(isKind('correction'));
  const own = corrections.filter(({ registration }) => id === null || registration === id);
  return Object.assign({}, ...own.map(({ payload }) => payload.after));
}
