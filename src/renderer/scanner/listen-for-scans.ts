import { LeakedKeys } from './leaked-keys.ts';
import { isModifier, type KeyStroke, WedgeDecoder } from './wedge-decoder.ts';

/** A busy computer delivers keys late: silence by the clock of the keys is certain only after this time. */
const LATE_MS = 300;

/**
 * Hears a USB scanner wherever the focus is, before anything else in the window hears a key. Calls `onScan` with
 * each code, in order. What belongs to a scan reaches no field and no button.
 * @returns stops listening.
 */
export function listenForScans(onScan: (code: string) => void): () => void {
  const decoder = new WedgeDecoder();
  const leaked = new LeakedKeys();
  const heldKeys = new Set<string>();
  let silenceTimer: number | undefined;

  function onKeyDown(event: KeyboardEvent): void {
    const reaction = decoder.press(strokeOf(event));
    if (reaction.scan !== null) onScan(reaction.scan);
    leaked.takeOut(reaction.takeOut);
    if (reaction.hold) {
      heldKeys.add(event.code);
      stop(event);
    } else {
      heldKeys.delete(event.code);
      if (!isModifier(event.code)) leaked.remember(document.activeElement);
    }
    window.clearTimeout(silenceTimer);
    if (decoder.scanning) silenceTimer = window.setTimeout(onSilence, LATE_MS);
  }

  function onSilence(): void {
    const code = decoder.silence(Number.POSITIVE_INFINITY);
    if (code !== null) onScan(code);
  }

  /** A button that has the focus is clicked when Space comes up. */
  function onKeyUp(event: KeyboardEvent): void {
    if (heldKeys.delete(event.code)) stop(event);
  }

  /** An input method may write although its key was held back. */
  function onBeforeInput(event: Event): void {
    if (decoder.scanning) stop(event);
  }

  window.addEventListener('keydown', onKeyDown, true);
  window.addEventListener('keyup', onKeyUp, true);
  window.addEventListener('beforeinput', onBeforeInput, true);
  return () => {
    window.clearTimeout(silenceTimer);
    window.removeEventListener('keydown', onKeyDown, true);
    window.removeEventListener('keyup', onKeyUp, true);
    window.removeEventListener('beforeinput', onBeforeInput, true);
  };
}

function strokeOf(event: KeyboardEvent): KeyStroke {
  return {
    code: event.code,
    shift: event.shiftKey,
    command: event.ctrlKey || event.altKey || event.metaKey,
    repeat: event.repeat,
    at: event.timeStamp,
  };
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
