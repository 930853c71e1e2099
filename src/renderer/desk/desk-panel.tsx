import { type SetStateAction, useCallback, useState } from 'react';
import type { Result } from '../../contract/failure.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { GroupPanel } from './group-check-in.tsx';
import { type GuestActions, GuestPanel } from './guest-panel.tsx';
import { WalkInPanel } from './walk-in-form.tsx';

/** What stands in the place of search and lists. */
export type OpenPanel =
  | { readonly kind: 'guest'; readonly registration: string; readonly isCorrecting: boolean }
  | { readonly kind: 'walk-in'; readonly name: string }
  | { readonly kind: 'group'; readonly organization: string | null };

export interface PanelControl {
  readonly panel: OpenPanel | null;
  openGuest(registration: string): void;
  correctGuest(registration: string): void;
  /** One that is open already keeps what was written. */
  openWalkIn(name?: string): void;
  openGroup(organization?: string): void;
  close(): void;
  /** Whether the search stands in its place for now: it keeps what was written. */
  readonly isAside: boolean;
  putAside(): void;
  bringBack(): void;
}

export function usePanel(): PanelControl {
  const [panel, setPanel] = useState<OpenPanel | null>(null);
  const [isAside, setIsAside] = useState(false);
  const show = useCallback((next: SetStateAction<OpenPanel | null>) => {
    setPanel(next);
    setIsAside(false);
  }, []);
  return {
    panel,
    openGuest: useCallback(
      (registration) => show({ kind: 'guest', registration, isCorrecting: false }),
      [show],
    ),
    correctGuest: useCallback(
      (registration) => show({ kind: 'guest', registration, isCorrecting: true }),
      [show],
    ),
    openWalkIn: useCallback(
      (name = '') => show((open) => (open?.kind === 'walk-in' ? open : { kind: 'walk-in', name })),
      [show],
    ),
    openGroup: useCallback(
      (organization) => show({ kind: 'group', organization: organization ?? null }),
      [show],
    ),
    close: useCallback(() => show(null), [show]),
    isAside: isAside && panel !== null,
    putAside: useCallback(() => setIsAside(true), []),
    bringBack: useCallback(() => setIsAside(false), []),
  };
}

interface DeskPanelProps {
  readonly control: PanelControl;
  readonly actions: GuestActions;
  readonly onWalkIn: (result: ScanResult) => void;
  readonly onGroupResult: (result: ScanResult) => void;
  readonly onUndo: (result: ScanResult) => Promise<Result<unknown>>;
}

/** The panel that is open, if any. Another guest is another panel: nothing half written goes over. */
export function DeskPanel({ control, actions, onWalkIn, onGroupResult, onUndo }: DeskPanelProps) {
  const { panel, close } = control;
  if (panel === null) return null;
  if (panel.kind === 'guest')
    return (
      <GuestPanel
        key={`${panel.registration} ${panel.isCorrecting}`}
        registration={panel.registration}
        startsCorrecting={panel.isCorrecting}
        actions={actions}
        onClose={close}
      />
    );
  if (panel.kind === 'walk-in')
    return <WalkInPanel name={panel.name} onResult={onWalkIn} onCheckIn={actions.checkIn} onClose={close} />;
  return (
    <GroupPanel
      key={panel.organization}
      organization={panel.organization}
      onResult={onGroupResult}
      onUndo={onUndo}
      onClose={close}
    />
  );
}
