import { useEffect, useState } from 'react';
import { useNow } from '../look/use-now.ts';

const TICK_MS = 1_000;

/** A stretch of time after which the screen goes back by itself. */
export interface Stretch {
  readonly endsAt: number;
  readonly lengthMs: number;
}

/**
 * Calls `onEnd` after `lengthMs`, which begins anew with each change of `reason`; null: there is no end yet.
 * @returns the time that runs, for its bar.
 */
export function useStretch(lengthMs: number | null, reason: unknown, onEnd: () => void): Stretch | null {
  const [stretch, setStretch] = useState<Stretch | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reason begins it anew
  useEffect(() => {
    if (lengthMs === null) {
      setStretch(null);
      return;
    }
    setStretch({ endsAt: Date.now() + lengthMs, lengthMs });
    const timer = window.setTimeout(onEnd, lengthMs);
    return () => window.clearTimeout(timer);
  }, [lengthMs, reason, onEnd]);
  return stretch;
}

/** How much of the time is left: a bar that grows shorter, in steps of a second where motion is not wanted. */
export function Countdown({ stretch }: { stretch: Stretch | null }) {
  const now = useNow(TICK_MS);
  if (stretch === null) return <div className="countdown" aria-hidden="true" />;
  // The bar glides to where it belongs at the next tick.
  const left = (stretch.endsAt - now - TICK_MS) / stretch.lengthMs;
  return (
    <div className="countdown" data-running="true" aria-hidden="true">
      <i style={{ inlineSize: `${100 * Math.min(1, Math.max(0, left))}%` }} />
    </div>
  );
}
