import type { Event } from '../../src/contract/event.ts';
import type { LoggedOp } from '../../src/contract/op.ts';
import type { Registration } from '../../src/contract/registration.ts';
import type { Change } from '../../src/contract/sync.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How long a transaction takes, and whether its process dies before the commit. */
export interface TransactionTiming {
  /** From the first statement until the log's lock is asked for. */
  readonly prepareMs: number;
  /** From the log's lock until the commit. */
  readonly commitMs: number;
  readonly dies: boolean;
}

interface Transaction {
  /** Ids of ops put in and not committed: who puts the same ones in waits, as at a unique index. */
  readonly claims: readonly string[];
  readonly whenOver: (() => void)[];
}

/**
 * What the server's PostgreSQL does, as far as stations can tell: transactions take time, overlap and are seen once
 * committed; the counter row of the log (server/database/change-log.ts) is held from the first number to the commit.
 */
export class ModelDatabase {
  readonly ops = new Map<string, LoggedOp>();
  readonly registrations = new Map<string, Registration>();
  event: Event;
  readonly #time: VirtualTime;
  readonly #withoutLock: boolean;
  /** Each thing that changed, once, by its key, with the number of its last change. */
  readonly #changes = new Map<string, { readonly sequence: number; readonly change: Change }>();
  readonly #claimed = new Map<string, Transaction>();
  readonly #waitForLock: (() => void)[] = [];
  #isLocked = false;
  #lastSequence = 0;

  constructor(time: VirtualTime, event: Event, withoutLock: boolean) {
    this.#time = time;
    this.event = event;
    this.#withoutLock = withoutLock;
  }

  /** Puts in what is not there yet; `done` after the commit. */
  insertOps(ops: readonly LoggedOp[], timing: TransactionTiming, done: () => void): void {
    const inTheWay = ops.map((op) => this.#claimed.get(op.id)).find((claim) => claim !== undefined);
    if (inTheWay !== undefined) {
      inTheWay.whenOver.push(() => this.insertOps(ops, timing, done));
      return;
    }
    const fresh = ops.filter((op) => !this.ops.has(op.id));
    const transaction = { claims: fresh.map((op) => op.id), whenOver: [] };
    for (const id of transaction.claims) this.#claimed.set(id, transaction);
    const changes = fresh.map((op): Change => ({ kind: 'op', op }));
    this.#run(transaction, timing, () => changes, done);
  }

  /** Makes changes, found out when the lock is held, known to the stations. */
  publish(timing: TransactionTiming, findChanges: () => readonly Change[]): void {
    this.#run({ claims: [], whenOver: [] }, timing, findChanges, () => undefined);
  }

  /** The number of the last change that was committed. */
  end(): number {
    return Math.max(0, ...[...this.#changes.values()].map(({ sequence }) => sequence));
  }

  /** The guest on the list who has a code, or null. */
  holderOf(code: string): string | null {
    return [...this.registrations.values()].find((one) => one.code === code)?.id ?? null;
  }

  /** What lies behind the cursor, at most `limit` things. */
  readChanges(cursor: number, limit: number) {
    const behind = [...this.#changes.values()]
      .filter(({ sequence }) => sequence > cursor)
      .sort((one, other) => one.sequence - other.sequence);
    const page = behind.slice(0, limit);
    return {
      changes: page.map(({ change }) => change),
      cursor: String(page.at(-1)?.sequence ?? cursor),
      more: behind.length > limit,
    };
  }

  #run(
    transaction: Transaction,
    timing: TransactionTiming,
    findChanges: () => readonly Change[],
    done: () => void,
  ): void {
    this.#time.after(timing.prepareMs, () =>
      this.#withLock((release) => {
        const changes = findChanges();
        const before = this.#lastSequence;
        this.#lastSequence += changes.length;
        this.#time.after(changes.length === 0 ? 0 : timing.commitMs, () => {
          if (!timing.dies) this.#commit(changes, before);
          else if (!this.#withoutLock) this.#lastSequence = before;
          for (const id of transaction.claims) this.#claimed.delete(id);
          release();
          for (const resume of transaction.whenOver) resume();
          if (!timing.dies) done();
        });
      }),
    );
  }

  #withLock(work: (release: () => void) => void): void {
    if (this.#withoutLock) {
      work(() => undefined);
      return;
    }
    if (this.#isLocked) {
      this.#waitForLock.push(() => this.#withLock(work));
      return;
    }
    this.#isLocked = true;
    work(() => {
      this.#isLocked = false;
      this.#waitForLock.shift()?.();
    });
  }

  #commit(changes: readonly Change[], before: number): void {
    for (const [place, change] of changes.entries()) {
      this.#changes.set(keyOf(change), { sequence: before + place + 1, change });
      if (change.kind === 'op') this.ops.set(change.op.id, change.op);
      if (change.kind === 'registration') this.registrations.set(change.registration.id, change.registration);
      if (change.kind === 'registration-removed') this.registrations.delete(change.id);
      if (change.kind === 'event') this.event = change.event;
    }
  }
}

function keyOf(change: Change): string {
  if (change.kind === 'op') return `op ${change.op.id}`;
  if (change.kind === 'registration') return `registration ${change.registration.id}`;
  if (change.kind === 'registration-removed') return `registration ${change.id}`;
  return change.kind;
}
