import type { Timers } from './timers.ts';

/** A wait that can be cut short. A wake-up while nobody waits is kept for the next wait. */
export class WakeablePause {
  readonly #timers: Timers;
  #woken = Promise.withResolvers<void>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  wake(): void {
    this.#woken.resolve();
  }

  /** Waits so many milliseconds (null: for ever) or until somebody wakes it. */
  async wait(milliseconds: number | null): Promise<void> {
    const cancel = milliseconds === null ? null : this.#timers.after(milliseconds, () => this.wake());
    await this.#woken.promise;
    cancel?.();
    this.#woken = Promise.withResolvers();
  }
}
