import { useEffect } from 'react';
import waitingUrl from '../../../resources/sounds/waiting.wav?url';

const AGAIN_MS = 5_000;

/**
 * Rings at once for each new text and then every few seconds, until it is ''. Apart from the sounds of the verdicts,
 * which cut off one another, and always as loud as it can be, also where those are off: whoever is to meet the guest may
 * stand somewhere else.
 */
export function useAlertSound(reason: string): void {
  useEffect(() => {
    if (reason === '') return;
    const player = new Audio(waitingUrl);
    const ring = () => {
      player.currentTime = 0;
      // A computer without a loudspeaker refuses: the screen says it all.
      player.play().catch((error: unknown) => console.warn('no sound', error));
    };
    ring();
    const timer = window.setInterval(ring, AGAIN_MS);
    return () => {
      window.clearInterval(timer);
      player.pause();
    };
  }, [reason]);
}
