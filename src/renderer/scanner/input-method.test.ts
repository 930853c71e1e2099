import { describe, expect, it } from 'vitest';
import { type RecordedKey, recordedKeys } from '../../../tests/fixtures/key-events.ts';
import { UnseenKeys } from './input-method.ts';
import { codeOf, strokeOf } from './key-event.ts';

type Key = Partial<RecordedKey> & Pick<RecordedKey, 'code'>;

interface Written {
  readonly keys?: readonly Key[];
  /** Milliseconds from the last key to the text. */
  readonly after?: number;
  readonly data: string | null;
  readonly type?: string;
}

/** Whether the text is refused after these keys. */
function isRefused({ keys = [], after = 5, data, type = 'insertText' }: Written): boolean {
  const unseen = new UnseenKeys();
  const down = new Set<string>();
  let now = 0;
  for (const key of keys) {
    const event = { ...NO_KEY, ...key };
    now = Math.max(now, event.timeStamp);
    if (event.isDown) {
      unseen.press(strokeOf(event), now);
      down.add(event.code);
    } else unseen.release(codeOf(event), /^Shift/.test(event.code) || down.delete(event.code), now);
  }
  return unseen.wrote(data, type, now + after);
}

const NO_KEY: RecordedKey = {
  isDown: true,
  code: '',
  key: '',
  keyCode: 0,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  isComposing: false,
  timeStamp: 1000,
};

/** A person types these letters through an input method: each key is seen, taken, and comes up again. */
function composed(letters: string, gapMs = 110): Key[] {
  return [...letters].flatMap((letter, index) => {
    const code = `Key${letter.toUpperCase()}`;
    const timeStamp = 1000 + index * gapMs;
    return [
      { code, key: 'Process', keyCode: 229, isComposing: index > 0, timeStamp },
      { code, key: letter, isDown: false, timeStamp: timeStamp + 80 },
    ];
  });
}

/** The recording up to its end key: what the window is shown before the input method writes. */
function shownOf(recording: string): RecordedKey[] {
  return recordedKeys(recording).filter(({ code }) => code !== 'Enter');
}

describe('text that arrives without keys', () => {
  it.each<[string, Written]>([
    ['from a test driver, an emoji panel or dictation', { data: 'Desk 7' }],
    [
      'dictated in capitals, long after Shift',
      { keys: [{ code: 'ShiftLeft' }], after: 900, data: 'SME 2026' },
    ],
    ['an emoji', { data: '🙂' }],
    ['handwritten', { data: 'Li Xiaoming' }],
    ['filled in by the browser', { data: 'reception@example.org', type: 'insertReplacementText' }],
    ['filled in, which has no data', { data: null, type: 'insertReplacementText' }],
    [
      'a text replacement after omw and Space',
      { keys: [...composed('omw'), { code: 'Space', timeStamp: 1400 }], data: 'On my way!' },
    ],
    ['dropped', { data: 'REG-1042', type: 'insertFromDrop' }],
    ['pasted', { keys: [{ code: 'KeyV', ctrlKey: true }], data: 'REG-1042', type: 'insertFromPaste' }],
    ['hello, the completion of hel', { keys: composed('hel'), data: 'hello' }],
    [
      'the same while it is composed',
      { keys: composed('hel'), data: 'hello', type: 'insertCompositionText' },
    ],
    ['hello, the completion of hel that a fast typist takes', { keys: composed('hel', 60), data: 'hello' }],
    ['two letters that roll over each other, completed', { keys: composed('he', 15), data: 'hello' }],
    [
      'pinyin of a whole word, kept as Latin letters by Enter',
      { keys: composed('xiaoming'), data: 'xiaoming' },
    ],
    ['Chinese for many keys', { keys: composed('zhangwei'), data: '张伟' }],
    ['one capital, while Shift is down', { keys: [{ code: 'ShiftLeft' }], data: 'A' }],
    [
      'long after a key came up that went down elsewhere',
      { keys: [{ code: 'KeyG', isDown: false }], after: 3000, data: 'Desk 7' },
    ],
    [
      'after the key that closed a file dialog comes up here',
      { keys: [{ code: 'Enter', isDown: false }], data: 'Desk 7' },
    ],
  ])('is left alone: %s', (_circumstance, written) => {
    expect(isRefused(written)).toBe(false);
  });

  it.each<[string, Written]>([
    ['a key that only comes up', { keys: [{ code: 'Digit4', isDown: false }], data: 'reg1042' }],
    [
      'three keys that the input method takes faster than fingers',
      { keys: composed('reg', 20), data: 'reg1042' },
    ],
    [
      'the same while it is composed',
      { keys: composed('reg', 20), data: 'reg1042', type: 'insertCompositionText' },
    ],
    [
      'case 1: what pinyin on IBus shows of a scan',
      { keys: shownOf('pinyin-ibus').slice(0, 5), data: 'reg-1042-' },
    ],
    [
      'case 1: the same in capitals, where it shows Shift alone',
      { keys: shownOf('pinyin-ibus-capitals'), data: 'REG-1042-QWAM' },
    ],
    [
      'case 1: in its synchronous mode',
      { keys: shownOf('pinyin-ibus-synchronous').slice(0, 4), data: 'reg-1042' },
    ],
  ])('is refused with a sign of a scanner: %s', (_circumstance, written) => {
    expect(isRefused(written)).toBe(true);
  });
});
