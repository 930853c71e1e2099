import { useCallback, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { GuestAlerts } from '../alert/guest-alerts.tsx';
import { CameraPanel } from '../camera/camera-panel.tsx';
import { Announcement } from '../desk/announcement.tsx';
import { ClockWarning } from '../desk/clock-warning.tsx';
import { DeskFooter } from '../desk/desk-footer.tsx';
import { DeskHeader } from '../desk/desk-header.tsx';
import { mannerOf, type Outcome, UNREAD_MANNER } from '../desk/outcome.ts';
import { useStation } from '../desk/station.ts';
import { SyncWarning } from '../desk/sync-warning.tsx';
import { useScans } from '../desk/use-scans.ts';
import { useSerialScans } from '../desk/use-serial-scans.ts';
import { VerdictPanel } from '../desk/verdict-panel.tsx';
import { listenForScans } from '../scanner/listen-for-scans.ts';
import { useSounds } from '../sound/use-sounds.ts';

/** For a steward at a door: scan, and see the verdict. No list, no search, nothing to decide. */
export function StewardScreen() {
  const { t } = useTranslation();
  const { status } = useStation();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isCameraOpen, setIsCameraOpen] = useState(false);
  const sounds = useSounds();
  const onOutcome = useCallback(
    (next: Outcome) => {
      setOutcome(next);
      sounds.play(next.kind === 'answer' ? mannerOf(next.result).sound : UNREAD_MANNER.sound);
    },
    [sounds],
  );
  useSerialScans(onOutcome);
  const { scan, hear } = useScans(onOutcome);
  useEffect(() => listenForScans(hear), [hear]);
  const onCameraCode = useCallback((code: string) => scan(code, 'camera'), [scan]);

  return (
    <div className="desk" data-screen="steward">
      <DeskHeader />
      <div className="desk-notices">
        <ClockWarning />
        <SyncWarning />
        <GuestAlerts />
      </div>
      <main className="desk-main steward-main">
        <VerdictPanel outcome={outcome} onMet={null} />
        <div className="desk-actions">
          <Button className="button" onPress={() => setIsCameraOpen(!isCameraOpen)}>
            {isCameraOpen ? t('camera.close') : t('camera.open')}
          </Button>
        </div>
        {isCameraOpen && <CameraPanel kinds={status.event.ticketCodes} onCode={onCameraCode} />}
      </main>
      <DeskFooter sounds={sounds} onSetUp={null} onReady={null} onBatch={null} onGroup={null} />
      <Announcement outcome={outcome} />
    </div>
  );
}
