import type { StationNews, StationStatus, ToSettle } from '../../contract/status.ts';
import type { WaitingGuest } from '../../contract/waiting-guest.ts';

/** Tells the windows what happens, after it is committed. */
export interface NewsDesk {
  /** Returns the function that ends the subscription. */
  subscribe(listener: (news: StationNews) => void): () => void;
  tell(news: StationNews): void;
  /** Tells the status, and what is to settle and who waits where that changed, once for all changes of this turn of the event loop. */
  tellStatus(): void;
  close(): void;
}

export function openNewsDesk(
  look: { status(): StationStatus; toSettle(): ToSettle; waitingGuests(): WaitingGuest[] },
  onError: (cause: unknown) => void,
): NewsDesk {
  const listeners = new Set<(news: StationNews) => void>();
  const told = new Map<StationNews['kind'], string>();
  let pending: NodeJS.Immediate | null = null;

  function tell(news: StationNews): void {
    for (const listener of [...listeners]) listener(news);
  }

  function tellNow(): void {
    pending = null;
    if (listeners.size === 0) return;
    try {
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
    tellStatus() {
      pending ??= setImmediate(tellNow);
    },
    close() {
      if (pending !== null) clearImmediate(pending);
      listeners.clear();
    },
  };
}
