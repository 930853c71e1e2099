/** How far another station's stamp may pull this one's clock ahead: a wrong clock must not drag the others. */
export const MAX_DRIFT_MS = 60_000;

const COUNTER_LIMIT = 0xffff;

interface Stamp {
  readonly ms: number;
  readonly counter: number;
}

function parseStamp(text: string): Stamp {
  return { ms: Number(text.slice(0, 13)), counter: Number.parseInt(text.slice(14, 18), 16) };
}

function formatStamp(stamp: Stamp, station: string): string {
  const carried = stamp.counter > COUNTER_LIMIT ? { ms: stamp.ms + 1, counter: 0 } : stamp;
  const ms = String(carried.ms).padStart(13, '0');
  return `${ms}-${carried.counter.toString(16).padStart(4, '0')}-${station}`;
}

/** The time by which a station stamps: its wall clock, corrected when a server has told by how much. */
export interface StampingTime {
  readonly correctedMs: number;
  /** Null: nobody has told yet whether the wall clock is right. */
  readonly offsetMs: number | null;
}

/**
 * The stamp of a new op: later than `last` (null before the first) even when the wall clock went back.
 * Kulkarni et al. 2014, "send or local event".
 *
 * Once the right time is known, a last stamp further ahead of it than MAX_DRIFT_MS was made by a wrong clock: it no
 * longer counts, or everything after it would be stamped hours ahead. (What was made with it is corrected by the
 * observation of that clock.)
 */
export function nextStamp(
  last: string | null,
  { correctedMs, offsetMs }: StampingTime,
  station: string,
): string {
  const previous = last === null ? null : parseStamp(last);
  const isBehind = previous === null || correctedMs > previous.ms;
  const isFromWrongClock = previous !== null && offsetMs !== null && previous.ms > correctedMs + MAX_DRIFT_MS;
  if (previous === null || isBehind || isFromWrongClock)
    return formatStamp({ ms: correctedMs, counter: 0 }, station);
  return formatStamp({ ms: previous.ms, counter: previous.counter + 1 }, station);
}

/**
 * What to keep as the last stamp after an op of another station arrived, so that what is made here next sorts
 * behind it. A stamp further ahead of the corrected time than MAX_DRIFT_MS pulls by no more than that.
 */
export function mergeStamp(
  last: string | null,
  received: string,
  correctedNowMs: number,
  station: string,
): string {
  const theirs = parseStamp(received);
  const bound = correctedNowMs + MAX_DRIFT_MS;
  const bounded = theirs.ms > bound ? { ms: bound, counter: 0 } : theirs;
  const stamp = formatStamp(bounded, station);
  return last === null || stamp > last ? stamp : last;
}
