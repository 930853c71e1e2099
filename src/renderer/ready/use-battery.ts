import { useEffect, useState } from 'react';

/** What Chromium knows of the battery (W3C Battery Status API); a computer without one is always charging. */
interface BatteryManager extends EventTarget {
  readonly charging: boolean;
  readonly level: number;
}

declare global {
  interface Navigator {
    getBattery?: () => Promise<BatteryManager>;
  }
}

export interface Battery {
  readonly isCharging: boolean;
  /** From 0 to 1. */
  readonly level: number;
}

/** How the battery stands, told again with each change; null where the computer does not tell. */
export function useBattery(): Battery | null {
  const [battery, setBattery] = useState<Battery | null>(null);
  useEffect(() => {
    const over = new AbortController();
    void navigator.getBattery?.().then((manager) => {
      const look = () => setBattery({ isCharging: manager.charging, level: manager.level });
      if (over.signal.aborted) return;
      look();
      for (const event of ['chargingchange', 'levelchange'])
        manager.addEventListener(event, look, { signal: over.signal });
    });
    return () => over.abort();
  }, []);
  return battery;
}
