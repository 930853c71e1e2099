interface Appointment {
  readonly atMs: number;
  readonly order: number;
  readonly work: () => void;
}

/** Time that passes only when told to; what is due at the same moment happens in the order in which it was arranged. */
export class VirtualTime {
  #nowMs: number;
  #order = 0;
  #due: Appointment[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  after(milliseconds: number, work: () => void): void {
    this.#order += 1;
    const appointment = { atMs: this.#nowMs + milliseconds, order: this.#order, work };
    const place = this.#due.findLastIndex((other) => other.atMs <= appointment.atMs) + 1;
    this.#due.splice(place, 0, appointment);
  }

  /** Lets so much time pass, and happen what falls into it. */
  pass(milliseconds: number): void {
    const untilMs = this.#nowMs + milliseconds;
    for (let next = this.#due[0]; next !== undefined && next.atMs <= untilMs; next = this.#due[0]) {
      this.#due.shift();
      this.#nowMs = next.atMs;
      next.work();
    }
    this.#nowMs = untilMs;
  }

  /** Lets time pass until nothing is arranged any more. */
  passUntilQuiet(): void {
    for (let last = this.#due.at(-1); last !== undefined; last = this.#due.at(-1)) {
      this.pass(last.atMs - this.#nowMs);
    }
  }
}
