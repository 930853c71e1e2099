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

/**
 * The stamp of a new op: later than `last` (null before the first) even when the wall clock went back.
 * Kulkarni et al. 2014, "send or local event".
 */
export function nextStamp(last: string | null, nowMs: number, station: string): string {
  const previous = last === null ? null : parseStamp(last);
  if (previous === null || nowMs > previous.ms) return formatStamp({ ms: nowMs, counter: 0 }, station);
  return formatStamp({ ms: previous.ms, counter: previous.counter + 1 }, station);
}

/**
 * What to keep as the last stamp after an op of another station arrived, so that what is made here next sorts
 * behind it. A stamp further ahead of the wall clock than MAX_DRIFT_MS pulls by no more than that.
 */
export function mergeStamp(last: string | null, received: string, nowMs: number, station: string): string {
  const theirs = parseStamp(received);
  const bounded = theirs.ms > nowMs + MAX_DRIFT_MS ? { ms: nowMs + MAX_DRIFT_MS, counter: 0 } : theirs;
  const stamp = formatStamp(bounded, station);
  return last === null || stamp > last ? stamp : last;
}
