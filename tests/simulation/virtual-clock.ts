import { type MeasuredClock, measuredClock } from '../../src/core/clock/measured-clock.ts';
import type { StationDatabase } from '../../src/core/store/database.ts';
import type { Stamper } from '../../src/core/store/op-log.ts';
import type { VirtualTime } from './virtual-time.ts';

interface Computer {
  readonly time: VirtualTime;
  readonly station: string;
  wrongByMs: number;
  /** The planted fault: the wall clock is taken for right, and nobody's word for it changes that. */
  readonly trustsWallClock: boolean;
}

/** The clocks of one computer: the wall clock may be wrong and be set, the monotonic one only goes on. */
export class VirtualClock {
  readonly #computer: Computer;
  #boots = 0;
  #startedMs = 0;
  #measured: MeasuredClock;

  constructor(computer: Computer, database: StationDatabase) {
    this.#computer = computer;
    this.#startedMs = computer.time.now() - 3_600_000;
    this.#measured = this.#start(database);
  }

  get stamper(): Stamper {
    if (!this.#computer.trustsWallClock) return this.#measured;
    const { station, now, reading } = this.#measured;
    return { station, now, reading: () => ({ clock: reading().clock, offsetMs: 0, correctedMs: now() }) };
  }

  /** Somebody sets the wall clock. */
  set(wrongByMs: number): void {
    this.#computer.wrongByMs = wrongByMs;
  }

  /** The program starts anew, the computer with it when `machine`. */
  restart(machine: boolean, database: StationDatabase): void {
    if (machine) {
      this.#boots += 1;
      this.#startedMs = this.#computer.time.now();
    }
    this.#measured = this.#start(database);
  }

  elapsedMs(): number {
    return this.#measured.elapsedMs();
  }

  /** Learns from an answer of the server to a question that was asked at `askedMs` (elapsed). */
  learn(serverTime: string, askedMs: number): void {
    if (this.#computer.trustsWallClock) return;
    this.#measured.learn({ serverTime, roundTripMs: this.elapsedMs() - askedMs });
  }

  #start(database: StationDatabase): MeasuredClock {
    const { time, station } = this.#computer;
    return measuredClock(database, station, {
      wallMs: () => time.now() + this.#computer.wrongByMs,
      uptimeMs: () => time.now() - this.#startedMs,
      elapsedMs: () => time.now(),
      boot: `boot ${this.#boots}`,
    });
  }
}
