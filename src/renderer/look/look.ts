import { useEffect, useSyncExternalStore } from 'react';
import { type AccentTokens, accentTokens } from './accent.ts';
import { LOOK_CHOICES, type Look, type LookChoice } from './look-choice.ts';

const CHOICE_KEY = 'look';
const DARK_QUERY = '(prefers-color-scheme: dark)';
const listeners = new Set<() => void>();

/** Gives the window the look that was chosen at this station, and follows the computer where it is `system`. */
export function startLook(): void {
  window.matchMedia(DARK_QUERY).addEventListener('change', tell);
  tell();
}

/** Chosen once for this station. */
export function chooseLook(choice: LookChoice): void {
  localStorage.setItem(CHOICE_KEY, choice);
  tell();
}

export function useLookChoice(): LookChoice {
  return useSyncExternalStore(subscribe, lookChoice);
}

/** Colours the window in the event's own colour, where it has one. */
export function useAccent(accent: string | null): void {
  const look = useSyncExternalStore(subscribe, lookNow);
  useEffect(() => {
    if (accent === null) return;
    const { style } = document.documentElement;
    const tokens: AccentTokens = accentTokens(accent, look);
    for (const [name, colour] of Object.entries(tokens)) style.setProperty(name, colour);
    return () => {
      for (const name of Object.keys(tokens)) style.removeProperty(name);
    };
  }, [accent, look]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function tell(): void {
  document.documentElement.dataset.look = lookNow();
  for (const listener of listeners) listener();
}

function lookChoice(): LookChoice {
  const kept = localStorage.getItem(CHOICE_KEY);
  return LOOK_CHOICES.find((choice) => choice === kept) ?? 'system';
}

function lookNow(): Look {
  const choice = lookChoice();
  if (choice !== 'system') return choice;
  return window.matchMedia(DARK_QUERY).matches ? 'dark' : 'light';
}
