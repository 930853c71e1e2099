/** A code that was out of view for so long and comes again is a new scan. */
const AWAY_MS = 2000;

/**
 * Tells a code that is still held in view from one that is shown anew: the camera reads the same code many times
 * a second. Pure: the time comes with the code.
 */
export class HeldCodes {
  readonly #lastSeenAt = new Map<string, number>();

  /** True when the code is a new scan. `at` in milliseconds on any steady clock. */
  see(code: string, at: number): boolean {
    for (const [held, seenAt] of this.#lastSeenAt) {
      if (at - seenAt >= AWAY_MS) this.#lastSeenAt.delete(held);
    }
    const isNew = !this.#lastSeenAt.has(code);
    this.#lastSeenAt.set(code, at);
    return isNew;
  }
}
