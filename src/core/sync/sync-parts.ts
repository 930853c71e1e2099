import type { Logger } from 'pino';
import type { StationDatabase } from '../store/database.ts';
import type { Stamper } from '../store/op-log.ts';
import type { Timers } from './timers.ts';
import type { TokenStore } from './token-store.ts';

/** What every kind of sync works with. */
export interface SyncParts {
  readonly database: StationDatabase;
  readonly stamper: Stamper;
  readonly tokens: TokenStore;
  readonly timers: Timers;
  readonly log: Logger;
}
