const FIRST_DELAY_MS = 100;
const COUNTED_FOR_MS = 60_000;
const DEATHS_TO_GIVE_UP = 5;
/** Where nobody stands by to read that it was given up. */
const SLOW_DELAY_MS = 10_000;

/** Counts the deaths of one process and says how long to wait before it is started again. */
export interface RestartLimit {
  /**
   * Takes a death at `now` (ms). Gives the delay in ms, doubled with each death of the last minute; after the fifth it
   * would only die again: null to give up, or a long delay.
   */
  delayAfterDeath(now: number): number | null;
}

/** `givesUp` is asked at each death too many: false for a kiosk, which nobody looks after. */
export function restartLimit(givesUp: () => boolean): RestartLimit {
  let deaths: number[] = [];
  return {
    delayAfterDeath(now) {
      deaths = [...deaths.filter((death) => now - death < COUNTED_FOR_MS), now];
      if (deaths.length < DEATHS_TO_GIVE_UP) return FIRST_DELAY_MS * 2 ** (deaths.length - 1);
      return givesUp() ? null : SLOW_DELAY_MS;
    },
  };
}
