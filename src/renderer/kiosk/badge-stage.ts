import { useEffect, useState } from 'react';
import type { PrintState } from '../../contract/print.ts';
import type { Told } from './use-kiosk-scans.ts';

/** A ledger that says nothing for so long keeps no guest standing: the desk has the badge, or makes it. */
const BADGE_LIMIT_MS = 45_000;

/** How far the badge of a welcomed guest is, by the print ledger's word; `none`: no badge comes here. */
export type BadgeStage = 'none' | 'coming' | 'printed' | 'at-desk';

/** The stage for the answer that stands. What is stuck may still come out, of another printer. */
export function useBadgeStage(answer: Told | null, state: PrintState): BadgeStage {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    setIsLate(false);
    if (answer === null) return;
    const timer = window.setTimeout(() => setIsLate(true), BADGE_LIMIT_MS);
    return () => window.clearTimeout(timer);
  }, [answer]);
  if (answer?.outcome !== 'welcome') return 'none';
  // Good ticket, but on no list here: only the desk knows what to print.
  if (answer.printJob === null) return answer.name === '' ? 'at-desk' : 'none';
  if (state === 'printed') return 'printed';
  const isHeldUp = state === 'stuck' || state === 'cancelled' || state === 'superseded';
  return isHeldUp || isLate ? 'at-desk' : 'coming';
}
