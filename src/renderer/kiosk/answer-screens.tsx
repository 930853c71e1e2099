import { useTranslation } from 'react-i18next';
import type { PrintState } from '../../contract/print.ts';
import type { KioskAnswer } from '../../contract/window-contract.ts';
import { FitText } from '../look/fit-text.tsx';
import { Mark } from '../look/marks.tsx';
import { Both } from './both.tsx';

const NAME_SIZES = [132, 112, 92, 76, 64, 52, 44] as const;
const LATIN_SIZES = [60, 48, 40, 34] as const;
const PROGRESS: Record<PrintState, number> = {
  queued: 12,
  rendered: 40,
  spooled: 70,
  printed: 100,
  stuck: 0,
  cancelled: 0,
  superseded: 0,
};

interface WelcomeProps {
  readonly answer: Extract<KioskAnswer, { outcome: 'welcome' }>;
  /** Null when no badge comes. */
  readonly badge: PrintState | null;
}

export function Welcome({ answer, badge }: WelcomeProps) {
  const latin = answer.latinName === answer.name ? '' : answer.latinName;
  return (
    <section className="answer welcome" data-screen="welcome" role="status">
      <div className="answer-middle">
        <div className="answer-mark">
          <Mark name="tick" />
        </div>
        <Both as="p" word="kiosk.welcome" />
        {answer.name !== '' && <FitText className="welcome-name" sizes={NAME_SIZES} text={answer.name} />}
        {latin !== '' && <FitText className="welcome-latin" sizes={LATIN_SIZES} text={latin} />}
      </div>
      {badge !== null && <BadgeOfGuest badge={badge} />}
      {badge === null && answer.name === '' && <BadgeOfGuest badge="stuck" />}
    </section>
  );
}

function BadgeOfGuest({ badge }: { badge: PrintState }) {
  const { t } = useTranslation();
  const isStuck = PROGRESS[badge] === 0;
  return (
    <div className="answer-paper" data-badge={badge}>
      {isStuck ? (
        <Both as="p" word="kiosk.badge.stuck" />
      ) : (
        <>
          <Both as="p" word={badge === 'printed' ? 'kiosk.badge.printed' : 'kiosk.badge.printing'} />
          <div
            className="slot"
            role="progressbar"
            aria-label={t('kiosk.badge.printing')}
            aria-valuenow={PROGRESS[badge]}
            aria-valuemin={0}
            aria-valuemax={100}
          >
            <i style={{ width: `${PROGRESS[badge]}%` }} />
          </div>
        </>
      )}
    </div>
  );
}

export function Goodbye() {
  return (
    <section className="answer goodbye" data-screen="goodbye" role="status">
      <div className="answer-middle">
        <div className="answer-mark">
          <Mark name="out" />
        </div>
        <Both as="h1" word="kiosk.goodbye" />
      </div>
    </section>
  );
}

/** Two guests scanned at once, or keys of the scanner were hidden: the same guest scans once more. */
export function ScanAgain() {
  return (
    <section className="answer see-desk" data-screen="scan-again" role="status">
      <div className="answer-middle">
        <div className="answer-mark">
          <Mark name="scan" />
        </div>
        <Both as="h1" word="kiosk.scanAgain" />
        <Both as="p" word="kiosk.scanAgainWhy" />
      </div>
    </section>
  );
}

/** For every guest who is not let in here, and for every trouble: the hall does not learn why. */
export function SeeDesk({ isAway }: { isAway: boolean }) {
  return (
    <section className="answer see-desk" data-screen={isAway ? 'away' : 'see-desk'} role="status">
      <div className="answer-middle">
        <div className="answer-mark">
          <Mark name="desk" />
        </div>
        <Both as="h1" word={isAway ? 'kiosk.away' : 'kiosk.seeDesk'} />
        {!isAway && <Both as="p" word="kiosk.seeDeskWhy" />}
      </div>
    </section>
  );
}
