import { isDeepStrictEqual } from 'node:util';
import { separateHeldCodes } from '../../src/checkin/list/held-codes.ts';
import type { Event } from '../../src/contract/event.ts';
import { isKnownOp, type LoggedOp } from '../../src/contract/op.ts';
import type { Registration } from '../../src/contract/registration.ts';
import type { Change, SyncAnswer, SyncRequest } from '../../src/contract/sync.ts';
import { distinctOps, type Judged, judgeOps, resultsOf } from '../../src/server/judge-ops.ts';
import { ModelDatabase, type TransactionTiming } from './model-database.ts';
import type { PlantedFault } from './planted-fault.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A registration without what the server itself notes of it. */
export type ListRow = Omit<Registration, 'statusSince'>;

/**
 * The central server: any number of processes on one database, so what tells them apart is only which of their
 * transactions overlap. What it decides about ops is the product's own code; the database is modelled.
 */
export class ModelServer {
  readonly database: ModelDatabase;
  readonly #time: VirtualTime;
  readonly #pageSize: number;
  readonly #fault: PlantedFault | null;

  constructor(options: { time: VirtualTime; event: Event; pageSize: number; fault: PlantedFault | null }) {
    this.#time = options.time;
    this.#pageSize = options.pageSize;
    this.#fault = options.fault;
    this.database = new ModelDatabase(
      options.time,
      options.event,
      options.fault === 'cursor-past-uncommitted',
    );
  }

  /** Takes ops and gives changes; `reply` is called after the commit, and never when the process dies before it. */
  sync(
    request: SyncRequest,
    station: string,
    timing: TransactionTiming,
    reply: (answer: SyncAnswer) => void,
  ): void {
    const judged = judgeOps(request.ops, station);
    const ops = distinctOps(judged);
    const wanted = this.#fault === 'dedupe-by-guest' ? ops.filter((op) => !this.#hasEntryLike(op)) : ops;
    this.database.insertOps(wanted, timing, () => reply(this.#answer(request.cursor, judged, ops)));
  }

  /** Takes a list in: who is new, and who stands otherwise than before. */
  importList(list: readonly ListRow[], commitMs: number): void {
    const rows = withoutRepeats(list);
    this.database.publish({ prepareMs: 0, commitMs, dies: false }, () => {
      const { free } = separateHeldCodes(rows, (code) => this.database.holderOf(code));
      return free.flatMap((row): Change[] => {
        const before = this.database.registrations.get(row.id);
        const registration = { ...row, statusSince: this.#statusSince(before, row) };
        const isSame = isDeepStrictEqual(before, registration);
        return isSame ? [] : [{ kind: 'registration', registration }];
      });
    });
  }

  removeRegistration(id: string, commitMs: number): void {
    this.database.publish({ prepareMs: 0, commitMs, dies: false }, () =>
      this.database.registrations.has(id) ? [{ kind: 'registration-removed', id }] : [],
    );
  }

  changeEvent(event: Event, commitMs: number): void {
    this.database.publish({ prepareMs: 0, commitMs, dies: false }, () => [{ kind: 'event', event }]);
  }

  #statusSince(before: Registration | undefined, row: ListRow): string | null {
    if (before?.status === row.status) return before.statusSince;
    return before === undefined ? null : new Date(this.#time.now()).toISOString();
  }

  #answer(cursor: string, judged: readonly Judged[], ops: readonly LoggedOp[]): SyncAnswer {
    const known = new Map(ops.map((op) => [op.id, this.database.ops.get(op.id) ?? op]));
    return {
      results: resultsOf(judged, known),
      ...this.database.readChanges(Number(cursor), this.#pageSize),
      registrations: this.database.registrations.size,
      serverTime: new Date(this.#time.now()).toISOString(),
    };
  }

  #hasEntryLike(op: LoggedOp): boolean {
    if (!isKnownOp(op) || op.kind !== 'entry') return false;
    return [...this.database.ops.values()].some(
      (known) =>
        isKnownOp(known) &&
        known.kind === 'entry' &&
        known.id !== op.id &&
        known.registration === op.registration &&
        known.checkpoint === op.checkpoint,
    );
  }
}

/** A list names each id and each code once: readList refuses the second. */
function withoutRepeats(rows: readonly ListRow[]): ListRow[] {
  const ids = new Map(rows.toReversed().map((row) => [row.id, row]));
  const codes = new Map([...ids.values()].map((row) => [row.code, row]));
  return rows.filter((row) => ids.get(row.id) === row && codes.get(row.code) === row);
}
