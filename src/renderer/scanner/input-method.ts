import { isTextField, putText, type TextField } from './leaked-keys.ts';
import { usCharacter } from './us-keyboard.ts';
import { isModifier, type KeyStroke } from './wedge-decoder.ts';

const BY_INPUT_METHOD = new Set(['insertText', 'insertCompositionText', 'insertFromComposition']);
/** So many Latin characters written at once, by keys that nobody saw, may be a scan that the input method took. */
const WRITTEN_AT_ONCE = 3;
const LATIN = /^[ -~]+$/;
const SHIFTED = /[A-Z~!@#$%^&*()_+{}|:"<>?]/;
const SHIFT = /^Shift/;
/** A person presses three keys one after the other seldom so fast; four are a scan already (scan-rhythm.ts). */
const FAST_MS = 50;
const FAST_KEYS = 3;
/** An input method writes so long after the keys that it took, on a busy computer too. */
export const AFTERWARDS_MS = 500;
const SHIFT_MS = 200;

/** Whether an input method may have written this; pasted, dropped and corrected text has types of its own. */
export function isByInputMethod(type: string): boolean {
  return BY_INPUT_METHOD.has(type);
}

/**
 * An input method takes keys before the window does, and only while a text field has the focus: so a scan takes the
 * focus from the field until it ends. The text of the field is kept until a person types again, since an input method
 * writes late, and some of it without asking.
 */
export class InputMethodRest {
  #kept: { readonly field: TextField; readonly text: string } | null = null;
  #tookFocus = false;

  /** The field that has the focus loses it, and what the input method puts into it. */
  begin(): void {
    const field = this.keep();
    if (field === null) return;
    this.#tookFocus = true;
    field.blur();
    this.putBack();
  }

  /** Keeps the text that the field which has the focus has now. */
  keep(): TextField | null {
    const field = document.activeElement;
    if (!isTextField(field)) return null;
    if (this.#kept?.field !== field) this.#kept = { field, text: field.value };
    return field;
  }

  /** Puts the text back; the focus only where `withFocus` says so and it is not elsewhere by now. */
  end(withFocus: boolean): void {
    const field = this.putBack();
    if (this.#tookFocus && withFocus && document.activeElement === document.body) field?.focus();
    this.#tookFocus = false;
  }

  putBack(): TextField | null {
    if (this.#kept === null || !this.#kept.field.isConnected) return null;
    putText(this.#kept.field, this.#kept.text);
    return this.#kept.field;
  }

  /** A person types, or another scan begins: what the fields have now is right. */
  forget(): void {
    this.#kept = null;
    this.#tookFocus = false;
  }
}

/**
 * Some input methods (IBus on Linux) take the keys of a whole scan and show few of them or none, only what they write.
 * Much is written with fewer keys than it has characters, and none of that is a scan: completion, dictation,
 * handwriting, emoji panels, autofill. So text is a scan's only where keys say so as well: a key that comes up and
 * never went down, keys that the input method takes faster than a person types, or Shift alone just before capitals.
 */
export class UnseenKeys {
  /** Keys seen since the last text was written. */
  #keys = 0;
  #taken = { at: Number.NEGATIVE_INFINITY, inRow: 0 };
  #signAt = Number.NEGATIVE_INFINITY;
  #shiftAt = Number.NEGATIVE_INFINITY;

  /** A key went down and was let through; `now` is when it is heard, which on a busy computer is much later. */
  press({ code, at, inputMethod }: KeyStroke, now: number): void {
    if (isModifier(code)) {
      if (SHIFT.test(code)) this.#shiftAt = now;
      return;
    }
    this.#shiftAt = Number.NEGATIVE_INFINITY;
    this.#keys += 1;
    if (!inputMethod) return;
    const isFast = Math.abs(at - this.#taken.at) <= FAST_MS;
    this.#taken = { at, inRow: isFast ? this.#taken.inRow + 1 : 1 };
    if (this.#taken.inRow >= FAST_KEYS) this.#signAt = now;
  }

  /** A key came up; `wentDown` says whether it went down here. */
  release(code: string, wentDown: boolean, now: number): void {
    if (!wentDown && usCharacter(code, false) !== null) this.#signAt = now;
  }

  /** Whether this text is written by keys that nobody saw. `data` and `type` are those of the input event. */
  wrote(data: string | null, type: string, now: number): boolean {
    if (data === null || !isByInputMethod(type)) return false;
    const isMore = LATIN.test(data) && data.length >= WRITTEN_AT_ONCE && this.#keys < data.length;
    const isByShift = now - this.#shiftAt <= SHIFT_MS && SHIFTED.test(data);
    if (type === 'insertText') this.#keys = 0;
    return isMore && (isByShift || now - this.#signAt <= AFTERWARDS_MS);
  }
}
