import { isTextField, putText, type TextField } from './leaked-keys.ts';

/** So many Latin characters written at once, by keys that nobody saw, are a scan that the input method took. */
const WRITTEN_AT_ONCE = 3;
const LATIN = /^[ -~]+$/;

/**
 * An input method takes keys before the window does, and only while a text field has the focus: so a scan takes the
 * focus from the field until it ends.
 */
export class InputMethodRest {
  #field: TextField | null = null;
  #text = '';

  /** The field that has the focus loses it, and what the input method puts into it. */
  begin(): void {
    const focused = document.activeElement;
    if (!isTextField(focused)) return;
    this.#field = focused;
    this.#text = focused.value;
    focused.blur();
    putText(focused, this.#text);
  }

  /** Puts the text back; the focus only where `withFocus` says so and it is not elsewhere by now. */
  end(withFocus: boolean): void {
    const field = this.#field;
    this.#field = null;
    if (field === null || !field.isConnected) return;
    putText(field, this.#text);
    if (withFocus && document.activeElement === document.body) field.focus();
  }
}

/**
 * Some input methods (IBus on Linux) take the keys of a whole scan and show none of them, only what they write. A
 * person who types through one writes no more characters than the keys that were seen.
 */
export class UnseenKeys {
  #keys = 0;

  press(): void {
    this.#keys += 1;
  }

  /** Whether this text was written by keys that nobody saw. `data` and `type` are those of the input event. */
  wrote(data: string | null, type: string): boolean {
    if (data === null || !type.startsWith('insert') || type === 'insertFromPaste') return false;
    const isUnseen = LATIN.test(data) && data.length >= WRITTEN_AT_ONCE && this.#keys < data.length;
    if (type === 'insertText' || isUnseen) this.#keys = 0;
    return isUnseen;
  }
}
