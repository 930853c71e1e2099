import { usCharacter } from './us-keyboard.ts';

/** Between two keys of a scan that is not recognised yet; people who type fast seldom go below 60 ms. */
const RHYTHM_MS = 50;
/** Without an end key a scan is over after this silence. */
export const SILENCE_MS = 80;
/** So many characters in rhythm are a scanner; fewer may be a person whose keys overlap. */
const RECOGNISED_AT = 4;
/** The longest text that the core takes; what comes after it is let go, and the code is unknown anyway. */
const LONGEST = 20_000;

const END_KEYS = new Set(['Enter', 'NumpadEnter', 'Tab']);
const MODIFIER = /^(Shift|Control|Alt|Meta|OS)(Left|Right)?$|^(CapsLock|NumLock|Fn|FnLock)$/;

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
  /** True when this key made the rhythm certain: what was let through before it must be taken out again. */
  readonly recognised: boolean;
  /** The code that ended with this key, or that silence ended before it. */
  readonly scan: string | null;
}

/**
 * Tells a scanner that types from a person who types, by rhythm: four characters or more with at most 50 ms between
 * them, ended by Enter, Tab or 80 ms of silence. Pure: the time comes with the keys.
 */
export class WedgeDecoder {
  #text = '';
  #lastAt = Number.NEGATIVE_INFINITY;
  #scanning = false;
  /** Just after an end key the next key is the scanner's too: the next code of a burst, or a line feed. */
  #endedAt = Number.NEGATIVE_INFINITY;

  get scanning(): boolean {
    return this.#scanning;
  }

  press(stroke: KeyStroke): Reaction {
    if (MODIFIER.test(stroke.code)) return { hold: false, recognised: false, scan: null };
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
      this.#text = '';
      return { hold: isSecondEnd, recognised: false, scan: null };
    }
    this.#endedAt = at;
    return { hold: true, recognised: false, scan: this.#end() };
  }

  /** A key that writes nothing, such as an arrow: a scanner's preamble, or a person. */
  #takeOther(): Reaction {
    if (!this.#scanning) this.#text = '';
    return { hold: this.#scanning, recognised: false, scan: null };
  }

  #takeCharacter(character: string, at: number): Reaction {
    const wasScanning = this.#scanning;
    const follows = at - this.#lastAt <= RHYTHM_MS;
    this.#text = wasScanning || follows ? (this.#text + character).slice(0, LONGEST) : character;
    this.#lastAt = at;
    this.#scanning = wasScanning || at - this.#endedAt <= RHYTHM_MS || this.#text.length >= RECOGNISED_AT;
    return { hold: this.#scanning, recognised: this.#scanning && !wasScanning, scan: null };
  }

  #end(): string {
    const code = this.#text;
    this.#text = '';
    this.#scanning = false;
    return code;
  }
}
