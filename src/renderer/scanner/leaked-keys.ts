type TextField = HTMLInputElement | HTMLTextAreaElement;

/** What the first keys of a scan did before it was recognised: the fields that they typed into, and the focus. */
export class LeakedKeys {
  readonly #textBefore = new Map<TextField, string>();
  #focusBefore: Element | null = null;

  /** Call before each key that is let through; `first` starts afresh. */
  remember(focused: Element | null, first: boolean): void {
    if (first) {
      this.#textBefore.clear();
      this.#focusBefore = focused;
    }
    if (isTextField(focused) && !this.#textBefore.has(focused)) {
      this.#textBefore.set(focused, focused.value);
    }
  }

  /** Puts texts and focus back as they were before the scan. */
  takeOut(): void {
    for (const [field, text] of this.#textBefore) putText(field, text);
    this.#textBefore.clear();
    const focused = document.activeElement;
    if (focused === this.#focusBefore || !(focused instanceof HTMLElement)) return;
    if (this.#focusBefore instanceof HTMLElement && this.#focusBefore !== document.body) {
      this.#focusBefore.focus();
    } else {
      focused.blur();
    }
  }
}

function isTextField(element: Element | null): element is TextField {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** Through the prototype's setter and an input event, so that React takes the change for the person's own. */
function putText(field: TextField, text: string): void {
  if (field.value === text) return;
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
