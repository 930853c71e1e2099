import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/**
 * Whether Alt and this letter were pressed: by the letter or, where the layout has others (Cyrillic, Alt on a Mac), by
 * the key's place. With Alt, because a scan can begin with any letter, and people may write one in a field
 * (WCAG 2.1.4). AltGr, which Windows reports as Control and Alt, writes letters.
 */
export function isAltKey({ key, code, altKey, ctrlKey, metaKey }: KeyPress, letter: string): boolean {
  if (!altKey || ctrlKey || metaKey) return false;
  return /^[a-z]$/i.test(key) ? key.toLowerCase() === letter : code === `Key${letter.toUpperCase()}`;
}

/** Calls `action` when Alt and the letter are pressed anywhere in the window; null: nothing to do now. */
export function useAltKey(letter: string, action: (() => void) | null): void {
  useWindowKey((event) => isAltKey(event, letter), action);
}

/** Calls `onClose` on Escape, unless something in front (a list, a dialog, an input method) has taken it. */
export function useEscape(onClose: () => void): void {
  useWindowKey((event) => event.key === 'Escape' && !event.isComposing, onClose);
}

/** Calls `action` on a key that is meant, anywhere in the window but behind a dialog; null: nothing to do now. */
export function useWindowKey(isMeant: (event: KeyboardEvent) => boolean, action: (() => void) | null): void {
  const latest = useRef({ isMeant, action });
  useEffect(() => {
    latest.current = { isMeant, action };
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { isMeant, action } = latest.current;
      if (event.defaultPrevented || event.repeat || action === null || !isMeant(event)) return;
      // A dialog in front has the keys.
      if (document.querySelector('.backdrop') !== null) return;
      event.preventDefault();
      action();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** The keys as the keyboard of this computer has them, beside what they do. */
export function AltKey({ letter }: { letter: string }) {
  const { t } = useTranslation();
  const words = navigator.userAgent.includes('Mac') ? 'keys.option' : 'keys.alt';
  return <kbd>{t(words, { letter: letter.toUpperCase() })}</kbd>;
}
