import { v4 as newRun } from 'uuid';

/** What the station's clock says now. */
export interface ClockReading {
  /** The run of the clock (contract/op.ts). */
  readonly clock: string;
  /** What is to be added to the wall clock, in milliseconds; null until a server told it. */
  readonly offsetMs: number | null;
  /** The right time as far as it is known: wall time plus offset, in milliseconds since 1970. */
  readonly correctedMs: number;
}

export interface StationClock {
  /** The wall clock of this computer, in milliseconds since 1970. */
  now(): number;
  reading(): ClockReading;
}

/** A clock that no server has told the right time. */
export function uncorrectedClock(now: () => number): StationClock {
  const clock = newRun();
  return { now, reading: () => ({ clock, offsetMs: null, correctedMs: now() }) };
}
