import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { PrintState } from '../../contract/print.ts';
import { FitText } from '../look/fit-text.tsx';
import { Mark, type MarkName } from '../look/marks.tsx';
import { BadgeSlot } from './badge-slot.tsx';
import type { BadgeStage } from './badge-stage.ts';
import { Both } from './both.tsx';
import { Countdown, type Stretch } from './countdown.tsx';
import type { Told } from './use-kiosk-scans.ts';

const NAME_SIZES = [132, 112, 92, 76, 64, 52, 44] as const;
const LATIN_SIZES = [60, 48, 40, 34, 28, 24] as const;

interface AnswerProps {
  readonly answer: Told;
  readonly stage: BadgeStage;
  readonly badge: PrintState;
  /** The core is gone: the desk is asked for another reason than the guest's. */
  readonly isAway: boolean;
  /** When the kiosk goes back by itself; null while a badge is on its way. */
  readonly stretch: Stretch | null;
  readonly onDone: () => void;
}

/** What a scan was answered, until the guest is done with it. */
export function Answer({ answer, stage, badge, isAway, stretch, onDone }: AnswerProps) {
  const foot = (
    <div className="answer-foot">
      <Button className="kiosk-button" onPress={onDone}>
        <Both as="span" word="kiosk.done" />
      </Button>
      <Countdown stretch={stretch} />
    </div>
  );
  switch (answer.outcome) {
    case 'welcome':
      return (
        <Screen name="welcome" mark="tick" foot={foot}>
          <Both as="p" word="kiosk.welcome" />
          <GuestName name={answer.name} latinName={answer.latinName} />
          {stage !== 'none' && <BadgeSlot stage={stage} state={badge} />}
        </Screen>
      );
    case 'goodbye':
      return (
        <Screen name="goodbye" mark="out" foot={foot}>
          <Both as="h1" word="kiosk.goodbye" />
        </Screen>
      );
    case 'scan-again':
      // Two guests scanned at once, or keys of the scanner were hidden: the same guest scans once more.
      return (
        <Screen name="scan-again" mark="scan" foot={foot}>
          <Both as="h1" word="kiosk.scanAgain" />
          <Both as="p" word="kiosk.scanAgainWhy" />
        </Screen>
      );
    case 'see-desk':
      return isAway ? <Away /> : <SeeDesk foot={foot} />;
  }
}

/** For every guest who is not let in here, and for every trouble: the hall does not learn why. */
function SeeDesk({ foot }: { foot: ReactNode }) {
  return (
    <Screen name="see-desk" mark="desk" foot={foot}>
      <Both as="h1" word="kiosk.seeDesk" />
      <Both as="p" word="kiosk.seeDeskWhy" />
    </Screen>
  );
}

/** The station does not answer. */
export function Away() {
  return (
    <Screen name="away" mark="desk" foot={null}>
      <Both as="h1" word="kiosk.away" />
    </Screen>
  );
}

/** The first seconds after the computer was switched on. */
export function Starting() {
  return (
    <Screen name="starting" mark="hourglass" foot={null}>
      <Both as="h1" word="kiosk.starting" />
    </Screen>
  );
}

interface ScreenProps {
  readonly name: string;
  readonly mark: MarkName;
  readonly foot: ReactNode;
  readonly children: ReactNode;
}

function Screen({ name, mark, foot, children }: ScreenProps) {
  return (
    <section className={`answer ${name}`} data-screen={name}>
      <div className="answer-middle" role="status">
        <div className="answer-mark">
          <Mark name={mark} />
        </div>
        {children}
      </div>
      {foot}
    </section>
  );
}

function GuestName({ name, latinName }: { name: string; latinName: string }) {
  if (name === '') return null;
  return (
    <>
      <FitText className="welcome-name" sizes={NAME_SIZES} text={name} />
      {latinName !== '' && latinName !== name && (
        <FitText className="welcome-latin" sizes={LATIN_SIZES} text={latinName} />
      )}
    </>
  );
}
