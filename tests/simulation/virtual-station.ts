import type { Event } from '../../src/contract/event.ts';
import type { LoggedOp, Op } from '../../src/contract/op.ts';
import { RegistrationSchema } from '../../src/contract/registration.ts';
import { type SyncAnswer, SyncAnswerSchema, SyncRequestSchema } from '../../src/contract/sync.ts';
import { appendingTo } from '../../src/core/station/append.ts';
import { currentEvent } from '../../src/core/station/event-store.ts';
import { openDatabase, type StationDatabase, type Writer } from '../../src/core/store/database.ts';
import { allOps, clockObservations } from '../../src/core/store/op-rows.ts';
import { outboxCounts, settleOp } from '../../src/core/store/outbox.ts';
import { readSetting, SETTING, writeSetting } from '../../src/core/store/settings.ts';
import { closeRound, type OpenRound, openRound } from '../../src/core/sync/sync-round.ts';
import type { ActionOf } from './history.ts';
import type { ModelServer } from './model-server.ts';
import type { Knowledge } from './naive-model.ts';
import type { PlantedFault } from './planted-fault.ts';
import type { Tally } from './tally.ts';
import { VirtualClock } from './virtual-clock.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The station gives a question up after so long (core/sync/ask-server.ts). */
const TIME_LIMIT_MS = 10_000;
const SERVER = 'https://server.example';

export interface StationParts {
  readonly index: number;
  readonly file: string;
  readonly time: VirtualTime;
  readonly server: ModelServer;
  readonly event: Event;
  readonly fault: PlantedFault | null;
  readonly happened: Tally;
  readonly wrongByMs: number;
}

/** The fault on purpose by which a restart in the middle of a transaction is played. */
class PowerCut extends Error {}

/** One station: the product's store, rules and sync on a clock and a line that are made up. */
export class VirtualStation {
  readonly id: string;
  readonly clock: VirtualClock;
  database: StationDatabase;
  /** What a person here was told that it is done. */
  readonly acknowledged: Op[] = [];
  /** When each of those was made, by the true time. */
  readonly madeAtMs = new Map<string, number>();
  readonly #parts: StationParts;
  #roundUnderWay: OpenRound | null = null;
  #cutUntilMs = 0;

  constructor(parts: StationParts) {
    this.#parts = parts;
    this.id = `00000000-0000-7000-8000-${String(parts.index).padStart(12, '0')}`;
    this.database = openDatabase(parts.file);
    this.clock = new VirtualClock(
      {
        time: parts.time,
        station: this.id,
        wrongByMs: parts.wrongByMs,
        trustsWallClock: parts.fault === 'clock-uncorrected',
      },
      this.database,
    );
    this.database.write((writer) => {
      writeSetting(writer, SETTING.station, this.id);
      writeSetting(writer, SETTING.name, `Station ${parts.index}`);
      writeSetting(writer, SETTING.event, parts.event);
      writeSetting(writer, SETTING.serverUrl, SERVER);
    });
  }

  get index(): number {
    return this.#parts.index;
  }

  log(): LoggedOp[] {
    return allOps(this.database);
  }

  event(): Event {
    return currentEvent(this.database);
  }

  /** Its own log, list and rules. */
  knowledge(): Knowledge {
    const rows = this.database.all('SELECT listed FROM registration WHERE listed IS NOT NULL');
    const list = rows.map((row) => RegistrationSchema.parse(JSON.parse(String(row.listed))));
    return { event: this.event(), ops: this.log(), list: new Map(list.map((one) => [one.id, one])) };
  }

  /** Whether nothing is to be sent, and everything up to the server's last change is here. */
  isSettled(end: number): boolean {
    const cursor = readSetting(this.database, SETTING.cursor);
    return outboxCounts(this.database).waiting === 0 && cursor === String(end);
  }

  /** Does something at this desk in one transaction; what it put into the log is acknowledged by the commit. */
  act<Value>(deed: (writer: Writer, append: ReturnType<typeof appendingTo>) => Value): Value {
    const made: Op[] = [];
    const value = this.database.write((writer) => {
      const append = appendingTo(writer, this.clock.stamper);
      return deed(writer, (draft) => {
        const op = append(draft);
        made.push(op);
        return op;
      });
    });
    for (const op of made) this.acknowledge(op);
    return value;
  }

