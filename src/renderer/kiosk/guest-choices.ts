import { createContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLanguage, firstLanguage } from '../language/language.ts';

/** How long what a guest chose by touch stands while nobody touches or scans. */
const CHOICES_MS = 30_000;

/** What a guest may choose beside the language: each by one touch, and only for themselves. */
export interface GuestChoices {
  /** Larger letters in strong contrast, in one language, and twice the time to read. */
  readonly isLarge: boolean;
  /** Everything in the lower part of the screen, within reach of a person who sits. */
  readonly isLow: boolean;
}

const NONE: GuestChoices = { isLarge: false, isLow: false };

export const GuestChoicesContext = createContext<GuestChoices>(NONE);

/**
 * The choices of the guest in front. The next guest finds the kiosk as the first one did: they end with the answer, and
 * when nobody touches the screen any more.
 */
export function useGuestChoices(hasAnswer: boolean): {
  readonly choices: GuestChoices;
  choose(change: Partial<GuestChoices>): void;
} {
  const { i18n } = useTranslation();
  const [choices, setChoices] = useState(NONE);
  const [touches, setTouches] = useState(0);
  const hadAnswer = useRef(false);
  const isChanged = choices !== NONE || i18n.language !== firstLanguage();

  useEffect(() => {
    const count = () => setTouches((before) => before + 1);
    window.addEventListener('pointerdown', count);
    return () => window.removeEventListener('pointerdown', count);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each touch starts the time anew
  useEffect(() => {
    const forget = () => {
      setChoices(NONE);
      changeLanguage(firstLanguage(), false);
    };
    if (hasAnswer) {
      hadAnswer.current = true;
      return;
    }
    if (hadAnswer.current) forget();
    hadAnswer.current = false;
    if (!isChanged) return;
    const timer = window.setTimeout(forget, CHOICES_MS);
    return () => window.clearTimeout(timer);
  }, [hasAnswer, touches, isChanged]);

  return { choices, choose: (change) => setChoices((before) => ({ ...before, ...change })) };
}
