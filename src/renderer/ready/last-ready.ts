import { useSyncExternalStore } from 'react';
import { InstantSchema } from '../../contract/op.ts';

const KEY = 'ready-at';

const listeners = new Set<() => void>();

/** When everything was last found ready at this window, or null. */
export function useLastReady(): string | null {
  return useSyncExternalStore(subscribe, lastReady);
}

/** Keeps the moment at which everything was found ready; the window remembers it over a restart. */
export function keepReady(at: string): void {
  localStorage.setItem(KEY, at);
  for (const listener of listeners) listener();
}

function lastReady(): string | null {
  const kept = InstantSchema.safeParse(localStorage.getItem(KEY));
  return kept.success ? kept.data : null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