  acknowledge(op: Op): void {
    this.acknowledged.push(op);
    this.madeAtMs.set(op.id, this.#parts.time.now());
  }

  /** Loses everything that was not committed, `deed` among it, and starts anew. */
  restart(machine: boolean, deed: ((writer: Writer) => void) | null): void {
    this.#parts.happened.add(machine ? 'computer restarted' : 'program restarted');
    if (deed !== null) this.#loseInTransaction(deed);
    if (this.#roundUnderWay !== null) this.#parts.happened.add('restart within a round');
    this.#roundUnderWay = null;
    this.database.close();
    this.database = openDatabase(this.#parts.file);
    this.clock.restart(machine, this.database);
  }

  cutUntil(untilMs: number): void {
    this.#cutUntilMs = Math.max(this.#cutUntilMs, untilMs);
  }

  heal(): void {
    this.#cutUntilMs = 0;
  }

  /** Begins a round unless one is under way. What becomes of it is up to the line. */
  sync(line: Omit<ActionOf<'sync'>, 'do' | 'afterMs' | 'station'>): void {
    if (this.#roundUnderWay !== null || this.#isCut()) return;
    const { time, server } = this.#parts;
    const round = openRound(this.database, SERVER);
    const askedMs = this.clock.elapsedMs();
    this.#roundUnderWay = round;
    time.after(TIME_LIMIT_MS, () => this.#giveUp(round));
    if (round.ops.length > 0) this.#parts.happened.add(`ops sent, ${line.fault}`);
    if (line.fault === 'request-lost') return;
    if (line.fault === 'portal-page' || line.fault === 'answers-503') {
      time.after(line.requestMs, () => this.#refused(round, line.fault));
      return;
    }
    const body = JSON.stringify(round.request);
    const timing = { ...line, dies: line.fault === 'server-dies-before-commit' };
    const arrive = () => {
      if (this.#isCut()) return this.#parts.happened.add('request cut off');
      server.sync(SyncRequestSchema.parse(JSON.parse(body)), this.id, timing, (answer) => {
        const reply = JSON.stringify(answer);
        if (line.fault === 'reply-lost') return;
        time.after(line.replyMs, () => {
          if (this.#isCut()) return this.#parts.happened.add('reply cut off');
          this.#take(round, askedMs, SyncAnswerSchema.parse(JSON.parse(reply)), line);
        });
      });
    };
    time.after(line.requestMs, arrive);
    if (line.fault === 'request-twice') time.after(line.requestMs + line.replyMs, arrive);
  }

  close(): void {
    this.database.close();
  }

  #isCut(): boolean {
    return this.#parts.time.now() < this.#cutUntilMs;
  }

  #giveUp(round: OpenRound): void {
    if (this.#roundUnderWay === round) this.#roundUnderWay = null;
  }

  #refused(round: OpenRound, fault: string): void {
    if (this.#roundUnderWay !== round) return;
    this.#giveUp(round);
    if (fault !== 'answers-503' || this.#parts.fault !== 'op-dropped-on-503') return;
    this.database.write((writer) => {
      for (const op of round.ops) settleOp(writer, op.id, { result: 'accepted' });
    });
  }

  #take(
    round: OpenRound,
    askedMs: number,
    answer: SyncAnswer,
    line: Omit<ActionOf<'sync'>, 'do' | 'afterMs' | 'station'>,
  ): void {
    if (this.#roundUnderWay !== round) {
      this.#parts.happened.add('reply that nobody waits for any more');
      return;
    }
    this.#giveUp(round);
    this.clock.learn(answer.serverTime, askedMs);
    const outcome = closeRound({ database: this.database, stamper: this.clock.stamper }, round, answer);
    if ('problem' in outcome) throw new Error(`an answer makes no sense: ${outcome.problem}`);
    this.#acknowledgeObservations();
    if (outcome.more) this.sync({ ...line, fault: 'none' });
  }

  /** What the station itself put into its log when it learnt how wrong its clock was. */
  #acknowledgeObservations(): void {
    for (const op of clockObservations(this.database)) {
      if (op.station === this.id && !this.madeAtMs.has(op.id)) this.acknowledge(op);
    }
  }

  #loseInTransaction(deed: (writer: Writer) => void): void {
    try {
      this.database.write((writer) => {
        deed(writer);
        this.#parts.happened.add('check-in lost in its transaction');
        throw new PowerCut();
      });
    } catch (cause) {
      if (!(cause instanceof PowerCut)) throw cause;
    }
  }
}
