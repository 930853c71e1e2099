import { usCharacter } from './us-keyboard.ts';

/** Between two keys of a scan that is not recognised yet; people who type fast seldom go below 60 ms. */
const RHYTHM_MS = 50;
/** A busy computer may stop a scanner's keys once for so long, where all others come as no person types. */
const STALL_MS = 200;
const NO_PERSON_MS = 30;
/** Without an end key a recognised scan is over after this silence. */
export const SILENCE_MS = 150;
/** So many characters in rhythm are a scanner; fewer may be a person whose keys overlap. */
const RECOGNISED_AT = 4;
/** The longest text that the core takes; what comes after it is let go, and the code is unknown anyway. */
const LONGEST = 20_000;

const END_KEYS = new Set(['Enter', 'NumpadEnter', 'Tab']);
const MODIFIER = /^(Shift|Control|Alt|Meta|OS)(Left|Right)?$|^(CapsLock|NumLock|Fn|FnLock)$/;

/** A key that changes others and is no key of a code itself. */
export function isModifier(code: string): boolean {
  return MODIFIER.test(code);
}

/** One key going down, by its physical place. */
export interface KeyStroke {
  readonly code: string;
  readonly shift: boolean;
  /** Control, Alt or Meta is held: a command, never part of a scan. */
  readonly command: boolean;
  /** The key is held and repeats: a person. */
  readonly repeat: boolean;
  /** Milliseconds on any steady clock. */
  readonly at: number;
}

export interface Reaction {
  /** True when the key belongs to a scan and nobody else may see it. */
  readonly hold: boolean;
  /** This key made the rhythm certain: so many keys that were let through before it must be taken out again. */
  readonly takeOut: number;
  /** The code that ended with this key, or that silence ended before it. */
  readonly scan: string | null;
}

/**
 * Tells a scanner that types from a person who types, by rhythm: four characters or more with at most 50 ms between
 * them, ended by Enter, Tab or silence. Pure: the time comes with the keys.
 */
export class WedgeDecoder {
  /** The code so far, once the scan is recognised. */
  #text = '';
  /** What was let through since the last pause, which may turn out to be the beginning of a scan. */
  #open: { readonly character: string; readonly at: number }[] = [];
  #lastAt = Number.NEGATIVE_INFINITY;
  #scanning = false;
  /** Just after an end key the next key is the scanner's too: the next code of a burst, or a line feed. */
  #endedAt = Number.NEGATIVE_INFINITY;

  get scanning(): boolean {
    return this.#scanning;
  }

  press(stroke: KeyStroke): Reaction {
    if (isModifier(stroke.code)) return { hold: false, takeOut: 0, scan: null };
    const before = this.silence(stroke.at);
    const reaction = this.#take(stroke);
    return { ...reaction, scan: reaction.scan ?? before };
  }

  /** The code that silence has ended by now, or null. */
  silence(at: number): string | null {
    return this.#scanning && at - this.#lastAt >= SILENCE_MS ? this.#end() : null;
  }

  #take(stroke: KeyStroke): Reaction {
    const character = stroke.command || stroke.repeat ? null : usCharacter(stroke.code, stroke.shift);
    if (END_KEYS.has(stroke.code)) return this.#takeEndKey(stroke.at);
    if (character === null) return this.#takeOther();
    return this.#takeCharacter(character, stroke.at);
  }

  #takeEndKey(at: number): Reaction {
    const isSecondEnd = !this.#scanning && at - this.#endedAt <= RHYTHM_MS;
    if (!this.#scanning) {
      this.#open = [];
      return { hold: isSecondEnd, takeOut: 0, scan: null };
    }
    this.#endedAt = at;
    return { hold: true, takeOut: 0, scan: this.#end() };
  }

  /** A key that writes nothing, such as an arrow: a scanner's preamble, or a person. */
  #takeOther(): Reaction {
    if (!this.#scanning) this.#open = [];
    return { hold: this.#scanning, takeOut: 0, scan: null };
  }

  #takeCharacter(character: string, at: number): Reaction {
    const gap = at - this.#lastAt;
    this.#lastAt = at;
    if (this.#scanning || at - this.#endedAt <= RHYTHM_MS) {
      this.#scanning = true;
      this.#text = (this.#text + character).slice(0, LONGEST);
      return { hold: true, takeOut: 0, scan: null };
    }
    if (gap > STALL_MS) this.#open = [];
    this.#open.push({ character, at });
    return this.#recognise();
  }

  #recognise(): Reaction {
    const start = scanStart(this.#open.map((key) => key.at));
    if (start === null) return { hold: false, takeOut: 0, scan: null };
    const scanned = this.#open.slice(start);
    this.#open = [];
    this.#scanning = true;
    this.#text = scanned.map((key) => key.character).join('');
    return { hold: true, takeOut: scanned.length - 1, scan: null };
  }

  #end(): string {
    const code = this.#text;
    this.#text = '';
    this.#scanning = false;
    return code;
  }
}

/** Where in these moments a scan begins that the last of them makes certain; null while it is not certain. */
function scanStart(moments: readonly number[]): number | null {
  const gaps = moments.slice(1).map((at, index) => at - (moments[index] ?? at));
  const lastStall = gaps.findLastIndex((gap) => gap > RHYTHM_MS);
  const rhythm = gaps.slice(lastStall + 1);
  if (rhythm.length < RECOGNISED_AT - 1) return null;
  return isBeforeStall(gaps, lastStall) ? startOfGroup(gaps, lastStall) : lastStall + 1;
}

/**
 * Whether the keys just before a stall are the scan's: pressed as no person types, or one key that is much nearer to
 * what follows than to what came before.
 */
function isBeforeStall(gaps: readonly number[], stall: number): boolean {
  const start = startOfGroup(gaps, stall);
  const after = gaps[stall] ?? Number.POSITIVE_INFINITY;
  const before = gaps[start - 1] ?? Number.POSITIVE_INFINITY;
  const isOneKey = start === stall;
  if (isOneKey && after * 2 > before) return false;
  return gaps.every((gap, index) => index < start || index === stall || gap <= NO_PERSON_MS);
}

/** The first of the keys in rhythm that end with the key before a stall. */
function startOfGroup(gaps: readonly number[], stall: number): number {
  return gaps.slice(0, Math.max(0, stall)).findLastIndex((gap) => gap > RHYTHM_MS) + 1;
}
