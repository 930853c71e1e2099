import { v4 as newRun } from 'uuid';
import { stationItself } from '../staff/acting.ts';
import { appendingTo } from '../station/append.ts';
import type { StationDatabase, Writer } from '../store/database.ts';
import type { Stamper } from '../store/op-log.ts';
import { hasUncorrectedOps } from '../store/op-rows.ts';
import { readSetting, SETTING, writeSetting } from '../store/settings.ts';
import type { ClockSources } from './clock-sources.ts';
import { type ClockState, type LearntRun, ROUND_TRIP_LIMIT_MS, stateAt, withSample } from './clock-state.ts';

/** Ops that were stamped by no more than this off are left as they are. */
const WORTH_CORRECTING_MS = 500;

/** What one answer of the server says about the time. */
export interface ServerTime {
  /** ISO 8601, as the answer was made. */
  readonly serverTime: string;
  /** From the question to the answer, which has just come. */
  readonly roundTripMs: number;
}

/** The station's clock, which learns from its server how wrong the computer's is. */
export interface MeasuredClock extends Stamper {
  /** Milliseconds since some moment, for measuring a round trip. */
  elapsedMs(): number;
  /**
   * Takes a server's time in. When ops were stamped before anybody knew by how much their clock was wrong, an
   * observation of it joins the log. An answer that took over 5 seconds says nothing.
   */
  learn(time: ServerTime): void;
}

/** The clock of a station; what it knows is in the database, shared by all processes on that and kept for the next. */
export function measuredClock(
  database: StationDatabase,
  station: string,
  sources: ClockSources,
): MeasuredClock {
  function advanced(known: ClockState | null): ClockState {
    const { boot } = sources;
    return stateAt(known, { wallMs: sources.wallMs(), uptimeMs: sources.uptimeMs(), boot }, newRun);
  }

  /** A run that has just begun is written down, so that every process stamps by the same. */
  function settledState(): ClockState {
    const known = readSetting(database, SETTING.clock);
    const present = advanced(known);
    if (present === known) return present;
    return database.write((writer) => {
      const state = advanced(readSetting(writer, SETTING.clock));
      writeSetting(writer, SETTING.clock, state);
      return state;
    });
  }

  function observe(writer: Writer, learnt: readonly LearntRun[]): void {
    const append = appendingTo(writer, clock, stationItself(writer));
    for (const { run, offsetMs } of learnt) {
      const matters = Math.abs(offsetMs) > WORTH_CORRECTING_MS && hasUncorrectedOps(writer, station, run);
      if (matters) append({ kind: 'clock-observed', payload: { clock: run, offsetMs } });
    }
  }

  const clock: MeasuredClock = {
    station,
    now: sources.wallMs,
    elapsedMs: sources.elapsedMs,
    reading() {
      const { run, offsetMs } = settledState();
      return { clock: run, offsetMs, correctedMs: sources.wallMs() + (offsetMs ?? 0) };
    },
    learn({ serverTime, roundTripMs }) {
      if (roundTripMs > ROUND_TRIP_LIMIT_MS) return;
      const rightMs = Date.parse(serverTime) + roundTripMs / 2;
      database.write((writer) => {
        const offsetMs = Math.round(rightMs - sources.wallMs());
        const { state, learnt } = withSample(advanced(readSetting(writer, SETTING.clock)), {
          offsetMs,
          roundTripMs,
        });
        writeSetting(writer, SETTING.clock, state);
        observe(writer, learnt);
      });
    },
  };
  return clock;
}
