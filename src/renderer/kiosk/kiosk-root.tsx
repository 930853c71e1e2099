import { useCallback, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCoreLine } from '../core/desk-core.ts';
import { listenForScans } from '../scanner/listen-for-scans.ts';
import { Answer, Away, Starting } from './answer-screens.tsx';
import { Attract } from './attract.tsx';
import { useBadgeStage } from './badge-stage.ts';
import { useStretch } from './countdown.tsx';
import { GuestChoicesContext, useGuestChoices } from './guest-choices.ts';
import { HelpScreen } from './help-screen.tsx';
import { type KioskCore, useKioskNews } from './kiosk-core.ts';
import { StaffExit, useStaffGesture } from './staff-exit.tsx';
import { useKioskScans } from './use-kiosk-scans.ts';

/** How long an answer stands before the kiosk is ready for the next guest; twice as long in large print. */
const ANSWER_MS = 8_000;
const HELP_MS = 30_000;
/** A computer that has just been switched on is given so long before its guests are sent to the desk. */
const START_MS = 15_000;

/** What lies over the screen by a touch. A scan takes it away. */
type Overlay = 'help' | 'staff' | null;

/** A kiosk says one thing a screen: show your code, welcome, or please see the desk. */
export function KioskRoot({ core }: { core: KioskCore }) {
  const { i18n } = useTranslation();
  const { state } = useCoreLine(core);
  const [overlay, setOverlay] = useState<Overlay>(null);
  const { answer, scan, hear, tell, clear } = useKioskScans(core);
  const { event, badges } = useKioskNews(core, tell);
  const { choices, choose } = useGuestChoices(answer !== null);
  const { isLarge, isLow } = choices;
  const isStarting = useIsStarting();

  const printJob = answer?.outcome === 'welcome' ? answer.printJob : null;
  const badge = (printJob === null ? null : badges.get(printJob)) ?? 'queued';
  const stage = useBadgeStage(answer, badge);
  const patience = isLarge ? 2 : 1;
  const standsFor = answer === null || stage === 'coming' ? null : ANSWER_MS * patience;
  // The guest reads what has come new: an answer, or that the badge is there.
  const reason = useMemo(() => ({ answer, stage }), [answer, stage]);
  const stretch = useStretch(standsFor, reason, clear);

  useEffect(() => listenForScans(hear), [hear]);
  useEffect(() => {
    if (answer !== null) setOverlay(null);
  }, [answer]);
  const close = useCallback(() => setOverlay(null), []);
  const openStaffExit = useCallback(() => setOverlay('staff'), []);
  useStaffGesture(openStaffExit);
  const onCameraCode = useCallback((code: string) => scan(code, 'camera'), [scan]);
  const isCovered = answer !== null || overlay !== null;
  return (
    <I18nProvider locale={i18n.language}>
      <GuestChoicesContext value={choices}>
        <main className="kiosk" data-large={isLarge} data-low={isLow}>
          {event !== null && (
            <Attract
              event={event.event}
              isHidden={isCovered}
              onCode={onCameraCode}
              onChoose={choose}
              onHelp={() => setOverlay('help')}
            />
          )}
          {event === null && !isCovered && (isStarting && state !== 'restarting' ? <Starting /> : <Away />)}
          {answer !== null && (
            <Answer
              answer={answer}
              stage={stage}
              badge={badge}
              isAway={state === 'restarting'}
              stretch={stretch}
              onDone={clear}
            />
          )}
          {overlay === 'help' && <HelpScreen lengthMs={HELP_MS * patience} onClose={close} />}
          {overlay === 'staff' && <StaffExit core={core} onClose={close} />}
        </main>
      </GuestChoicesContext>
    </I18nProvider>
  );
}

function useIsStarting(): boolean {
  const [isStarting, setIsStarting] = useState(true);
  useEffect(() => {
    const timer = window.setTimeout(() => setIsStarting(false), START_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return isStarting;
}
