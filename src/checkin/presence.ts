import type { Checkpoint, Event } from '../contract/event.ts';
import type { EntryOp } from '../contract/op.ts';
import { eventDay, openDay } from './event-day.ts';

/** What of a checkpoint says whether a guest may enter again. */
export type EntryRules = Pick<Checkpoint, 'admission' | 'tracksExit' | 'hours'>;

/** An entry with the corrected time at which it was made (milliseconds since 1970). */
export interface PlacedEntry {
  readonly op: EntryOp;
  readonly atMs: number;
}

/** One guest at one checkpoint so far. */
export interface Presence {
  /** The first entry of the guest, and the first of the newest day on which the guest came. */
  readonly first: PlacedEntry | null;
  readonly firstOfDay: PlacedEntry | null;
  /** The entry by which the guest is inside; null outside. */
  readonly insideBy: PlacedEntry | null;
}

export const NOWHERE: Presence = { first: null, firstOfDay: null, insideBy: null };

/** The rules of a checkpoint; one that the event no longer has admits once. */
export function entryRules(event: Pick<Event, 'checkpoints'> | null, checkpoint: string): EntryRules {
  return event?.checkpoints.find(({ id }) => id === checkpoint) ?? ADMITS_ONCE;
}

const ADMITS_ONCE: EntryRules = { admission: 'once', tracksExit: false, hours: null };

/**
 * The earlier entry that forbids another one at a moment, or null. Where exits are tracked, who is inside may not
 * enter and who went out may; `once-a-day` forgives a guest who left unseen the day before.
 */
export function entryInTheWay(
  presence: Presence,
  rules: EntryRules,
  atMs: number,
  timeZone: string,
): PlacedEntry | null {
  const candidate = candidateFor(presence, rules);
  if (candidate === null || rules.admission !== 'once-a-day') return candidate;
  return isSameDay(candidate.atMs, atMs, rules, timeZone) ? candidate : null;
}

function candidateFor(presence: Presence, rules: EntryRules): PlacedEntry | null {
  if (rules.tracksExit) return presence.insideBy;
  if (rules.admission === 'many') return null;
  return rules.admission === 'once' ? presence.first : presence.firstOfDay;
}

/** The guest after one more entry, made at or after all before it. */
export function afterEntry(
  presence: Presence,
  entry: PlacedEntry,
  rules: EntryRules,
  timeZone: string,
): Presence {
  const { firstOfDay } = presence;
  const isNewDay = firstOfDay === null || !isSameDay(firstOfDay.atMs, entry.atMs, rules, timeZone);
  const blocked = entryInTheWay(presence, rules, entry.atMs, timeZone) !== null;
  return {
    first: presence.first ?? entry,
    firstOfDay: isNewDay ? entry : firstOfDay,
    insideBy: blocked ? presence.insideBy : entry,
  };
}

export function afterExit(presence: Presence): Presence {
  return { ...presence, insideBy: null };
}

function isSameDay(oneMs: number, otherMs: number, { hours }: EntryRules, timeZone: string): boolean {
  return dayOf(oneMs, hours, timeZone) === dayOf(otherMs, hours, timeZone);
}

/** An entry outside the hours (they changed since) counts to its calendar day. */
function dayOf(atMs: number, hours: EntryRules['hours'], timeZone: string): string {
  return openDay(atMs, timeZone, hours) ?? eventDay(atMs, timeZone);
}
