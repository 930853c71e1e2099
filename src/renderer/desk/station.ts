import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { PrintJob } from '../../contract/print.ts';
import type { StationNews, StationStatus, ToSettle } from '../../contract/status.ts';
import type { WaitingGuest } from '../../contract/waiting-guest.ts';
import { useDeskCore } from '../core/desk-core.ts';

const JOBS_KEPT = 300;

const NOTHING_TO_SETTLE: ToSettle = { conflictCount: 0, conflicts: [], parkedCount: 0, parked: [] };

/** What a window knows of its station: the status, what is to settle, and who waits to be met. */
export interface StationView {
  readonly status: StationStatus;
  readonly toSettle: ToSettle;
  readonly waitingGuests: readonly WaitingGuest[];
  /** Hears what came of each scan of a serial scanner, once; returns the function that ends it. */
  readonly hearScans: (listener: (scan: SerialScan) => void) => () => void;
}

export type SerialScan = Extract<StationNews, { kind: 'scan' | 'scan-refused' }>;

export const StationContext = createContext<StationView | null>(null);

/** The badges that moved while the window was open, apart from the rest: they move while a verdict is painted. */
export type MovedBadges = ReadonlyMap<string, PrintJob>;
const NO_BADGES: MovedBadges = new Map();
export const MovedBadgesContext = createContext(NO_BADGES);

export function useMovedBadges(): MovedBadges {
  return useContext(MovedBadgesContext);
}

/** The station that the screen stands for; screens are shown only once it is known. */
export function useStation(): StationView {
  const station = useContext(StationContext);
  if (station === null) throw new Error('useStation outside of StationContext');
  return station;
}

/** Follows the news of the core; null until the first status came. */
export function useStationNews(): {
  readonly station: StationView | null;
  readonly movedBadges: MovedBadges;
  readonly takeStatus: (status: StationStatus) => void;
} {
  const core = useDeskCore();
  const [status, setStatus] = useState<StationStatus | null>(null);
  const [toSettle, setToSettle] = useState(NOTHING_TO_SETTLE);
  const [waitingGuests, setWaitingGuests] = useState<readonly WaitingGuest[]>([]);
  const scans = useMemo(scanListeners, []);
  const [movedBadges, setMovedBadges] = useState(NO_BADGES);
  useEffect(() => {
    const onNews = (news: StationNews) => {
      if (news.kind === 'status') setStatus(news.status);
      else if (news.kind === 'to-settle') setToSettle(news.toSettle);
      else if (news.kind === 'waiting-guests') setWaitingGuests(news.waiting);
      else if (news.kind !== 'print-job') scans.tell(news);
      else setMovedBadges((known) => withJob(known, news.job));
    };
    return core.follow((client, options) => client.watch(undefined, options), onNews);
  }, [core, scans]);
  const { hearScans } = scans;
  const station = useMemo(
    () => (status === null ? null : { status, toSettle, waitingGuests, hearScans }),
    [status, toSettle, waitingGuests, hearScans],
  );
  return { station, movedBadges, takeStatus: setStatus };
}

/** A scan is no state of the station: each is told to the screen that is open, and forgotten. */
function scanListeners() {
  const listeners = new Set<(scan: SerialScan) => void>();
  return {
    tell(scan: SerialScan) {
      for (const listener of listeners) listener(scan);
    },
    hearScans(listener: (scan: SerialScan) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function withJob(jobs: MovedBadges, job: PrintJob): MovedBadges {
  const next = new Map(jobs);
  next.delete(job.id);
  next.set(job.id, job);
  return new Map([...next].slice(-JOBS_KEPT));
}
