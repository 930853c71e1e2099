import type { StationNews, StationStatus } from '../../contract/status.ts';

/** Tells the windows what happens, after it is committed. */
export interface NewsDesk {
  /** Returns the function that ends the subscription. */
  subscribe(listener: (news: StationNews) => void): () => void;
  tell(news: StationNews): void;
  /** Tells the status once for all the changes of this turn of the event loop. */
  tellStatus(): void;
  close(): void;
}

export function openNewsDesk(status: () => StationStatus, onError: (cause: unknown) => void): NewsDesk {
  const listeners = new Set<(news: StationNews) => void>();
  let pending: NodeJS.Immediate | null = null;

  function tell(news: StationNews): void {
    for (const listener of [...listeners]) listener(news);
  }

  function tellNow(): void {
    pending = null;
    if (listeners.size === 0) return;
    try {
      tell({ kind: 'status', status: status() });
    } catch (cause) {
      onError(cause);
    }
  }

  return {
    subscribe(listener) {
      // A function of its own for each subscription, so that the same listener may subscribe twice.
      const subscription = (news: StationNews) => listener(news);
      listeners.add(subscription);
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
