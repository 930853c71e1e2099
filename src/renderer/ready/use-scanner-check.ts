import { useCallback, useState } from 'react';
import { useHeardScans } from '../scanner/use-heard-scans.ts';
import type { Heard } from '../scanner/wedge-decoder.ts';

export type ScannerCheck = 'untried' | 'well' | 'unread';

/** Whether a scanner was heard since the check began, at the keyboard or at a serial port: nobody is let in by it. */
export function useScannerCheck(): ScannerCheck {
  const [state, setState] = useState<ScannerCheck>('untried');
  useHeardScans(useCallback((heard: Heard) => setState(heard.kind === 'code' ? 'well' : 'unread'), []));
  return state;
}
