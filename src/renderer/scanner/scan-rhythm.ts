/** Between two keys that a person may have pressed as well, when the first was up again before the second. */
const RHYTHM_MS = 50;
/** With the first key up again so soon as no finger lets go, the pause after it may be longer. */
const SLOW_RHYTHM_MS = 100;
const NO_FINGER_MS = 30;
/** Two keys so close are no person's typing, even where the first is still down. */
const NO_PERSON_MS = 20;
/** A busy computer may stop a scanner's keys once for so long, where all others come as no person types. */
const STALL_MS = 200;
const NEXT_TO_STALL_MS = 30;
/** No finger types a letter so shortly, as a rule: before a scan it is the scan's, stalled. */
const SELDOM_FINGER_MS = 50;
/** With keys that no finger pressed, the stall may be so long; what was before belongs to no scan that begins now. */
export const LONGEST_STALL_MS = 1000;
/** So many keys in rhythm are a scanner; fewer may be a person whose keys overlap. */
export const RECOGNISED_AT = 4;

/** When a key went down and up, in milliseconds on any steady clock. */
export interface KeyTimes {
  readonly downAt: number;
  /** Null while it is down. */
  readonly upAt: number | null;
  /** That it came up may be hidden: an input method takes it, or it is a dead key. */
  readonly mayStayDown: boolean;
}

/**
 * Where in these keys a scan begins that the last of them makes certain; null while it is not certain.
 *
 * A scanner lets each key go before it presses the next, after some milliseconds. A person who types fast has the
 * next key down before the last is up (hold times are 60 to 120 ms), and seldom goes below 60 ms from key to key.
 */
export function scanStart(keys: readonly KeyTimes[]): number | null {
  const gaps = keys.slice(1).map((key, index) => gapBetween(keys[index] ?? key, key));
  const stall = gaps.findLastIndex((gap) => !gap.isRhythm);
  if (gaps.length - stall - 1 < RECOGNISED_AT - 1) return null;
  const start = isBeforeStall(gaps, stall) ? startOfGroup(gaps, stall) : stall + 1;
  return keys.slice(0, start).findLastIndex((key, index) => !isStalledTap(key, gaps[index])) + 1;
}

function isStalledTap({ downAt, upAt }: KeyTimes, after: Gap | undefined): boolean {
  if (upAt === null || after === undefined) return false;
  const heldMs = upAt - downAt;
  if (heldMs > after.ms) return false;
  return after.ms <= STALL_MS ? heldMs <= SELDOM_FINGER_MS : heldMs <= NO_FINGER_MS;
}

interface Gap {
  readonly ms: number;
  readonly isRhythm: boolean;
}

function gapBetween(one: KeyTimes, next: KeyTimes): Gap {
  const ms = next.downAt - one.downAt;
  if (one.upAt === null && one.mayStayDown) return { ms, isRhythm: ms <= RHYTHM_MS };
  const isUp = one.upAt !== null;
  const isTap = one.upAt !== null && one.upAt - one.downAt <= NO_FINGER_MS;
  const longest = isTap ? SLOW_RHYTHM_MS : isUp ? RHYTHM_MS : NO_PERSON_MS;
  return { ms, isRhythm: ms <= longest };
}

/**
 * Whether the keys just before a stall are the scan's: pressed as no person types, or one key that is much nearer to
 * what follows than to what came before.
 */
function isBeforeStall(gaps: readonly Gap[], stall: number): boolean {
  const start = startOfGroup(gaps, stall);
  if ((gaps[stall]?.ms ?? 0) > STALL_MS) return false;
  const after = gaps[stall]?.ms ?? Number.POSITIVE_INFINITY;
  const before = gaps[start - 1]?.ms ?? Number.POSITIVE_INFINITY;
  const isOneKey = start === stall;
  if (isOneKey && after * 2 > before) return false;
  return gaps.every(({ ms }, index) => index < start || index === stall || ms <= NEXT_TO_STALL_MS);
}

/** The first of the keys in rhythm that end with the key before a stall. */
function startOfGroup(gaps: readonly Gap[], stall: number): number {
  return gaps.slice(0, Math.max(0, stall)).findLastIndex((gap) => !gap.isRhythm) + 1;
}
