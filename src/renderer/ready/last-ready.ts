import { InstantSchema } from '../../contract/op.ts';

const KEY = 'ready-at';

/** When everything was last found ready at this window, or null. */
export function lastReady(): string | null {
  const kept = InstantSchema.safeParse(localStorage.getItem(KEY));
  return kept.success ? kept.data : null;
}

export function keepReady(at: string): void {
  localStorage.setItem(KEY, at);
}
