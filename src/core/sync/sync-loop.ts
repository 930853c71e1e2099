import type { Failure, FailureCode, Result } from '../../contract/failure.ts';
import type { SyncStatus } from '../../contract/status.ts';
import { backoffMs } from './backoff.ts';
import { currentCredentials } from './credentials.ts';
import { listenForNews } from './news-stream.ts';
import { storedSyncStatus } from './stored-sync-status.ts';
import type { SyncParts } from './sync-parts.ts';
import { type SyncTotals, syncUntilDone } from './sync-until-done.ts';
import { WakeablePause } from './wakeable-pause.ts';

/** How often to ask while the server cannot tell its news. */
const POLL_MS = 15_000;

/** After these nothing is asked any more until somebody enrols the station. */
export const ENROLMENT_NEEDED: ReadonlySet<FailureCode> = new Set([
  'enrolment-refused',
  'station-revoked',
  'not-enrolled',
]);

export interface SyncLoopOptions {
  onChange(status: SyncStatus): void;
  /** From 0 to below 1. */
  random(): number;
}

/** Keeps the station and its server equal, in the background, for as long as it runs. */
export interface SyncLoop {
  /** An op was made: send it at once. */
  wake(): void;
  /** The station was enrolled: begin anew with the new token. */
  enrolled(): void;
  status(): SyncStatus;
  /** Ends what is under way; resolves when nothing more will happen. */
  close(): Promise<void>;
}

/** Starts syncing: one round at a time, at once, on each wake-up, on the server's news, else every 15 seconds. */
export function startSyncLoop(parts: SyncParts, options: SyncLoopOptions): SyncLoop {
  const loop = new BackgroundSync(parts, options);
  const ended = loop.run();
  return {
    wake: () => loop.wake(),
    enrolled: () => loop.enrolled(),
    status: () => loop.status(),
    close: async () => {
      loop.stop();
      await ended;
    },
  };
}

class BackgroundSync {
  readonly #parts: SyncParts;
  readonly #options: SyncLoopOptions;
  readonly #pause: WakeablePause;
  readonly #newsPause: WakeablePause;
  #session = new AbortController();
  #state: SyncStatus['state'];
  #sinceMs: number;
  #failure: Failure | null;
  #failures = 0;
  #newsLive = false;
  #news: { readonly session: AbortSignal; readonly ended: Promise<void> } | null = null;
  #stopped = false;

  constructor(parts: SyncParts, options: SyncLoopOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#pause = new WakeablePause(parts.timers);
    this.#newsPause = new WakeablePause(parts.timers);
    const { state, failure } = storedSyncStatus(parts.database, parts.stamper.now());
    this.#state = state;
    this.#failure = failure;
    this.#sinceMs = parts.stamper.now();
  }

  wake(): void {
    this.#pause.wake();
  }

  enrolled(): void {
    this.#endSession();
    this.#session = new AbortController();
    this.#failures = 0;
    this.#changeState('offline', null);
    this.wake();
  }

  stop(): void {
    this.#stopped = true;
    this.#endSession();
    this.wake();
  }

  status(): SyncStatus {
    const stored = storedSyncStatus(this.#parts.database, this.#parts.stamper.now());
    const since = new Date(this.#sinceMs).toISOString();
    return { ...stored, state: this.#state, since, failure: this.#failure };
  }

  async run(): Promise<void> {
    while (!this.#stopped) {
      const { signal } = this.#session;
      if (this.#state !== 'enrolment-needed' && this.#state !== 'alone') {
        const outcome = await this.#sync(signal);
        if (!signal.aborted) this.#settle(outcome, signal);
        else if (!this.#stopped) continue;
      }
      await this.#pause.wait(this.#untilNextRoundMs());
    }
    await this.#news?.ended;
  }

  async #sync(signal: AbortSignal): Promise<Result<SyncTotals>> {
    try {
      return await syncUntilDone(this.#parts, { signal, onRound: () => this.#tell() });
    } catch (cause) {
      this.#parts.log.error({ err: cause }, 'a sync failed');
      return { ok: false, failure: { code: 'unexpected', details: {} } };
    }
  }

  #settle(outcome: Result<SyncTotals>, signal: AbortSignal): void {
    if (outcome.ok) {
      this.#failures = 0;
      this.#changeState('online', null);
      if (this.#news?.session !== signal) this.#news = { session: signal, ended: this.#followNews(signal) };
      return;
    }
    this.#failures += 1;
    const needsEnrolment = ENROLMENT_NEEDED.has(outcome.failure.code);
    if (needsEnrolment) this.#endSession();
    this.#changeState(needsEnrolment ? 'enrolment-needed' : 'offline', outcome.failure);
  }

  #untilNextRoundMs(): number | null {
    if (this.#state === 'online') return this.#newsLive ? null : POLL_MS;
    if (this.#state === 'offline') return backoffMs(Math.max(1, this.#failures), this.#options.random);
    return null;
  }

  /** Listens for as long as the session lasts, and again whenever the line is lost. */
  async #followNews(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      failures += 1;
      const listener = {
        onOpen: () => {
          failures = 0;
          this.#newsLive = true;
          // Something may have happened while there was no line.
          this.wake();
        },
        onNews: () => this.wake(),
      };
      try {
        const credentials = await currentCredentials(this.#parts);
        if (credentials.ok) await listenForNews(credentials.value, listener, this.#parts.timers, signal);
      } catch (cause) {
        this.#parts.log.debug({ err: cause }, 'no line for news');
      }
      // A line that was lost may mean that the server is gone: find out at once.
      if (this.#newsLive) this.wake();
      this.#newsLive = false;
      if (!signal.aborted) await this.#newsPause.wait(backoffMs(Math.max(1, failures), this.#options.random));
    }
  }

  #endSession(): void {
    this.#session.abort();
    this.#newsPause.wake();
  }

  #changeState(state: SyncStatus['state'], failure: Failure | null): void {
    if (state !== this.#state) {
      this.#sinceMs = this.#parts.stamper.now();
      this.#parts.log.info({ state, failure: failure?.code }, 'sync state');
    }
    this.#state = state;
    this.#failure = failure;
    this.#tell();
  }

  #tell(): void {
    this.#options.onChange(this.status());
  }
}
