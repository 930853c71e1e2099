import { useCallback, useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { PinPad } from '../look/pin-pad.tsx';
import { Both } from './both.tsx';
import { Countdown, useStretch } from './countdown.tsx';
import { useTouches } from './help-screen.tsx';
import type { KioskCore } from './kiosk-core.ts';

/** Five touches in the top left corner, each in this square and within so long of the first. */
const CORNER_PX = 120;
const TOUCHES = 5;
const WITHIN_MS = 4_000;
/** The pad closes by itself so long after the last touch. */
const PAD_MS = 20_000;

/** Calls `onOpen` when staff touch the corner that guests have no reason to touch. It has no sign on the screen. */
export function useStaffGesture(onOpen: () => void): void {
  const touched = useRef<number[]>([]);
  useEffect(() => {
    const count = ({ clientX, clientY, timeStamp }: PointerEvent) => {
      const isInCorner = clientX < CORNER_PX && clientY < CORNER_PX;
      const recent = touched.current.filter((at) => timeStamp - at < WITHIN_MS);
      touched.current = isInCorner ? [...recent, timeStamp] : [];
      if (touched.current.length < TOUCHES) return;
      touched.current = [];
      onOpen();
    };
    window.addEventListener('pointerdown', count, true);
    return () => window.removeEventListener('pointerdown', count, true);
  }, [onOpen]);
}

interface StaffExitProps {
  readonly core: KioskCore;
  readonly onClose: () => void;
}

/** Makes the kiosk a desk by the PIN of staff; the core keeps the delay after wrong ones, and the shell changes windows. */
export function StaffExit({ core, onClose }: StaffExitProps) {
  const { t } = useTranslation();
  const stretch = useStretch(PAD_MS, useTouches(), onClose);
  const leave = useCallback(
    async (pin: string) => {
      const result = await core.ask((client, options) => client.leave({ pin }, options));
      return result.ok ? null : result.failure;
    },
    [core],
  );
  return (
    <section className="answer staff-exit" data-screen="staff-exit">
      <div className="answer-middle">
        <Both as="h1" word="kiosk.staff.title" />
        <div className="staff-exit-pad">
          <PinPad label={t('kiosk.staff.pin')} enter={t('kiosk.staff.leave')} onPin={leave} />
        </div>
      </div>
      <div className="answer-foot">
        <Button className="kiosk-button" onPress={onClose}>
          <Both as="span" word="kiosk.back" />
        </Button>
        <Countdown stretch={stretch} />
      </div>
    </section>
  );
}
