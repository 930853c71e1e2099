import { isKnownOp } from '../../src/contract/op.ts';
import { openQuestions } from '../../src/core/store/questions.ts';
import type { Venue } from './check-venue.ts';
import type { Tally } from './tally.ts';

const HOUR_MS = 3_600_000;

/** Notes what a day has come to: what is in the log, what is asked, how wrong clocks were. */
export function tallyOutcome(venue: Venue & { readonly happened: Tally }): void {
  const { server, stations, happened } = venue;
  happened.add(`${stations.length} stations`);
  const ops = [...server.database.ops.values()].filter(isKnownOp);
  for (const { kind } of ops) happened.add(`op ${kind}`);
  const undone = Map.groupBy(
    ops.filter((op) => op.kind === 'undo'),
    ({ payload }) => payload.op,
  );
  for (const undos of undone.values()) {
    if (new Set(undos.map(({ station }) => station)).size > 1) happened.add('undo race');
  }
  for (const op of ops) {
    if (op.kind !== 'clock-observed') continue;
    const wrongByMs = Math.abs(op.payload.offsetMs);
    if (wrongByMs > HOUR_MS) happened.add('clock wrong by hours, learnt late');
  }
  for (const op of ops) {
    const isLate =
      op.kind === 'entry' && op.payload.unlisted && server.database.registrations.has(op.registration);
    if (isLate) happened.add('let in by ticket, put on the list');
  }
  const [station] = stations;
  for (const { kind } of station === undefined ? [] : openQuestions(station.database))
    happened.add(`question ${kind}`);
}
