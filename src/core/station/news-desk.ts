import type { PrintJob } from '../../contract/print.ts';
import type { StationNews, StationStatus, ToSettle } from '../../contract/status.ts';
import type { WaitingGuest } from '../../contract/waiting-guest.ts';

/**
 * How the station stands is told so often at most, and first this long after a change: a badge takes six steps while
 * the verdict of its guest is being painted, and the next guest is being scanned.
 */
const GATHERED_FOR_MS = 100;

/** Tells the windows what happens, after it is committed. */
export interface NewsDesk {
  /** Returns the function that ends the subscription. */
  subscribe(listener: (news: StationNews) => void): () => void;
  /** What a window waits for, at once. */
  tell(news: StationNews): void;
  /** A badge got further; of several steps close together only the last is told. */
  tellJob(job: PrintJob): void;
  /** Tells the status, and who waits and what is to settle where that changed, once for changes close together. */
  tellStatus(): void;
  close(): void;
}

export function openNewsDesk(
  look: { status(): StationStatus; toSettle(): ToSettle; waitingGuests(): WaitingGuest[] },
  onError: (cause: unknown) => void,
): NewsDesk {
  const listeners = new Set<(news: StationNews) => void>();
  const jobs = new Map<string, PrintJob>();
  const told = new Map<StationNews['kind'], string>();
  let pending: NodeJS.Timeout | null = null;

  function tell(news: StationNews): void {
    for (const listener of [...listeners]) listener(news);
  }

  function tellNow(): void {
    pending = null;
    const moved = [...jobs.values()];
    jobs.clear();
    if (listeners.size === 0) return;
    try {
      for (const job of moved) tell({ kind: 'print-job', job });
      tell({ kind: 'status', status: look.status() });
      tellIfNew({ kind: 'waiting-guests', waiting: look.waitingGuests() });
      tellIfNew({ kind: 'to-settle', toSettle: look.toSettle() });
    } catch (cause) {
      onError(cause);
    }
  }

  function tellIfNew(news: StationNews): void {
    const text = JSON.stringify(news);
    if (told.get(news.kind) === text) return;
    told.set(news.kind, text);
    tell(news);
  }

  function tellSoon(): void {
    pending ??= setTimeout(tellNow, GATHERED_FOR_MS);
  }

  return {
    subscribe(listener) {
      // A function of its own for each subscription, so that the same listener may subscribe twice.
      const subscription = (news: StationNews) => listener(news);
      listeners.add(subscription);
      // Who comes new knows another state than was told before.
      told.clear();
      return () => void listeners.delete(subscription);
    },
    tell,
    tellJob(job) {
      jobs.delete(job.id);
      jobs.set(job.id, job);
      tellSoon();
    },
    tellStatus: tellSoon,
    close() {
      if (pending !== null) clearTimeout(pending);
      listeners.clear();
    },
  };
}
