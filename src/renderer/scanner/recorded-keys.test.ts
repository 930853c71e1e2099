import { describe, expect, it } from 'vitest';
import { type RecordedKey, recordedKeys } from '../../../tests/fixtures/key-events.ts';
import { codeOf, strokeOf } from './key-event.ts';
import { type Heard, WedgeDecoder } from './wedge-decoder.ts';

/** What the decoder hears of a recording, and how many keys stay with the field that had the focus. */
function decode(keys: readonly RecordedKey[]): { heard: Heard[]; leaked: number } {
  const decoder = new WedgeDecoder();
  const heard: Heard[] = [];
  let leaked = 0;
  for (const key of keys) {
    if (!key.isDown) {
      decoder.release(codeOf(key), key.timeStamp);
      continue;
    }
    const reaction = decoder.press(strokeOf(key));
    if (reaction.heard !== null) heard.push(reaction.heard);
    leaked -= reaction.takeOut;
    if (!reaction.hold && !/^Shift/.test(key.code)) leaked += 1;
  }
  const last = decoder.silence(Number.POSITIVE_INFINITY);
  if (last !== null) heard.push(last);
  return { heard, leaked };
}

function said(heard: readonly Heard[]): string[] {
  return heard.map((scan) => (scan.kind === 'code' ? `${scan.text} ${scan.end}` : scan.why));
}

const SENT = 'REG-1042-qwam;Z/?';

/** Windows hands each key to the input method and shows its place all the same; and lets it come up. */
function underMicrosoftIme(keys: readonly RecordedKey[]): RecordedKey[] {
  return keys.map((key, index) =>
    key.isDown ? { ...key, key: 'Process', keyCode: 229, isComposing: index > 2 } : key,
  );
}

/** As a remote desktop, or an input method that shows no places at all. */
function withoutPlaces(keys: readonly RecordedKey[], code: string): RecordedKey[] {
  return keys.map((key) => ({ ...key, code, key: key.key === 'Enter' ? 'Enter' : 'Process', keyCode: 229 }));
}

function faster(keys: readonly RecordedKey[], by: number): RecordedKey[] {
  return keys.map((key) => ({ ...key, timeStamp: key.timeStamp / by }));
}

describe('recorded keys of one scanner', () => {
  it.each([
    ['US keyboard', recordedKeys('us'), `${SENT} Enter`],
    ['UK keyboard', recordedKeys('uk'), `${SENT} Enter`],
    ['German keyboard', recordedKeys('german'), `${SENT} Enter`],
    ['case 2: French AZERTY keyboard', recordedKeys('french'), `${SENT} Enter`],
    ['Russian keyboard', recordedKeys('russian'), `${SENT} Enter`],
    ['case 2: Caps Lock', recordedKeys('us-caps-lock'), `${SENT} Enter`],
    ['Tab at the end, 10 ms between keys', recordedKeys('us-tab'), `${SENT} Tab`],
    ['no end key, 40 ms between keys', recordedKeys('us-40ms-no-end-key'), 'reg-1042-qwam;z/ none'],
    ['2 ms between keys', recordedKeys('us-2ms'), `${SENT} Enter`],
    ['all keys within some milliseconds', faster(recordedKeys('us'), 20), `${SENT} Enter`],
    ['case 1: Microsoft IME', underMicrosoftIme(recordedKeys('us')), `${SENT} Enter`],
    [
      'case 1: Microsoft IME with Caps Lock',
      underMicrosoftIme(recordedKeys('us-caps-lock')),
      `${SENT} Enter`,
    ],
  ])('are one code, nothing of it left in a field: %s', (_circumstance, keys, code) => {
    const { heard, leaked } = decode(keys);
    expect(said(heard)).toEqual([code]);
    expect(leaked).toBe(0);
  });

  it.each([
    ['german-dead-keys', 'A=== Enter'],
    ['german-dead-key-at-end-in-field', 'A=== Enter'],
    ['german-dead-keys-in-field', 'a[b]=`c Enter'],
    ['french-dead-key', 'a[b]=`c Enter'],
    ['french-dead-key-in-field', 'a[b]=`c Enter'],
  ])('are one code where the layout has dead keys, which do not always come up: %s', (name, code) => {
    const { heard, leaked } = decode(recordedKeys(name));
    expect(said(heard)).toEqual([code]);
    expect(leaked).toBe(0);
  });

  it.each([
    ['pinyin on IBus, which shows a part of the keys', recordedKeys('pinyin-ibus')],
    ['pinyin on IBus in its synchronous mode', recordedKeys('pinyin-ibus-synchronous')],
    ['no places of keys', withoutPlaces(recordedKeys('us'), '')],
    ['places of keys that are Unidentified', withoutPlaces(recordedKeys('us'), 'Unidentified')],
    [
      'one key that only comes up',
      recordedKeys('us').filter((key) => !(key.isDown && key.code === 'Digit4')),
    ],
  ])('case 1: are said to be hidden, never a part of a code: %s', (_circumstance, keys) => {
    expect(said(decode(keys).heard)).toEqual(['keys-hidden']);
  });

  it('case 1: the next scan is read, where the input method rests', () => {
    const next = recordedKeys('us', 3000);
    expect(said(decode([...recordedKeys('pinyin-ibus'), ...next]).heard)).toEqual([
      'keys-hidden',
      `${SENT} Enter`,
    ]);
  });

  it('case 4: of two scans in 100 ms are two codes in their order', () => {
    const one = faster(recordedKeys('us', 0), 4);
    const two = one.map((key) => ({ ...key, timeStamp: key.timeStamp + (one.at(-1)?.timeStamp ?? 0) + 5 }));
    expect(said(decode([...one, ...two]).heard)).toEqual([`${SENT} Enter`, `${SENT} Enter`]);
  });
});

describe('recorded keys of two scanners at once', () => {
  it.each(['two-scanners-1', 'two-scanners-2', 'two-scanners-3', 'two-scanners-4'])(
    'are refused once, neither mixed nor cut, and the next scan is read: %s',
    (name) => {
      const keys = recordedKeys(name);
      const next = recordedKeys('us', (keys.at(-1)?.timeStamp ?? 0) + 400);
      expect(said(decode(keys).heard)).toEqual(['two-scanners']);
      expect(said(decode([...keys, ...next]).heard)).toEqual(['two-scanners', `${SENT} Enter`]);
    },
  );
});
