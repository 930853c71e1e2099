import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Result, refused } from '../../contract/failure.ts';
import type { Op } from '../../contract/op.ts';
import type { Registration } from '../../contract/registration.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { GuestAlerts } from '../alert/guest-alerts.tsx';
import { CameraPanel } from '../camera/camera-panel.tsx';
import { ReadyDialog } from '../ready/ready-dialog.tsx';
import { listenForScans } from '../scanner/listen-for-scans.ts';
import { useSounds } from '../sound/use-sounds.ts';
import { useMay } from '../staff/session.ts';
import { Announcement } from './announcement.tsx';
import { ArrivalsList } from './arrivals-list.tsx';
import { BatchDialog } from './batch-dialog.tsx';
import { ClockWarning } from './clock-warning.tsx';
import { DeskActions } from './desk-actions.tsx';
import { DeskFooter } from './desk-footer.tsx';
import { DeskHeader } from './desk-header.tsx';
import { DeskPanel, usePanel } from './desk-panel.tsx';
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
import { useSerialScans } from './use-serial-scans.ts';
import { VerdictPanel } from './verdict-panel.tsx';

const CAMERA_OPEN_KEY = 'camera-open';

/** The desk: scan at any time, the last verdict large, everything else quiet and in its place. */
export function DeskScreen({ onSetUp }: { onSetUp: () => void }) {
  const { status } = useStation();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { print, start, again, corrected, close } = usePrint();
  const { when } = status.printing;
  const panel = usePanel();
  const [isCameraOpen, setIsCameraOpen] = useState(() => localStorage.getItem(CAMERA_OPEN_KEY) === 'true');
  const [isReadyOpen, setIsReadyOpen] = useState(false);
  const [isBatchOpen, setIsBatchOpen] = useState(false);
  const may = useMay();
  const arrivals = useArrivals();
  const sounds = useSounds();
  const { keepOther, undo: takeBack } = arrivals;
  const onOutcome = useCallback(
    (next: Outcome) => {
      // At once: else it would wait for what else the window has to show, such as the badges on their way.
      flushSync(() => setOutcome(next));
      sounds.play(next.kind === 'answer' ? mannerOf(next.result).sound : UNREAD_MANNER.sound);
      if (next.kind === 'answer' && shownOf(next.result) !== 'admit') keepOther(next.result);
    },
    [sounds, keepOther],
  );
  useSerialScans(onOutcome);
  const { scan, hear, checkIn, checkOut, meet } = useScans(onOutcome);
  // What is scanned to try the scanner lets nobody in.
  useEffect(() => (isReadyOpen ? undefined : listenForScans(hear)), [hear, isReadyOpen]);
  const onCameraCode = useCallback((code: string) => scan(code, 'camera'), [scan]);
  const undoOp = useCallback(
    async (op: string, registration: Registration | null): Promise<Result<Op>> => {
      const answer = await takeBack(op);
      if (answer.ok) setOutcome((shown) => (opOf(shown) === op ? { kind: 'undone', registration } : shown));
      return answer;
    },
    [takeBack],
  );
  const undo = useCallback(
    async ({ op, registration }: ScanResult) =>
      op === null ? refused<Op>('unexpected') : undoOp(op.id, registration),
    [undoOp],
  );
  const printing = when === 'never' ? null : start;
  const keepRefused = useCallback(
    (result: ScanResult) => {
      if (shownOf(result) !== 'admit') keepOther(result);
    },
    [keepOther],
  );
  const openReady = useCallback(() => setIsReadyOpen(true), []);
  const openBatch = useCallback(() => setIsBatchOpen(true), []);

  function showCamera(open: boolean) {
    localStorage.setItem(CAMERA_OPEN_KEY, String(open));
    setIsCameraOpen(open);
  }

  return (
    <div className="desk">
      <DeskHeader />
      <div className="desk-notices">
        <ClockWarning />
        <SyncWarning />
        <GuestAlerts />
      </div>
      <main className="desk-main">
        <div className="desk-left">
          <VerdictPanel outcome={outcome} onMet={meet} />
          <DeskActions
            outcome={outcome}
            onPrint={start}
            onUndo={undo}
            onCorrect={panel.correctGuest}
            onWalkIn={panel.openWalkIn}
            isCameraOpen={isCameraOpen}
            onCamera={() => showCamera(!isCameraOpen)}
          />
          <ArrivalsList lines={arrivals.lines} onUndo={undo} onOpen={panel.openGuest} />
        </div>
        <aside className="desk-right" data-front={panel.isAside ? 'search' : undefined}>
          <DeskPanel
            control={panel}
            actions={{
              ...{ checkIn, checkOut, meet },
              print: printing,
              printCorrected: (registration) => void corrected(registration),
              undoAdmission: undoOp,
              corrected: (registration) => setOutcome((shown) => withWordsOf(shown, registration)),
              openGroup: panel.openGroup,
            }}
            onWalkIn={(result) => onOutcome({ kind: 'answer', result })}
            onGroupResult={keepRefused}
            onUndo={undo}
          />
          <SearchPanel
            onCheckIn={checkIn}
            onPrint={printing}
            onOpen={panel.openGuest}
            onCorrect={panel.correctGuest}
            onWalkIn={panel.openWalkIn}
            onSlash={panel.putAside}
            onBack={panel.isAside ? panel.bringBack : null}
          />
          <SettlePanel />
          <PrintQueue />
          {isCameraOpen && <CameraPanel kinds={status.event.ticketCodes} onCode={onCameraCode} />}
        </aside>
      </main>
      <DeskFooter
        sounds={sounds}
        onSetUp={may('manager') ? onSetUp : null}
        onReady={openReady}
        onBatch={when === 'never' || !may('manager') ? null : openBatch}
        onGroup={panel.openGroup}
      />
      {isReadyOpen && <ReadyDialog onClose={() => setIsReadyOpen(false)} />}
      {isBatchOpen && <BatchDialog onClose={() => setIsBatchOpen(false)} />}
      {print !== null && <PrintDialog print={print} onAgain={again} onClose={close} />}
      <Announcement outcome={outcome} />
    </div>
  );
}

/** The entry or exit that the verdict is about, by its id. */
function opOf(outcome: Outcome | null): string | null {
  return outcome?.kind === 'answer' ? (outcome.result.op?.id ?? null) : null;
}

/** The verdict with what was just put right of its guest. */
function withWordsOf(outcome: Outcome | null, registration: Registration): Outcome | null {
  if (outcome?.kind !== 'answer' || outcome.result.registration?.id !== registration.id) return outcome;
  return { kind: 'answer', result: { ...outcome.result, registration } };
}
