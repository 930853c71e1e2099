import { KeyOverlaps } from './key-overlaps.ts';
import { type KeyTimes, LONGEST_STALL_MS, RECOGNISED_AT, scanStart } from './scan-rhythm.ts';
import { usCharacter } from './us-keyboard.ts';

/** A scan without an end key is over after this silence, where the scan before it had none either. */
const SILENCE_MS = 150;
/** Nearly all scanners send one, and a shorter silence is a busy computer's: half a code is never looked up. */
const SILENCE_BEFORE_END_KEY_MS = 600;
/** More keys than a scan lets through before it is recognised. */
const KEPT = 32;
/** Just after an end key the next key is the scanner's too: the next code of a burst, or a line feed. */
const AT_ONCE_MS = 50;
/** The longest text that the core takes; what comes after it is let go, and the code is unknown anyway. */
const LONGEST = 20_000;

const END_KEYS = new Set(['Enter', 'NumpadEnter', 'Tab']);
const DELETES = new Set(['Backspace', 'Delete']);
const MODIFIER = /^(Shift|Control|Alt|Meta|OS)(Left|Right)?$|^(AltGraph|CapsLock|NumLock|Fn|FnLock)$/;
/** Each line is a code, but for those of a vCard or calendar entry until its END: all of them are one. */
const OPEN_CARD = /^\s*BEGIN:(?![\s\S]*\nEND:[^\n]*$)/i;

/** A key that changes others and is no key of a code itself. */
export function isModifier(code: string): boolean {
  return MODIFIER.test(code);
}

/** One key going down, by its physical place. */
export interface KeyStroke {
  /** As in W3C UI Events; '' or 'Unidentified' where the input method hides it. */
  readonly code: string;
  readonly shift: boolean;
  /** Control, Alt or Meta is held: a command, never part of a scan. */
  readonly command: boolean;
  /** The key is held and repeats: a person. */
  readonly repeat: boolean;
  /** An input method takes the key (key=Process, code 229, composing): whether it comes up again may be hidden. */
  readonly inputMethod: boolean;
  /** The key changes the next one (key=Dead): that it comes up again may be hidden, and no other key is. */
  readonly dead: boolean;
  /** Milliseconds on any steady clock. */
  readonly at: number;
}

/** Why a scan was heard but cannot be read. */
export type Unreadable = 'two-scanners' | 'keys-hidden';

/** What came of one scan: its text, or why there is none that could be trusted. */
export type Heard =
  | { readonly kind: 'code'; readonly text: string; readonly end: EndKey; readonly slowestMs: number }
  | { readonly kind: 'unreadable'; readonly why: Unreadable };

export type EndKey = 'Enter' | 'Tab' | 'none';

export interface Reaction {
  /** True when the key belongs to a scan and nobody else may see it. */
  readonly hold: boolean;
  /** This key made the rhythm certain: so many keys that were let through before it must be taken out again. */
  readonly takeOut: number;
  /** The scan that ended with this key, or that silence ended before it. */
  readonly heard: Heard | null;
}

const PASS: Reaction = { hold: false, takeOut: 0, heard: null };
const HOLD: Reaction = { hold: true, takeOut: 0, heard: null };

/** A key that may turn out to be a scan's: its character, '' for none, or null where the input method hides it. */
interface OpenKey extends KeyTimes {
  readonly code: string;
  readonly inputMethod: boolean;
  readonly dead: boolean;
  readonly character: string | null;
}

interface Scan {
  text: string;
  overlaps: KeyOverlaps;
  isHidden: boolean;
  /** Keys that the input method took and that did not come up yet: they must, or it takes others unseen. */
  taken: Set<string>;
  slowestMs: number;
}

/**
 * Tells a scanner that types from a person who types, by rhythm (scan-rhythm.ts), ended by Enter, Tab or silence.
 * Reads physical keys. A scan that two scanners wrote together, or of which keys are hidden, is heard as unreadable:
 * never a part of a code. Pure: the time comes with the keys.
 */
export class WedgeDecoder {
  /** What was let through since the last pause, which may turn out to be the beginning of a scan. */
  #open: OpenKey[] = [];
  #scan: Scan | null = null;
  /** A scan that cannot be read goes on until silence. */
  #isSwallowing = false;
  #held = new Set<string>();
  #endsBySilence = false;
  #lastAt = Number.NEGATIVE_INFINITY;
  #endedAt = Number.NEGATIVE_INFINITY;
  #givenUpUntil = Number.NEGATIVE_INFINITY;

  /** After so many milliseconds without a key a scan is over. */
  get silenceMs(): number {
    return this.#endsBySilence || this.#isSwallowing ? SILENCE_MS : SILENCE_BEFORE_END_KEY_MS;
  }

  /** A busy computer delivers keys late: by the clock on the wall a scan is over only after so much. */
  get patienceMs(): number {
    return this.silenceMs === SILENCE_MS ? 2 * SILENCE_MS : 2.5 * SILENCE_BEFORE_END_KEY_MS;
  }

  /** True while keys belong to a scan. */
  get scanning(): boolean {
    return this.#scan !== null || this.#isSwallowing;
  }

  press(stroke: KeyStroke): Reaction {
    if (isModifier(stroke.code)) return PASS;
    const before = this.silence(stroke.at);
    const reaction = this.#take(stroke);
    this.#held.add(stroke.code);
    return { ...reaction, heard: reaction.heard ?? before };
  }

