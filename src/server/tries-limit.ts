const TRIES = 10;
const WINDOW_MS = 60_000;

/** Holds an address to 10 tries at a secret in any 60 seconds. Tries that succeed do not count. */
export class TriesLimit {
  readonly #now: () => number;
  readonly #triesMs = new Map<string, number[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts a try before its outcome is known, so that many at once count too. False: not allowed, try later. */
  begin(address: string): boolean {
    this.#forgetOld();
    const tries = this.#triesMs.get(address) ?? [];
    if (tries.length >= TRIES) return false;
    this.#triesMs.set(address, [...tries, this.#now()]);
    return true;
  }

  /** The last try of the address was a good one. */
  succeeded(address: string): void {
    this.#triesMs.set(address, (this.#triesMs.get(address) ?? []).slice(0, -1));
  }

  #forgetOld(): void {
    const oldest = this.#now() - WINDOW_MS;
    for (const [address, tries] of this.#triesMs) {
      const recent = tries.filter((tryMs) => tryMs > oldest);
      if (recent.length === 0) this.#triesMs.delete(address);
      else this.#triesMs.set(address, recent);
    }
  }
}
