import type { KeyStroke } from './wedge-decoder.ts';

/** What `strokeOf` needs of a keyboard event; recordings of tests have the same. */
export type KeyEvent = Pick<
  KeyboardEvent,
  | 'code'
  | 'key'
  | 'keyCode'
  | 'shiftKey'
  | 'ctrlKey'
  | 'altKey'
  | 'metaKey'
  | 'repeat'
  | 'isComposing'
  | 'timeStamp'
>;

/** The `keyCode` of a key that an input method takes (W3C UI Events, 7.3). */
const TAKEN_BY_INPUT_METHOD = 229;
/** Keys that mean the same everywhere: known by `key` where `code` is hidden. */
const SAME_EVERYWHERE = new Set(['Enter', 'Tab', 'Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'NumLock']);

/** A key event as the decoder takes it. */
export function strokeOf(event: KeyEvent): KeyStroke {
  return {
    code: codeOf(event),
    shift: event.shiftKey,
    command: event.ctrlKey || event.altKey || event.metaKey,
    repeat: event.repeat,
    inputMethod: event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD || event.key === 'Process',
    dead: event.key === 'Dead',
    at: event.timeStamp,
  };
}

export function codeOf({ code, key }: Pick<KeyEvent, 'code' | 'key'>): string {
  const isHidden = code === '' || code === 'Unidentified';
  return isHidden && SAME_EVERYWHERE.has(key) ? key : code;
}
