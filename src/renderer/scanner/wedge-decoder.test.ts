import { describe, expect, it } from 'vitest';
import { usCharacter } from './us-keyboard.ts';
import { type KeyStroke, WedgeDecoder } from './wedge-decoder.ts';

const SHIFTED = '!@#$%^&*()_+{}|:"~<>?ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const CODES = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `Key${letter}`),
  ...'0123456789'.split('').map((digit) => `Digit${digit}`),
  ...['Minus', 'Equal', 'BracketLeft', 'BracketRight', 'Backslash', 'Semicolon', 'Quote', 'Backquote'],
  ...['Comma', 'Period', 'Slash', 'Space'],
];

/** The physical keys that a US scanner presses for a text; ⏎ is Enter and ⇥ is Tab. */
function strokes(text: string, gapMs: number, from = 1000): KeyStroke[] {
  return [...text].map((character, index) => ({
    code: physicalKey(character),
    shift: SHIFTED.includes(character),
    command: false,
    repeat: false,
    at: from + index * gapMs,
  }));
}

function physicalKey(character: string): string {
  if (character === '⏎') return 'Enter';
  if (character === '⇥') return 'Tab';
  const shift = SHIFTED.includes(character);
  const code = CODES.find((name) => usCharacter(name, shift) === character);
  if (code === undefined) throw new Error(`no US key for ${character}`);
  return code;
}

/** The scans of a row of keys, and what a person's field would have got of them. */
function decode(keys: readonly KeyStroke[]): { scans: string[]; leaked: number } {
  const decoder = new WedgeDecoder();
  const scans: string[] = [];
  let leaked = 0;
  for (const key of keys) {
    const reaction = decoder.press(key);
    if (reaction.scan !== null) scans.push(reaction.scan);
    leaked -= reaction.takeOut;
    if (!reaction.hold) leaked += 1;
  }
  const last = decoder.silence((keys.at(-1)?.at ?? 0) + 1000);
  if (last !== null) scans.push(last);
  return { scans, leaked };
}

describe('the scanner that types', () => {
  it.each([
    ['5 ms between keys', 'REG-1042-qwam⏎', 5, ['REG-1042-qwam']],
    ['40 ms between keys', 'REG-1042-qwam⏎', 40, ['REG-1042-qwam']],
    ['all keys at one moment', 'V1JE2TGNKVK9⏎', 0, ['V1JE2TGNKVK9']],
    ['a Tab at the end', 'V1JE2TGNKVK9⇥', 8, ['V1JE2TGNKVK9']],
    ['no end key', 'V1JE2TGNKVK9', 8, ['V1JE2TGNKVK9']],
    ['a URL', 'https://example.org/t?c=A_1%2F~[x]{y}|z⏎', 8, ['https://example.org/t?c=A_1%2F~[x]{y}|z']],
    ['case 4: two codes in a burst', 'REG-1001⏎REG-1002⏎', 5, ['REG-1001', 'REG-1002']],
    ['a carriage return and a line feed', 'REG-1001⏎⏎REG-1002⏎⏎', 5, ['REG-1001', 'REG-1002']],
    ['a short code behind a long one', 'REG-1001⏎A1⏎', 5, ['REG-1001', 'A1']],
  ])('is read whole, with %s', (_circumstance, text, gapMs, scans) => {
    expect(decode(strokes(text, gapMs)).scans).toEqual(scans);
  });

  it('is read by physical key: case 1 and 2, layout, Caps Lock and input method do not matter', () => {
    // With them event.key would be 'r', '(', 'Process', …; code and Shift are what the scanner sent.
    expect(decode(strokes('reg-1042-QWAM⏎', 10)).scans).toEqual(['reg-1042-QWAM']);
  });

  it('lets nothing through but the characters that it names to be taken out', () => {
    expect(decode(strokes('ABCDEFGH⏎IJKLMN⏎', 10)).leaked).toBe(0);
  });

  it('ignores the keys that write nothing in the middle of a code', () => {
    const keys = strokes('ABCDEFGH⏎', 10);
    const shift = { code: 'ShiftLeft', shift: true, command: false, repeat: false, at: 1055 };
    const arrow = { code: 'ArrowUp', shift: false, command: false, repeat: false, at: 1056 };
    expect(decode([...keys.slice(0, 6), shift, arrow, ...keys.slice(6)]).scans).toEqual(['ABCDEFGH']);
  });

  it('is read whole when a busy computer stops its keys once after the first, or in the middle', () => {
    const late = (keys: KeyStroke[], from: number, by: number) =>
      keys.map((key, index) => (index < from ? key : { ...key, at: key.at + by }));
    const keys = strokes('V1JE2TGNKVK9⏎', 4);
    expect(decode(late(keys, 1, 150))).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 0 });
    expect(decode(late(keys, 2, 150))).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 0 });
    expect(decode(late(keys, 9, 120))).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 0 });
  });

  it('takes nothing from a person who types while it begins', () => {
    const keys = [...strokes('zha', 90), ...strokes('V1JE2TGNKVK9⏎', 4, 1000 + 180 + 130)];
    expect(decode(keys)).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 3 });
    // The slash that opens the search, and two letters just before the scan.
    const hasty = [...strokes('/z', 29, 704), ...strokes('h', 0, 912), ...strokes('V1JE2TGNKVK9⏎', 5, 1086)];
    expect(decode(hasty)).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 3 });
  });

  it('ends the code before a key that comes after the silence, and reads both', () => {
    const keys = [...strokes('ABCDEF', 10), ...strokes('GHIJKL', 10, 1500)];
    expect(decode(keys).scans).toEqual(['ABCDEF', 'GHIJKL']);
  });

  it('cuts a code of 30,000 characters and reads the next one', () => {
    const keys = [...strokes(`${'A'.repeat(30_000)}⏎`, 1), ...strokes('REG-1001⏎', 5, 100_000)];
    const { scans } = decode(keys);
    expect(scans.map((scan) => scan.length)).toEqual([20_000, 8]);
  });
});

describe('a person who types', () => {
  it.each([
    ['at 70 ms a key', strokes('ouyang xiaoming⏎', 70)],
    ['at 55 ms a key', strokes('ouyang xiaoming⏎', 55)],
    [
      'overlapping keys with a pause between',
      [...strokes('xi', 40), ...strokes('ao', 40, 1150), ...strokes('mi', 40, 1300)],
    ],
    ['three keys at once and no more', strokes('xia⏎', 10)],
    ['a held key', strokes('aaaaaaaaaa', 30).map((key, index) => ({ ...key, repeat: index > 0 }))],
    ['commands', strokes('cvcvcvcv', 20).map((key) => ({ ...key, command: true }))],
    ['Enter and Tab', strokes('⏎⏎⏎⏎⇥⇥⇥⇥', 20)],
  ])('is let through: %s', (_circumstance, keys) => {
    expect(decode(keys)).toEqual({ scans: [], leaked: keys.length });
  });

  it('is heard again after a scan', () => {
    const keys = [...strokes('REG-1001⏎', 5), ...strokes('wang⏎', 90, 1200)];
    expect(decode(keys)).toEqual({ scans: ['REG-1001'], leaked: 5 });
  });
});
