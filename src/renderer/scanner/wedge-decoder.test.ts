import { describe, expect, it } from 'vitest';
import { usCharacter } from './us-keyboard.ts';
import { type Heard, type KeyStroke, WedgeDecoder } from './wedge-decoder.ts';

const SHIFTED = '!@#$%^&*()_+{}|:"~<>?ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const CODES = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `Key${letter}`),
  ...'0123456789'.split('').map((digit) => `Digit${digit}`),
  ...['Minus', 'Equal', 'BracketLeft', 'BracketRight', 'Backslash', 'Semicolon', 'Quote', 'Backquote'],
  ...['Comma', 'Period', 'Slash', 'Space'],
];

interface TypedKey extends KeyStroke {
  readonly upAt: number;
}

/** The physical keys that a US scanner presses for a text, each up again halfway; ⏎ is Enter and ⇥ is Tab. */
function strokes(text: string, gapMs: number, from = 1000): TypedKey[] {
  return typed(
    text,
    [...text].map(() => ({ gapMs, holdMs: gapMs / 2 })),
    from,
  );
}

/** A person's even typing: each key is held 80 ms. */
function person(text: string, gapMs: number, from = 1000): TypedKey[] {
  return typed(
    text,
    [...text].map(() => ({ gapMs, holdMs: 80 })),
    from,
  );
}

