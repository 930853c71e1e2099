import { done, type Result } from '../../contract/failure.ts';
import { currentCredentials } from './credentials.ts';
import type { SyncParts } from './sync-parts.ts';
import { type RoundOutcome, syncRound } from './sync-round.ts';

/** What the rounds of one sync did together. */
export interface SyncTotals {
  readonly rounds: number;
  readonly sent: number;
  readonly received: number;
}

/**
 * Sends everything that waits and takes everything that changed, round by round. What was done until a failure stays
 * done. `onRound` is told after each round.
 */
export async function syncUntilDone(
  parts: SyncParts,
  options: { readonly onRound?: (round: RoundOutcome) => void; readonly signal?: AbortSignal } = {},
): Promise<Result<SyncTotals>> {
  const credentials = await currentCredentials(parts);
  if (!credentials.ok) return credentials;
  let totals: SyncTotals = { rounds: 0, sent: 0, received: 0 };
  for (;;) {
    const round = await syncRound(parts, credentials.value, options.signal);
    if (!round.ok) {
      if (round.failure.code === 'station-revoked') parts.forgetGuests();
      return round;
    }
    const { sent, received, more } = round.value;
    totals = {
      rounds: totals.rounds + 1,
      sent: totals.sent + sent,
      received: totals.received + received,
    };
    options.onRound?.(round.value);
    if (!more) return done(totals);
  }
}
