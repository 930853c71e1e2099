import { useEffect, useState } from 'react';
import { useStation } from '../desk/station.ts';
import { listenForScans } from '../scanner/listen-for-scans.ts';

export type ScannerCheck = 'untried' | 'well' | 'unread';

/** Whether a scanner was heard since the check began, at the keyboard or at a serial port. */
export function useScannerCheck(): ScannerCheck {
  const { hearScans } = useStation();
  const [state, setState] = useState<ScannerCheck>('untried');
  useEffect(() => listenForScans((heard) => setState(heard.kind === 'code' ? 'well' : 'unread')), []);
  useEffect(() => hearScans(() => setState('well')), [hearScans]);
  return state;
}
