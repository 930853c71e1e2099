import { createContext, useContext, useSyncExternalStore } from 'react';
import type { deskContract } from '../../contract/window-contract.ts';
import { CoreConnection, type CoreState } from './core-connection.ts';

export type DeskCore = CoreConnection<typeof deskContract>;

export const DeskCoreContext = createContext<DeskCore | null>(null);

export function connectDesk(): DeskCore {
  return new CoreConnection((client, options) => client.recovery.state(undefined, options));
}

export function useDeskCore(): DeskCore {
  const core = useContext(DeskCoreContext);
  if (core === null) throw new Error('useDeskCore outside of DeskCoreContext');
  return core;
}

interface Observable {
  subscribe(listener: () => void): () => void;
  state(): CoreState;
  generation(): number;
}

/** How the line to the core stands, and which core it is (see `CoreConnection.generation`). */
export function useCoreLine(core: Observable): { state: CoreState; generation: number } {
  const state = useSyncExternalStore(core.subscribe, core.state);
  const generation = useSyncExternalStore(core.subscribe, core.generation);
  return { state, generation };
}
