import { z } from 'zod';

/** Wall and monotonic clock part by no more than this while nobody sets the wall clock. */
export const JUMP_LIMIT_MS = 2_000;

/** An answer that took longer says too little about the time. */
export const ROUND_TRIP_LIMIT_MS = 5_000;

/** Both clocks are read in whole milliseconds. */
const READING_ERROR_MS = 2;

/** How many measurements are kept: the best of the last few counts. */
const SAMPLES_KEPT = 8;

/** How many runs may wait for their offset; more than that are set by hand in no hall. */
const RUNS_KEPT = 100;

/** One measurement: the right time minus the wall clock's, true to half the round trip. */
const SampleSchema = z.strictObject({ offsetMs: z.int(), roundTripMs: z.number().min(0) });
export type ClockSample = z.infer<typeof SampleSchema>;

/** A run of the clock, and by how much its offset is more than that of the present run. */
const EarlierRunSchema = z.strictObject({ run: z.uuid(), moreMs: z.int() });

/** What a station remembers of its clock, through restarts of the program. */
export const ClockStateSchema = z.strictObject({
  /** The run of the clock: see `clock` in contract/op.ts. */
  run: z.uuid(),
  boot: z.string(),
  /** When the computer was started, by its own wall clock: changes only when somebody sets that clock. */
  startedMs: z.int(),
  /** The right time minus the wall clock's; null until a server told it. */
  offsetMs: z.int().nullable(),
  samples: z.array(SampleSchema).max(SAMPLES_KEPT),
  /** Runs of this boot that nobody has told the right time yet, tied to the present one by measured jumps. */
  untold: z.array(EarlierRunSchema).max(RUNS_KEPT),
});
export type ClockState = z.infer<typeof ClockStateSchema>;

/** The computer's clocks at one moment. */
export interface ClockMoment {
  readonly wallMs: number;
  readonly uptimeMs: number;
  readonly boot: string;
}

/** A run whose offset was learnt after ops had been stamped without one. */
export interface LearntRun {
  readonly run: string;
  readonly offsetMs: number;
}

/**
 * The state at a moment. The run goes on while wall and monotonic clock agree, through restarts of the program too.
 * When they parted within one boot, somebody set the clock: a new run begins, and as the jump is known, so is the new
 * offset where the old one was. After another boot nothing is known.
 */
export function stateAt(before: ClockState | null, moment: ClockMoment, newRun: () => string): ClockState {
  const startedMs = Math.round(moment.wallMs - moment.uptimeMs);
  const jumpMs = before === null ? 0 : startedMs - before.startedMs;
  if (before !== null && Math.abs(jumpMs) <= JUMP_LIMIT_MS)
    return before.boot === moment.boot ? before : { ...before, boot: moment.boot };
  const fresh = { run: newRun(), boot: moment.boot, startedMs };
  if (before?.boot !== moment.boot) return { ...fresh, offsetMs: null, samples: [], untold: [] };
  return {
    ...fresh,
    offsetMs: before.offsetMs === null ? null : before.offsetMs - jumpMs,
    samples: before.samples.map((sample) => ({ ...sample, offsetMs: sample.offsetMs - jumpMs })),
    untold: untoldRuns(before)
      .map(({ run, moreMs }) => ({ run, moreMs: moreMs + jumpMs }))
      .slice(-RUNS_KEPT),
  };
}

/**
 * The state after one more measurement, and the runs whose offset is known by it for the first time. Of the last few
 * measurements that with the shortest round trip counts; those that the newest contradicts are out of date.
 */
export function withSample(
  before: ClockState,
  sample: ClockSample,
): { readonly state: ClockState; readonly learnt: readonly LearntRun[] } {
  const samples = [...before.samples.filter((kept) => agree(kept, sample)), sample].slice(-SAMPLES_KEPT);
  const best = samples.reduce((one, other) => (other.roundTripMs < one.roundTripMs ? other : one));
  const offsetMs = offsetBeyondDoubt(best);
  return {
    state: { ...before, samples, offsetMs, untold: [] },
    learnt: untoldRuns(before).map(({ run, moreMs }) => ({ run, offsetMs: offsetMs + moreMs })),
  };
}

/** A clock that may be right, as far as the measurement can tell, is right: its times stay what people read off it. */
function offsetBeyondDoubt({ offsetMs, roundTripMs }: ClockSample): number {
  return Math.abs(offsetMs) <= roundTripMs / 2 + READING_ERROR_MS ? 0 : offsetMs;
}

function untoldRuns({ run, offsetMs, untold }: ClockState): ClockState['untold'] {
  return offsetMs === null ? [...untold, { run, moreMs: 0 }] : untold;
}

/** Whether both can be true: each is right to half its round trip. */
function agree(one: ClockSample, other: ClockSample): boolean {
  return Math.abs(one.offsetMs - other.offsetMs) <= (one.roundTripMs + other.roundTripMs) / 2 + 1;
}
