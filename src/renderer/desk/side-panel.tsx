import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { FitText } from '../look/fit-text.tsx';
import { useEscape } from './alt-keys.tsx';

const TITLE_SIZES = [22, 20, 18, 16, 15] as const;

interface SidePanelProps {
  readonly name: string;
  readonly title: string;
  /** Escape does the same; where something is under way it may do less than close. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * Work at one guest or group, in the place of search and lists: the verdict stays in sight, and a scan that comes
 * meanwhile is answered there. The focus comes in with it and goes back where it was.
 */
export function SidePanel({ name, title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // Out of sight, behind the search, nothing is closed.
  useEscape(() => heading.current?.checkVisibility() === true && onClose());
  useEffect(() => {
    const before = document.activeElement;
    // A field of the panel may have taken it already.
    if (heading.current?.closest('section')?.contains(before) !== true) heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <section className="side-panel" data-panel={name} aria-labelledby={titleId}>
      <header className="side-panel-head">
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          <FitText as="span" className="side-panel-title" sizes={TITLE_SIZES} text={title} />
        </h2>
        <Button className="button quiet" aria-label={t('guest.close')} onPress={onClose}>
          ✕
        </Button>
      </header>
      {children}
    </section>
  );
}
