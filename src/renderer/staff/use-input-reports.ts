import { useLayoutEffect } from 'react';
import { useDeskCore } from '../core/desk-core.ts';

const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
/** Often enough that a window locks a second early at the most. */
const AT_MOST_EVERY_MS = 1_000;
/** After so long without another key L was pressed by a person: the next key of a scan comes sooner. */
const ALONE_MS = 300;

/**
 * While somebody is signed in: tells the core that they are doing something, and locks on the key L. Hears keys before
 * those who hear scans do (layout effects come first), because the first keys of a scan are let through: an L among
 * them has others behind it.
 */
export function useInputReports(isSignedIn: boolean, lock: () => void): void {
  const core = useDeskCore();
  useLayoutEffect(() => {
    if (!isSignedIn) return;
    let toldAt = Number.NEGATIVE_INFINITY;
    let alone: number | undefined;
    const tell = () => {
      if (performance.now() - toldAt < AT_MOST_EVERY_MS) return;
      toldAt = performance.now();
      void core.ask((client, options) => client.session.touch(undefined, options));
    };
    const onKey = (event: KeyboardEvent) => {
      window.clearTimeout(alone);
      if (isLockKey(event)) alone = window.setTimeout(lock, ALONE_MS);
    };
    for (const name of INPUTS) window.addEventListener(name, tell, { capture: true, passive: true });
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.clearTimeout(alone);
      for (const name of INPUTS) window.removeEventListener(name, tell, { capture: true });
      window.removeEventListener('keydown', onKey, true);
    };
  }, [core, isSignedIn, lock]);
}

function isLockKey({ code, target, repeat, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  const isWriting = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return code === 'KeyL' && !isWriting && !repeat && !ctrlKey && !altKey && !metaKey;
}
