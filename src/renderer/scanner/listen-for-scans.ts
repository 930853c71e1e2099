import { AFTERWARDS_MS, InputMethodRest, isByInputMethod, UnseenKeys } from './input-method.ts';
import { codeOf, strokeOf } from './key-event.ts';
import { LeakedKeys } from './leaked-keys.ts';
import { type Heard, isModifier, WedgeDecoder } from './wedge-decoder.ts';

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
  /** An input method or a dead key took keys of the last scan, and no person has typed since. */
  let isWritingLate = false;
  let silenceTimer: number | undefined;

  function onKeyDown(event: KeyboardEvent): void {
    const stroke = strokeOf(event);
    const wasScanning = decoder.scanning;
    const reaction = decoder.press(stroke);
    leaked.takeOut(reaction.takeOut);
    if (decoder.scanning && !wasScanning) inputMethod.forget();
    if (reaction.hold) {
      heldKeys.add(event.code);
      if (stroke.inputMethod || stroke.dead) isWritingLate = true;
      stop(event);
    } else {
      heldKeys.delete(event.code);
      if (!isModifier(stroke.code)) letThrough();
      unseen.press(stroke, performance.now());
    }
    if (stroke.inputMethod && decoder.scanning) inputMethod.begin();
    if (reaction.heard !== null) hear(reaction.heard);
    window.clearTimeout(silenceTimer);
    if (decoder.scanning) silenceTimer = window.setTimeout(onSilence, decoder.patienceMs);
  }

  function letThrough(): void {
    isWritingLate = false;
    inputMethod.forget();
    leaked.remember(document.activeElement);
  }

  function onSilence(): void {
    const heard = decoder.giveUp();
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

  /** An input method may write although its key was held back, or was never seen, or after the scan. */
  function onBeforeInput(event: InputEvent): void {
    const now = performance.now();
    const isUnseen = unseen.wrote(event.data, event.inputType, now);
    if (!isUnseen && !isOfScan(event)) return;
    inputMethod.keep();
    stop(event);
    if (!isUnseen || decoder.scanning) return;
    inputMethod.begin();
    // What it writes just after a scan was heard belongs to that one.
    if (now - heardAt < AFTERWARDS_MS) inputMethod.end(false);
    else hear({ kind: 'unreadable', why: 'keys-hidden' });
  }

  /** What was written all the same. */
  function onInput(event: Event): void {
    if (event.isTrusted && event instanceof InputEvent && isOfScan(event)) inputMethod.putBack();
  }

  function isOfScan({ inputType }: InputEvent): boolean {
    if (decoder.scanning) return true;
    return isWritingLate && isByInputMethod(inputType) && performance.now() - heardAt < AFTERWARDS_MS;
  }

  function onBlur(): void {
    decoder.forgetHeld();
  }

  window.addEventListener('keydown', onKeyDown, true);
  window.addEventListener('keyup', onKeyUp, true);
  window.addEventListener('beforeinput', onBeforeInput, true);
  window.addEventListener('input', onInput, true);
  window.addEventListener('blur', onBlur);
  return () => {
    window.clearTimeout(silenceTimer);
    window.removeEventListener('keydown', onKeyDown, true);
    window.removeEventListener('keyup', onKeyUp, true);
    window.removeEventListener('beforeinput', onBeforeInput, true);
    window.removeEventListener('input', onInput, true);
    window.removeEventListener('blur', onBlur);
  };
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
