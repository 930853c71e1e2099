import type { Logger } from 'pino';
import type { MeasuredClock } from '../clock/measured-clock.ts';
import type { StationKeys } from '../keys/station-keys.ts';
import type { StationDatabase } from '../store/database.ts';
import type { Timers } from './timers.ts';
import type { TokenStore } from './token-store.ts';

/** What every kind of sync works with. */
export interface SyncParts {
  readonly database: StationDatabase;
  /** Stamps, and learns the right time with each round. */
  readonly stamper: MeasuredClock;
  readonly tokens: TokenStore;
  readonly keys: Pick<StationKeys, 'forEnrolment' | 'renew'>;
  /** Removes the guest data: the station was revoked (station/forget-guests.ts). */
  forgetGuests(): void;
  readonly timers: Timers;
  readonly log: Logger;
}
