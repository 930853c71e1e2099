import { AFTERWARDS_MS, InputMethodRest, UnseenKeys } from './input-method.ts';
import { codeOf, strokeOf } from './key-event.ts';
import { LeakedKeys } from './leaked-keys.ts';
import { type Heard, isModifier, WedgeDecoder } from './wedge-decoder.ts';

/** A busy computer delivers keys late: silence by the clock of the keys is certain only after so much more. */
const LATE_MS = 150;

/**
 * Hears a USB scanner wherever the focus is, before anything else in the window hears a key. Calls `onHeard` with
 * each scan, in order. What belongs to a scan reaches no field and no button.
 * @returns stops listening.
 */
export function listenForScans(onHeard: (heard: Heard) => void): () => void {
  const decoder = new WedgeDecoder();
  const leaked = new LeakedKeys();
  const inputMethod = new InputMethodRest();
  const unseen = new UnseenKeys();
  const heldKeys = new Set<string>();
  let heardAt = Number.NEGATIVE_INFINITY;
  let silenceTimer: number | undefined;

  function onKeyDown(event: KeyboardEvent): void {
    const stroke = strokeOf(event);
    const reaction = decoder.press(stroke);
    leaked.takeOut(reaction.takeOut);
    if (reaction.hold) {
      heldKeys.add(event.code);
      stop(event);
    } else {
      heldKeys.delete(event.code);
      if (!isModifier(stroke.code)) leaked.remember(document.activeElement);
      unseen.press(stroke, performance.now());
    }
    if (stroke.inputMethod && decoder.scanning) inputMethod.begin();
    if (reaction.heard !== null) hear(reaction.heard);
    window.clearTimeout(silenceTimer);
    if (decoder.scanning) silenceTimer = window.setTimeout(onSilence, decoder.silenceMs + LATE_MS);
  }

  function onSilence(): void {
    const heard = decoder.silence(Number.POSITIVE_INFINITY);
    if (heard !== null) hear(heard);
  }

  function hear(heard: Heard): void {
    heardAt = performance.now();
    inputMethod.end(heard.kind === 'code');
    onHeard(heard);
  }

  /** A button that has the focus is clicked when Space comes up. */
  function onKeyUp(event: KeyboardEvent): void {
    const wentDown = decoder.release(codeOf(event), event.timeStamp);
    unseen.release(codeOf(event), wentDown, performance.now());
    if (heldKeys.delete(event.code)) stop(event);
  }

  /** An input method may write although its key was held back, or was never seen. */
  function onBeforeInput(event: InputEvent): void {
    const now = performance.now();
    const isUnseen = unseen.wrote(event.data, event.inputType, now);
    if (decoder.scanning || isUnseen) stop(event);
    if (isUnseen && !decoder.scanning) {
      inputMethod.begin();
      // What it writes just after a scan was heard belongs to that one.
      if (now - heardAt < AFTERWARDS_MS) inputMethod.end(false);
      else hear({ kind: 'unreadable', why: 'keys-hidden' });
    }
  }

  function onBlur(): void {
    decoder.forgetHeld();
  }

  window.addEventListener('keydown', onKeyDown, true);
  window.addEventListener('keyup', onKeyUp, true);
  window.addEventListener('beforeinput', onBeforeInput, true);
  window.addEventListener('blur', onBlur);
  return () => {
    window.clearTimeout(silenceTimer);
    window.removeEventListener('keydown', onKeyDown, true);
    window.removeEventListener('keyup', onKeyUp, true);
    window.removeEventListener('beforeinput', onBeforeInput, true);
    window.removeEventListener('blur', onBlur);
  };
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
