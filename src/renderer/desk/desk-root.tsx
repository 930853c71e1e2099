import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';
import { RestartingLine } from '../core/restarting-line.tsx';
import { useAccent } from '../look/look.ts';
import { SetupScreen } from '../setup/setup-screen.tsx';
import { useMay } from '../staff/session.ts';
import { StaffGate } from '../staff/staff-gate.tsx';
import { StewardScreen } from '../staff/steward-screen.tsx';
import { DeskScreen } from './desk-screen.tsx';
import { RecoveryScreen } from './recovery-screen.tsx';
import { MovedBadgesContext, StationContext, useStationNews } from './station.ts';

/** What the desk window shows: the database's damage first, then the set-up, then the desk. */
export function DeskRoot() {
  const core = useDeskCore();
  const line = useCoreLine(core);
  const queries = useQueryClient();
  const recoveryKey = ['recovery', line.generation];
  const { data } = useQuery({
    queryKey: recoveryKey,
    queryFn: () => core.ask((client, options) => client.recovery.state(undefined, options)),
    enabled: line.generation > 0,
  });
  return (
    <>
      {data?.ok && data.value.state === 'damaged' ? (
        <RecoveryScreen
          damage={data.value}
          onRestored={() => void queries.invalidateQueries({ queryKey: recoveryKey })}
        />
      ) : (
        <StaffGate>
          <SoundStation />
        </StaffGate>
      )}
      <RestartingLine state={line.state} />
    </>
  );
}

function SoundStation() {
  const { t } = useTranslation();
  const { station, movedBadges, takeStatus } = useStationNews();
  const [isSettingUp, setIsSettingUp] = useState(false);
  const may = useMay();
  useAccent(station?.status.event.accent ?? null);
  const openSetUp = useCallback(() => setIsSettingUp(true), []);
  if (station === null) return <p className="core-starting">{t('core.starting')}</p>;
  const isFirstRun = !station.status.station.configured;
  const isRevoked = station.status.sync.failure?.code === 'station-revoked';
  return (
    <StationContext value={station}>
      <MovedBadgesContext value={movedBadges}>
        {!may('desk') ? (
          <StewardScreen key={isRevoked ? 'revoked' : 'steward'} />
        ) : (isFirstRun || isSettingUp) && may('manager') ? (
          <SetupScreen isFirstRun={isFirstRun} onStatus={takeStatus} onClose={() => setIsSettingUp(false)} />
        ) : (
          // Another screen, so that nothing of the guests stays on it once the station has forgotten them.
          <DeskScreen key={isRevoked ? 'revoked' : 'desk'} onSetUp={openSetUp} />
        )}
      </MovedBadgesContext>
    </StationContext>
  );
}
