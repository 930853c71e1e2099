/** A code that was out of view for so long and comes again is a new scan. */
const AWAY_MS = 2000;

/**
 * Tells a code that is still held in view from one that is shown anew: the camera reads the same code many times
 * a second. Only a picture without it says that a code is away: a busy computer that looks at none for seconds has
 * missed nothing. Pure: the time comes with the picture.
 */
export class HeldCodes {
  /** When each code was first missed; null while it is in view. */
  readonly #missedAt = new Map<string, number | null>();

  /** The codes of a picture that are new scans. `at` in milliseconds on any steady clock. */
  see(shown: readonly string[], at: number): string[] {
    for (const [code, missedAt] of this.#missedAt) {
      if (missedAt !== null && at - missedAt >= AWAY_MS) this.#missedAt.delete(code);
      else this.#missedAt.set(code, missedAt ?? at);
    }
    const fresh = shown.filter((code) => !this.#missedAt.has(code));
    for (const code of shown) this.#missedAt.set(code, null);
    return fresh;
  }
}
