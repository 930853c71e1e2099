import { useCallback, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { Both } from './both.tsx';
import { Countdown, useStretch } from './countdown.tsx';
import { Picture } from './pictures.tsx';

const STEPS = ['code', 'hold', 'take'] as const;

interface HelpScreenProps {
  /** How long it stands after the last touch. */
  readonly lengthMs: number;
  readonly onClose: () => void;
}

/** What to do, in three pictures, and that people are there. Codes are read meanwhile. */
export function HelpScreen({ lengthMs, onClose }: HelpScreenProps) {
  const touches = useTouches();
  const stretch = useStretch(lengthMs, touches, onClose);
  return (
    <section className="answer help" data-screen="help">
      <div className="answer-middle">
        <Both as="h1" word="kiosk.help.title" />
        <ol className="help-steps">
          {STEPS.map((step) => (
            <li key={step}>
              <Picture name={step} />
              <Both as="p" word={`kiosk.help.${step}`} />
            </li>
          ))}
        </ol>
        <Both as="p" word="kiosk.help.desk" />
      </div>
      <div className="answer-foot">
        <Button autoFocus className="kiosk-button" onPress={onClose}>
          <Both as="span" word="kiosk.back" />
        </Button>
        <Countdown stretch={stretch} />
      </div>
    </section>
  );
}

/** How often the screen was touched since this stands. */
export function useTouches(): number {
  const [touches, setTouches] = useState(0);
  const count = useCallback(() => setTouches((before) => before + 1), []);
  useEffect(() => {
    window.addEventListener('pointerdown', count);
    return () => window.removeEventListener('pointerdown', count);
  }, [count]);
  return touches;
}
