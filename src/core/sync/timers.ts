/** Waiting, so that a test can hold the clock. */
export interface Timers {
  /** Does `work` after so many milliseconds, unless the function that it returns is called before. */
  after(milliseconds: number, work: () => void): () => void;
}

export const systemTimers: Timers = {
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
};
