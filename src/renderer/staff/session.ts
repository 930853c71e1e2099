import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import type { DeskSession, StaffRole } from '../../contract/staff.ts';
import { useDeskCore } from '../core/desk-core.ts';

const RANK: Readonly<Record<StaffRole, number>> = { steward: 1, desk: 2, manager: 3 };

/** Who is at this window, for the screens that are shown when it is not locked. */
export type Unlocked = Exclude<DeskSession, { state: 'locked' }>;

export const SessionContext = createContext<Unlocked>({ state: 'open' });

export function useSession(): Unlocked {
  return useContext(SessionContext);
}

/**
 * What the person at the window is shown: everything while the station has no staff. The core refuses what they may
 * not, whatever is shown.
 */
export function useMay(): (role: StaffRole) => boolean {
  const session = useSession();
  return (role) => session.state === 'open' || RANK[session.person.role] >= RANK[role];
}

/** Follows who is at the window; null until the core has told. */
export function useSessionNews(): DeskSession | null {
  const core = useDeskCore();
  const [session, setSession] = useState<DeskSession | null>(null);
  useEffect(
    () => core.follow((client, options) => client.session.watch(undefined, options), setSession),
    [core],
  );
  return session;
}

/** Locks the window at once. */
export function useLock(): () => void {
  const core = useDeskCore();
  return useCallback(() => {
    void core.ask((client, options) => client.session.lock(undefined, options));
  }, [core]);
}
