/** Keys that a scanner sends in one report go down in one moment; two scanners seldom meet so closely. */
const ONE_REPORT_MS = 2;
/** A scanner that sends several keys in one report does so all the time. */
const SELDOM = 1 / 4;

/**
 * Tells the keys of two scanners that scan at once from those of one. A scanner lets each key go before it presses
 * the next one (or sends several at once, in one report); where a key goes down while one from before is held, another
 * scanner holds it. Two whose keys happen never to overlap cannot be told from one that scans twice: their texts are
 * mixed, and no list has such a code.
 */
export class KeyOverlaps {
  #heldSince = new Map<string, number>();
  #keys = 0;
  #overlaps = 0;
  #isCertain = false;

  press(code: string, at: number): void {
    const others = [...this.#heldSince.values()];
    this.#keys += 1;
    if (others.length > 0) this.#overlaps += 1;
    if (others.some((since) => at - since >= ONE_REPORT_MS)) this.#isCertain = true;
    this.#heldSince.set(code, at);
  }

  /** The computer takes a second key that is the same for the first one's repetition. */
  repeat(code: string): void {
    if (this.#heldSince.has(code)) this.#isCertain = true;
  }

  release(code: string): void {
    this.#heldSince.delete(code);
  }

  get areOfTwoScanners(): boolean {
    return this.#isCertain || (this.#overlaps > 0 && this.#overlaps < this.#keys * SELDOM);
  }
}
