import { useEffect } from 'react';
import type { Outcome } from './outcome.ts';
import { useStation } from './station.ts';

/** What the core decided on by itself, for a scanner at a serial port. */
export function useSerialScans(onOutcome: (outcome: Outcome) => void): void {
  const { hearScans } = useStation();
  useEffect(
    () =>
      hearScans((scan) =>
        onOutcome(
          scan.kind === 'scan'
            ? { kind: 'answer', result: scan.result }
            : { kind: 'failure', failure: scan.failure, at: new Date().toISOString() },
        ),
      ),
    [hearScans, onOutcome],
  );
}
