import { useCallback, useEffect, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type Result, refused } from '../../contract/failure.ts';
import type { Op } from '../../contract/op.ts';
import type { Registration } from '../../contract/registration.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { GuestAlerts } from '../alert/guest-alerts.tsx';
import { CameraPanel } from '../camera/camera-panel.tsx';
import { ReadyDialog } from '../ready/ready-dialog.tsx';
import { listenForScans } from '../scanner/listen-for-scans.ts';
import { Sounds } from '../sound/sounds.ts';
import { Announcement } from './announcement.tsx';
import { ArrivalsList } from './arrivals-list.tsx';
import { BatchDialog } from './batch-dialog.tsx';
import { ClockWarning } from './clock-warning.tsx';
import { DeskFooter } from './desk-footer.tsx';
import { DeskHeader } from './desk-header.tsx';
import { mannerOf, type Outcome, shownOf, UNREAD_MANNER } from './outcome.ts';
import { PrintDialog } from './print-dialog.tsx';
import { PrintQueue } from './print-queue.tsx';
import { SearchPanel } from './search-panel.tsx';
import { SettlePanel } from './settle-panel.tsx';
import { useStation } from './station.ts';
import { SyncWarning } from './sync-warning.tsx';
import { useArrivals } from './use-arrivals.ts';
import { usePrint } from './use-print.ts';
import { useScans } from './use-scans.ts';
import { VerdictPanel } from './verdict-panel.tsx';

const CAMERA_OPEN_KEY = 'camera-open';

/** The desk: scan at any time, the last verdict large, everything else quiet and in its place. */
export function DeskScreen({ onSetUp }: { onSetUp: () => void }) {
  const { t } = useTranslation();
  const { status } = useStation();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { print, start, again, close } = usePrint();
  const { when } = useStation().status.printing;
  const [isCameraOpen, setIsCameraOpen] = useState(() => localStorage.getItem(CAMERA_OPEN_KEY) === 'true');
  const [isReadyOpen, setIsReadyOpen] = useState(false);
  const [isBatchOpen, setIsBatchOpen] = useState(false);
  const arrivals = useArrivals();
  const sounds = useSounds();
  const { keepOther } = arrivals;
  const onOutcome = useCallback(
    (next: Outcome) => {
      setOutcome(next);
      sounds.play(next.kind === 'answer' ? mannerOf(next.result).sound : UNREAD_MANNER.sound);
      if (next.kind === 'answer' && shownOf(next.result) !== 'admit') keepOther(next.result);
    },
    [sounds, keepOther],
  );
  useSerialScans(onOutcome);
  const { scan, hear, checkIn, meet } = useScans(onOutcome);
  // What is scanned to try the scanner lets nobody in.
  useEffect(() => (isReadyOpen ? undefined : listenForScans(hear)), [hear, isReadyOpen]);
  const onCameraCode = useCallback((code: string) => scan(code, 'camera'), [scan]);
  const inFront = admittedIn(outcome);

  async function undo({ op, registration }: ScanResult): Promise<Result<Op>> {
    if (op === null) return refused('unexpected');
    const answer = await arrivals.undo(op.id);
    const isInFront = outcome?.kind === 'answer' && outcome.result.op?.id === op.id;
    if (answer.ok && isInFront) setOutcome({ kind: 'undone', registration });
    return answer;
  }

  function showCamera(open: boolean) {
    localStorage.setItem(CAMERA_OPEN_KEY, String(open));
    setIsCameraOpen(open);
  }

  return (
    <div className="desk">
      <DeskHeader />
      <ClockWarning />
      <SyncWarning />
      <GuestAlerts />
      <main className="desk-main">
        <div className="desk-left">
          <VerdictPanel outcome={outcome} onMet={meet} />
          <div className="desk-actions">
            {when !== 'never' && (
              <Button
                className="button"
                isDisabled={inFront === null}
                onPress={() => inFront !== null && void start(inFront)}
              >
                {t(when === 'first-admission' ? 'reprint.open' : 'reprint.first')}
              </Button>
            )}
            <Button className="button" onPress={() => showCamera(!isCameraOpen)}>
              {isCameraOpen ? t('camera.close') : t('camera.open')}
            </Button>
          </div>
          <ArrivalsList lines={arrivals.lines} onUndo={undo} />
        </div>
        <aside className="desk-right">
          <SearchPanel
            onCheckIn={checkIn}
            onPrint={when === 'never' ? null : (registration) => void start(registration)}
          />
          <SettlePanel />
          <PrintQueue />
          {isCameraOpen && <CameraPanel kinds={status.event.ticketCodes} onCode={onCameraCode} />}
        </aside>
      </main>
      <DeskFooter
        sounds={sounds}
        onSetUp={onSetUp}
        onReady={() => setIsReadyOpen(true)}
        onBatch={when === 'never' ? null : () => setIsBatchOpen(true)}
      />
      {isReadyOpen && <ReadyDialog onClose={() => setIsReadyOpen(false)} />}
      {isBatchOpen && <BatchDialog onClose={() => setIsBatchOpen(false)} />}
      {print !== null && <PrintDialog print={print} onAgain={again} onClose={close} />}
      <Announcement outcome={outcome} />
    </div>
  );
}

/** What the core decided on by itself, for a scanner at a serial port. */
function useSerialScans(onOutcome: (outcome: Outcome) => void): void {
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

function useSounds(): Sounds {
  const sounds = useMemo(() => new Sounds(), []);
  useEffect(() => sounds.load(), [sounds]);
  return sounds;
}

/** The guest of the verdict, where one was let in now or before. */
function admittedIn(outcome: Outcome | null): Registration | null {
  if (outcome?.kind !== 'answer') return null;
  const { registration, op, previous } = outcome.result;
  return op === null && previous === null ? null : registration;
}
