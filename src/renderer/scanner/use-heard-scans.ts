import { useEffect } from 'react';
import { useDeskCore } from '../core/desk-core.ts';
import { listenForScans } from './listen-for-scans.ts';
import type { Heard } from './wedge-decoder.ts';

/** Hears what any scanner reads, at the keyboard or at a serial port; nobody is let in by it meanwhile. */
export function useHeardScans(onHeard: (heard: Heard) => void): void {
  const core = useDeskCore();
  useEffect(() => listenForScans(onHeard), [onHeard]);
  useEffect(
    () =>
      core.follow(
        (client, options) => client.hearScanner(undefined, options),
        ({ text }) => onHeard({ kind: 'code', text, end: 'Enter', slowestMs: 0 }),
      ),
    [core, onHeard],
  );
}
