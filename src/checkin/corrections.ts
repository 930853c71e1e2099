import type { LoggedOp, OpOf } from '../contract/op.ts';

/** What the stations learnt late of their clocks: read with `correctedMs`. */
export type Corrections = ReadonlyMap<string, number>;

/** One run of one station's clock, and by how much it was wrong. */
export interface ObservedRun {
  readonly station: string;
  readonly clock: string;
  readonly offsetMs: number;
}

/**
 * The runs that were observed. Of several observations of one run the first in the log counts (by stamp, then by id):
 * what was ordered by it stays so. A station speaks of its own clocks only, so a run is known by station and clock.
 */
export function observedRuns(observations: readonly OpOf<'clock-observed'>[]): ObservedRun[] {
  const runs = new Map<string, ObservedRun>();
  const inOrder = [...observations].sort(
    (one, other) => compareText(one.hlc, other.hlc) || compareText(one.id, other.id),
  );
  for (const { station, payload } of inOrder) {
    const key = runKey(station, payload.clock);
    if (!runs.has(key)) runs.set(key, { station, ...payload });
  }
  return [...runs.values()];
}

export function correctionsFrom(runs: readonly ObservedRun[]): Corrections {
  return new Map(runs.map(({ station, clock, offsetMs }) => [runKey(station, clock), offsetMs]));
}

/** Whether the corrections have this run with this offset already. */
export function hasRun(corrections: Corrections, { station, clock, offsetMs }: ObservedRun): boolean {
  return corrections.get(runKey(station, clock)) === offsetMs;
}

/**
 * When an op was made by the right time, as far as it is known (milliseconds since 1970). A stamp made with a known
 * offset is right already. One made without is its wall time plus the offset that was observed later: not the stamp
 * plus that offset, since a stamp runs ahead of a clock that was set back.
 */
export function correctedMs(
  op: Pick<LoggedOp, 'station' | 'clock' | 'offsetMs' | 'hlc' | 'at'>,
  corrections: Corrections,
): number {
  const observed = op.offsetMs === null ? corrections.get(runKey(op.station, op.clock)) : undefined;
  return observed === undefined ? stampMs(op.hlc) : Date.parse(op.at) + observed;
}

/** By how much the clock was wrong by which an op was made; null while nobody has told. */
export function clockOffsetMs(
  op: Pick<LoggedOp, 'station' | 'clock' | 'offsetMs'>,
  corrections: Corrections,
): number | null {
  return op.offsetMs ?? corrections.get(runKey(op.station, op.clock)) ?? null;
}

/** Compares two texts by their code units, as stamps and ids are ordered. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function stampMs(hlc: string): number {
  return Number(hlc.slice(0, 13));
}

function runKey(station: string, clock: string): string {
  return `${station} ${clock}`;
}
