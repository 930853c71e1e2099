import { useCallback, useRef, useState } from 'react';
import type { Via } from '../../contract/op.ts';
import type { KioskAnswer } from '../../contract/window-contract.ts';
import type { Heard } from '../scanner/wedge-decoder.ts';
import { useSounds } from '../sound/use-sounds.ts';
import type { KioskCore } from './kiosk-core.ts';

/** What the guest is told: the core's answer, or that the scan could not be read. */
export type Told = KioskAnswer | { readonly outcome: 'scan-again' };

/** The answer to the last scan until it is cleared. Everything but a welcome, a failure too, is "see the desk". */
export function useKioskScans(core: KioskCore) {
  const [answer, setAnswer] = useState<Told | null>(null);
  const last = useRef<Promise<void>>(Promise.resolve());
  const sounds = useSounds();
  const tell = useCallback(
    (next: Told) => {
      setAnswer(next);
      const isGood = next.outcome === 'welcome' || next.outcome === 'goodbye';
      sounds.play(isGood ? 'admit' : 'again');
    },
    [sounds],
  );
  const scan = useCallback(
    (code: string, via: Via) => {
      last.current = last.current.then(async () => {
        const result = await core.ask((client, options) => client.scan({ code, via }, options));
        tell(result.ok ? result.value : { outcome: 'see-desk' });
      });
    },
    [core, tell],
  );
  const hear = useCallback(
    (heard: Heard) => {
      if (heard.kind === 'code') return scan(heard.text, 'scanner');
      last.current = last.current.then(() => tell({ outcome: 'scan-again' }));
    },
    [scan, tell],
  );
  const clear = useCallback(() => setAnswer(null), []);
  return { answer, scan, hear, tell, clear };
}
