/** A person at keyboard and mouse: what they do is done for real and counted, and what they wait for is measured. */
import type { Locator } from 'playwright-core';
import { press, write } from '../../tests/services/keyboard.ts';
import { scan } from '../../tests/services/scanner.ts';

/**
 * The keystroke-level model: Card, Moran and Newell, The Psychology of Human-Computer Interaction, 1983, chapter 8. A key
 * of an average typist who is no secretary; to point with the mouse; to move the hand to another device; to think of
 * what to do next. A press of the mouse button counts as a key, and so does Shift.
 */
const SECONDS = { key: 0.28, point: 1.1, hand: 0.4, think: 1.35 } as const;

export interface HandWork {
  readonly keys: number;
  readonly clicks: number;
  readonly scans: number;
  readonly thoughts: number;
  /** By the model, in seconds. */
  readonly byPerson: number;
  /** From the last key or click to what was waited for, added up, in seconds. */
  readonly byApp: number;
}

export interface Hands {
  /** Something to decide, or to look up on a card. */
  think(): void;
  type(text: string): Promise<void>;
  press(chord: string): Promise<void>;
  click(target: Locator): Promise<void>;
  /** Takes the scanner, points it at a code, pulls the trigger. */
  scan(text: string): Promise<void>;
  /** What must be seen before the next step. */
  see(target: Locator): Promise<void>;
  work(): HandWork;
}

type Place = 'keyboard' | 'mouse' | 'scanner';

/** The hands are at the scanner first, where they are at a desk. */
export function handsAt(display: string): Hands {
  const done = { keys: 0, clicks: 0, scans: 0, thoughts: 0, moves: 0 };
  let place: Place = 'scanner';
  let waitedMs = 0;
  let lastMs = performance.now();

  function reach(next: Place): void {
    if (place !== next) done.moves += 1;
    place = next;
  }
  async function at(next: Place, act: () => Promise<void>): Promise<void> {
    reach(next);
    await act();
    lastMs = performance.now();
  }
  return {
    think() {
      done.thoughts += 1;
    },
    type: (text) => {
      done.keys += [...text].length + shiftsIn(text);
      return at('keyboard', () => write(display, text));
    },
    press: (chord) => {
      done.keys += chord.split('+').length;
      return at('keyboard', () => press(display, chord));
    },
    click: (target) => {
      done.clicks += 1;
      return at('mouse', () => target.click());
    },
    scan: (text) => {
      done.scans += 1;
      return at('scanner', () => scan(display, text));
    },
    async see(target) {
      await target.waitFor();
      waitedMs += performance.now() - lastMs;
      lastMs = performance.now();
    },
    work: () => {
      const { keys, clicks, scans, thoughts, moves } = done;
      const presses = keys + clicks + scans;
      const points = clicks + scans;
      const byPerson =
        presses * SECONDS.key + points * SECONDS.point + moves * SECONDS.hand + thoughts * SECONDS.think;
      return { keys, clicks, scans, thoughts, byPerson, byApp: waitedMs / 1_000 };
    },
  };
}

/** Characters in a row need Shift once each: nobody is quicker by keeping it down for two. */
function shiftsIn(text: string): number {
  return (text.match(/[A-Z!@#$%^&*()_+{}|:"<>?~]/g) ?? []).length;
}
