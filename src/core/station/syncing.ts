import { done, type Failure, type Result } from '../../contract/failure.ts';
import type { SyncStatus } from '../../contract/status.ts';
import { enrol } from '../sync/enrol.ts';
import { storedSyncStatus } from '../sync/stored-sync-status.ts';
import { ENROLMENT_NEEDED, startSyncLoop } from '../sync/sync-loop.ts';
import type { SyncParts } from '../sync/sync-parts.ts';
import { syncUntilDone } from '../sync/sync-until-done.ts';

/** The station's line to its server: kept up in the background, or used only when asked. */
export interface Syncing {
  status(): SyncStatus;
  /** There is something to send. */
  wake(): void;
  enrol(url: string, code: string): Promise<Result<SyncStatus>>;
  /** Sends everything that waits and takes everything that is new, now. */
  syncNow(): Promise<Result<SyncStatus>>;
  close(): Promise<void>;
}

/** Keeps station and server equal; `onChange` is told of each change of the status. */
export function syncInBackground(parts: SyncParts, onChange: () => void): Syncing {
  const loop = startSyncLoop(parts, { onChange, random: Math.random });
  return {
    status: loop.status,
    wake: loop.wake,
    async enrol(url, code) {
      const enrolled = await enrol(parts, { url, code });
      if (!enrolled.ok) return enrolled;
      loop.enrolled();
      return done(loop.status());
    },
    async syncNow() {
      const synced = await syncUntilDone(parts);
      return synced.ok ? done(loop.status()) : synced;
    },
    close: loop.close,
  };
}

/** Does nothing by itself; remembers how the last sync went. */
export function syncWhenAsked(parts: SyncParts): Syncing {
  const nowMs = () => parts.stamper.now();
  let last: Pick<SyncStatus, 'state' | 'since' | 'failure'> | null = null;

  function remember(state: SyncStatus['state'], failure: Failure | null): void {
    last = { state, since: new Date(nowMs()).toISOString(), failure };
  }
  function status(): SyncStatus {
    const stored = storedSyncStatus(parts.database, nowMs());
    return stored.state === 'alone' ? stored : { ...stored, ...last };
  }
  return {
    status,
    wake() {},
    async enrol(url, code) {
      const enrolled = await enrol(parts, { url, code });
      if (!enrolled.ok) return enrolled;
      remember('online', null);
      return done(status());
    },
    async syncNow() {
      const synced = await syncUntilDone(parts);
      if (synced.ok) remember('online', null);
      else
        remember(ENROLMENT_NEEDED.has(synced.failure.code) ? 'enrolment-needed' : 'offline', synced.failure);
      return synced.ok ? done(status()) : synced;
    },
    async close() {},
  };
}
