const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait after so many failures in a row (1 or more): anything up to 1, 2, 4 … 30 seconds, so that the
 * stations of a hall do not all come back at once. ("Full jitter": Brooker, "Exponential Backoff And Jitter", 2015.)
 */
export function backoffMs(failures: number, random: () => number): number {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
}
