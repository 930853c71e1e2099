const FIRST_DELAY_MS = 100;
const COUNTED_FOR_MS = 60_000;
const DEATHS_TO_GIVE_UP = 5;

/** Counts the deaths of one process and says how long to wait before it is started again. */
export interface RestartLimit {
  /**
   * Takes a death at `now` (ms). Gives the delay in ms, doubled with each death of the last minute; null after the
   * fifth: it would only die again.
   */
  delayAfterDeath(now: number): number | null;
}

export function restartLimit(): RestartLimit {
  let deaths: number[] = [];
  return {
    delayAfterDeath(now) {
      deaths = [...deaths.filter((death) => now - death < COUNTED_FOR_MS), now];
      if (deaths.length >= DEATHS_TO_GIVE_UP) return null;
      return FIRST_DELAY_MS * 2 ** (deaths.length - 1);
    },
  };
}
