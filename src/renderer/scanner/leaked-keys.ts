export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** More keys than a scan lets through before it is recognised. */
const KEPT = 32;

interface Leak {
  readonly focused: Element | null;
  readonly textBefore: string | null;
}

/** What the first keys of a scan did before it was recognised: the fields that they typed into, and the focus. */
export class LeakedKeys {
  #leaks: Leak[] = [];

  /** Call before each key that is let through. */
  remember(focused: Element | null): void {
    const textBefore = isTextField(focused) ? focused.value : null;
    this.#leaks = [...this.#leaks, { focused, textBefore }].slice(-KEPT);
  }

  /** Puts texts and focus back as they were before the last `count` keys. */
  takeOut(count: number): void {
    const leaks = count === 0 ? [] : this.#leaks.splice(-count);
    const texts = new Map<TextField, string>();
    for (const { focused, textBefore } of leaks) {
      if (isTextField(focused) && textBefore !== null && !texts.has(focused)) texts.set(focused, textBefore);
    }
    for (const [field, text] of texts) putText(field, text);
    const first = leaks[0];
    if (first !== undefined) giveFocus(first.focused);
  }
}

function giveFocus(element: Element | null): void {
  const focused = document.activeElement;
  if (focused === element || !(focused instanceof HTMLElement)) return;
  if (element instanceof HTMLElement && element !== document.body) element.focus();
  else focused.blur();
}

export function isTextField(element: Element | null): element is TextField {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** Through the prototype's setter and an input event, so that React takes the change for the person's own. */
export function putText(field: TextField, text: string): void {
  if (field.value === text) return;
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