  /** A key came up. Gives whether it went down here; if not, the input method took it away. */
  release(code: string, at: number): boolean {
    if (isModifier(code)) return true;
    const wentDown = this.#held.delete(code);
    if (this.#scan !== null) letGo(this.#scan, code, wentDown);
    const index = this.#open.findLastIndex((key) => key.code === code && key.upAt === null);
    const key = this.#open[index];
    if (key !== undefined) this.#open[index] = { ...key, upAt: at };
    return wentDown;
  }

  /** The window lost the keyboard: what is held comes up unseen. */
  forgetHeld(): void {
    this.#held.clear();
  }

  /** The scan that silence has ended by now, or null. */
  silence(at: number): Heard | null {
    if (at - this.#lastAt < this.silenceMs) return null;
    return this.#endBySilence();
  }

  /** Nothing came for `patienceMs`: the same. What comes yet and was pressed before belongs to no other scan. */
  giveUp(): Heard | null {
    if (this.scanning) this.#givenUpUntil = this.#lastAt + SILENCE_MS;
    return this.#endBySilence();
  }

  #endBySilence(): Heard | null {
    this.#isSwallowing = false;
    return this.#scan === null ? null : this.#end(this.#scan, 'none');
  }

  #take(stroke: KeyStroke): Reaction {
    if (stroke.at < this.#givenUpUntil) this.#isSwallowing = true;
    if (this.#isSwallowing) return this.#swallow(stroke.at);
    if (END_KEYS.has(stroke.code)) return this.#takeEndKey(stroke);
    if (stroke.repeat) this.#scan?.overlaps.repeat(stroke.code);
    if (stroke.repeat || DELETES.has(stroke.code)) return this.#takeFromPerson();
    const isHidden = stroke.code === '' || stroke.code === 'Unidentified';
    if (isHidden) return this.#takeKey(stroke, null);
    // What writes nothing, such as Control and a letter, is a control character of a scanner, or a person.
    return this.#takeKey(stroke, stroke.command ? '' : (usCharacter(stroke.code, stroke.shift) ?? ''));
  }

  #swallow(at: number): Reaction {
    this.#lastAt = at;
    return HOLD;
  }

  #takeEndKey({ code, at }: KeyStroke): Reaction {
    if (this.#scan === null) {
      this.#open = [];
      return { ...PASS, hold: at - this.#endedAt <= AT_ONCE_MS };
    }
    this.#lastAt = at;
    this.#scan.overlaps.press(code, at);
    if (OPEN_CARD.test(this.#scan.text)) {
      this.#scan.text += '\n';
      return HOLD;
    }
    this.#endedAt = at;
    return { ...HOLD, heard: this.#end(this.#scan, code === 'Tab' ? 'Tab' : 'Enter') };
  }

  /** No scan begins with a held key, nor with one that deletes, which would be taken back. */
  #takeFromPerson(): Reaction {
    if (this.#scan === null) this.#open = [];
    return this.#scan === null ? PASS : HOLD;
  }

  #takeKey(stroke: KeyStroke, character: string | null): Reaction {
    const { code, at } = stroke;
    const gap = at - this.#lastAt;
    this.#lastAt = at;
    const inputMethod = stroke.inputMethod || character === null;
    const mayStayDown = inputMethod || stroke.dead;
    const key: OpenKey = {
      code,
      character,
      downAt: at,
      upAt: null,
      inputMethod,
      dead: stroke.dead,
      mayStayDown,
    };
    if (this.#scan === null && at - this.#endedAt <= AT_ONCE_MS) {
      if (character === '') return HOLD;
      this.#scan = newScan();
    }
    if (this.#scan !== null) {
      add(this.#scan, key, gap);
      return HOLD;
    }
    this.#open = gap > LONGEST_STALL_MS ? [key] : [...this.#open.slice(1 - KEPT), key];
    return this.#recognise();
  }

  #recognise(): Reaction {
    const start = scanStart(this.#open);
    if (start === null) return PASS;
    const keys = this.#open.slice(start);
    if (keys.filter(({ character }) => character !== '').length < RECOGNISED_AT) return PASS;
    this.#open = [];
    this.#scan = newScan();
    for (const [index, key] of keys.entries()) addPast(this.#scan, key, keys.slice(0, index));
    return { ...HOLD, takeOut: keys.length - 1 };
  }

  #end({ text, overlaps, isHidden, taken, slowestMs }: Scan, end: EndKey): Heard {
    this.#scan = null;
    this.#endsBySilence = end === 'none';
    const why =
      isHidden || taken.size > 0 ? 'keys-hidden' : overlaps.areOfTwoScanners ? 'two-scanners' : null;
    if (why === null) return { kind: 'code', text, end, slowestMs };
    this.#isSwallowing = end !== 'none';
    return { kind: 'unreadable', why };
  }
}

function newScan(): Scan {
  return { text: '', overlaps: new KeyOverlaps(), isHidden: false, taken: new Set(), slowestMs: 0 };
}

function add(scan: Scan, key: OpenKey, gapMs: number): void {
  if (key.character === null) scan.isHidden = true;
  else if (scan.text.length < LONGEST) scan.text += key.character;
  if (scan.text.length > 1) scan.slowestMs = Math.max(scan.slowestMs, gapMs);
  if (key.inputMethod) scan.taken.add(key.code);
  else if (!key.dead) scan.overlaps.press(key.code, key.downAt);
}

/** A key that comes up without having gone down was taken by the input method. */
function letGo(scan: Scan, code: string, wentDown: boolean): void {
  scan.overlaps.release(code);
  scan.taken.delete(code);
  if (!wentDown && usCharacter(code, false) !== null) scan.isHidden = true;
}

/** Adds a key of the time before the scan was recognised, after letting go what came up before it. */
function addPast(scan: Scan, key: OpenKey, before: readonly OpenKey[]): void {
  for (const { code, upAt } of before) {
    if (upAt !== null && upAt <= key.downAt) letGo(scan, code, true);
  }
  const last = before.at(-1);
  add(scan, key, last === undefined ? 0 : key.downAt - last.downAt);
}