function typed(text: string, times: readonly { gapMs: number; holdMs: number }[], from = 1000): TypedKey[] {
  let at = from;
  return [...text].map((character, index) => {
    const { gapMs, holdMs } = times[index] ?? { gapMs: 0, holdMs: 0 };
    if (index > 0) at += gapMs;
    return {
      code: physicalKey(character),
      shift: SHIFTED.includes(character),
      command: false,
      repeat: false,
      inputMethod: false,
      dead: false,
      at,
      upAt: at + holdMs,
    };
  });
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
function decode(keys: readonly TypedKey[]): { scans: string[]; leaked: number } {
  const decoder = new WedgeDecoder();
  const scans: string[] = [];
  let leaked = 0;
  const hear = (heard: Heard | null) => {
    if (heard !== null) scans.push(heard.kind === 'code' ? heard.text : heard.why);
  };
  const moves = keys
    .flatMap((key) => [
      { at: key.at, key, isDown: true },
      { at: key.upAt, key, isDown: false },
    ])
    .toSorted((one, other) => one.at - other.at);
  for (const { key, isDown, at } of moves) {
    if (!isDown) {
      decoder.release(key.code, at);
      continue;
    }
    const reaction = decoder.press(key);
    hear(reaction.heard);
    leaked -= reaction.takeOut;
    if (!reaction.hold) leaked += 1;
  }
  hear(decoder.silence(Number.POSITIVE_INFINITY));
  return { scans, leaked };
}

/** A number from 0 to 1 that looks random and is the same in each run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/**
 * A person who types `perMinute` characters: keys are held 60 to 120 ms, most are down when the next comes, and pairs
 * of both hands come close together. After Dhakal and others, "Observations on Typing from 136 Million Keystrokes"
 * (CHI 2018).
 */
function typist(text: string, perMinute: number, seed: number): TypedKey[] {
  const next = chance(seed);
  const middle = 60_000 / perMinute;
  return typed(
    text,
    [...text].map(() => ({ gapMs: Math.max(8, middle * (0.3 + 1.4 * next())), holdMs: 60 + 60 * next() })),
  );
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
    const other = { command: false, repeat: false, inputMethod: false, dead: false, shift: false };
    const shift = { ...other, code: 'ShiftLeft', shift: true, at: 1055, upAt: 1056 };
    const arrow = { ...other, code: 'ArrowUp', at: 1056, upAt: 1057 };
    const groupSeparator = { ...other, code: 'BracketRight', command: true, at: 1057, upAt: 1058 };
    const more = [shift, arrow, groupSeparator];
    expect(decode([...keys.slice(0, 6), ...more, ...keys.slice(6)]).scans).toEqual(['ABCDEFGH']);
  });

  it('is read without the control characters that it sends as Control and a key, and nothing of them is let through', () => {
    // Of each three keys the first is Control and a letter: no four characters come in a row.
    const keys = strokes('aABcCDdEF⏎j', 10).map((key) =>
      key.shift || key.code === 'Enter' ? key : { ...key, command: true },
    );
    expect(decode(keys)).toEqual({ scans: ['ABCDEF'], leaked: 0 });
  });

  it('is read whole when a busy computer stops its keys once after the first, or in the middle', () => {
    const late = (keys: TypedKey[], from: number, by: number) =>
      keys.map((key, index) => (index < from ? key : { ...key, at: key.at + by, upAt: key.upAt + by }));
    const keys = strokes('V1JE2TGNKVK9⏎', 4);
    expect(decode(late(keys, 1, 150))).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 0 });
    expect(decode(late(keys, 2, 150))).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 0 });
    expect(decode(late(keys, 9, 120))).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 0 });
  });

  it('is read whole when a busy computer stops it several times at the beginning', () => {
    const gaps = [0, 93, 91, 140, 70, 12, 5, 5, 5, 5, 5, 5, 5];
    const times = gaps.map((gapMs, index) => ({ gapMs, holdMs: index < 3 ? 45 : 2 }));
    expect(decode(typed('V1JE2TGNKVK9⏎', times))).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 0 });
  });

  it('is read whole when it stops for half a second after three keys, or in the middle', () => {
    const stopped = (at: number, from: number) =>
      strokes('V1JE2TGNKVK9⏎', 4, from).map((key, index) =>
        index < at ? key : { ...key, at: key.at + 500, upAt: key.upAt + 500 },
      );
    expect(decode(stopped(3, 1000))).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 0 });
    expect(decode(stopped(8, 1000)).scans).toEqual(['V1JE2TGNKVK9']);
  });

  it('takes nothing from a person who types while it begins', () => {
    const keys = [...person('zha', 90), ...strokes('V1JE2TGNKVK9⏎', 4, 1000 + 180 + 130)];
    expect(decode(keys)).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 3 });
    // The slash that opens the search, and two letters just before the scan.
    const hasty = [...person('/z', 29, 704), ...person('h', 0, 912), ...strokes('V1JE2TGNKVK9⏎', 5, 1086)];
    expect(decode(hasty)).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 3 });
  });

  it.each(['Delete', 'Backspace'])('gives nobody back what they deleted with %s right before it', (code) => {
    const [first] = strokes('A', 10);
    if (first === undefined) throw new Error('no key');
    const deletion = { ...first, code, shift: false, at: 1_000, upAt: 1_004 };
    expect(decode([deletion, ...strokes('ABCDEFGH⏎', 10, 1_040)])).toEqual({
      scans: ['ABCDEFGH'],
      leaked: 1,
    });
  });

  it('ends the code before a key that comes after the silence, sooner from the second one on', () => {
    const keys = [...strokes('ABCDEF', 10), ...strokes('GHIJKL', 10, 1700), ...strokes('MNOPQR', 10, 1950)];
    expect(decode(keys).scans).toEqual(['ABCDEF', 'GHIJKL', 'MNOPQR']);
  });

  it('never reads the rest of a code as another one when a busy computer delivers it after the patience', () => {
    const decoder = new WedgeDecoder();
    const heard: (Heard | null)[] = [];
    const keys = strokes('V1JE2TGNKVK9⏎', 4);
    for (const key of keys.slice(0, 6)) {
      heard.push(decoder.press(key).heard);
      decoder.release(key.code, key.upAt);
    }
    heard.push(decoder.giveUp());
    for (const key of [...keys.slice(6), ...strokes('REG-1001⏎', 4, 1400)]) {
      heard.push(decoder.press(key).heard);
      decoder.release(key.code, key.upAt);
    }
    expect(heard.filter((scan) => scan !== null)).toMatchObject([{ text: 'V1JE2T' }, { text: 'REG-1001' }]);
  });

  it('reads a vCard of several lines as one, and the code after it', () => {
    const card = 'BEGIN:VCARD⏎VERSION:3.0⏎N:Wang;Fang⏎NOTE:REG-1001⏎END:VCARD⏎';
    expect(decode(strokes(`${card}REG-1002⏎`, 5)).scans).toEqual([
      card.slice(0, -1).replaceAll('⏎', '\n'),
      'REG-1002',
    ]);
  });

  it('is read when it sends several keys in one report', () => {
    const keys = typed(
      'V1JE2TGNKVK9⏎',
      [...'V1JE2TGNKVK9⏎'].map((_, index) => ({ gapMs: index % 3 === 0 ? 8 : 0, holdMs: 4 })),
    );
    expect(decode(keys)).toEqual({ scans: ['V1JE2TGNKVK9'], leaked: 0 });
  });

  it('is heard as two when another key is held while the next goes down, and nothing more of both is read', () => {
    const one = strokes('REG-1001⏎', 10);
    const other = strokes('XYZ-2002⏎', 10, 1033);
    const mixed = [...one, ...other].toSorted((a, b) => a.at - b.at);
    expect(decode(mixed)).toEqual({ scans: ['two-scanners'], leaked: 0 });
    const next = strokes('REG-1003⏎', 10, 1400);
    expect(decode([...mixed, ...next]).scans).toEqual(['two-scanners', 'REG-1003']);
  });

  it('cuts a code of 30,000 characters and reads the next one', () => {
    const keys = [...strokes(`${'A'.repeat(30_000)}⏎`, 1), ...strokes('REG-1001⏎', 5, 100_000)];
    const { scans } = decode(keys);
    expect(scans.map((scan) => scan.length)).toEqual([20_000, 8]);
  });
});

const PROSE = 'ouyang xiaoming and wang fang of the trade office, with zhang wei 13800138000⏎'.repeat(20);

describe('a person who types', () => {
  it.each([
    ['at 70 ms a key', person('ouyang xiaoming⏎', 70)],
    ['at 55 ms a key', person('ouyang xiaoming⏎', 55)],
    [
      'overlapping keys with a pause between',
      [...strokes('xi', 40), ...strokes('ao', 40, 1150), ...strokes('mi', 40, 1300)],
    ],
    ['three keys at once and no more', strokes('xia⏎', 10)],
    ['a good typist, 400 characters a minute', typist(PROSE, 400, 1)],
    ['a fast typist, 700 characters a minute', typist(PROSE, 700, 2)],
    ['one of the fastest, 900 characters a minute', typist(PROSE, 900, 3)],
    [
      'a roll over four keys within 100 ms',
      typed(
        'were',
        [0, 32, 33, 34].map((gapMs) => ({ gapMs, holdMs: 80 })),
      ),
    ],
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
