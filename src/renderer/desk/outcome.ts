import type { Failure } from '../../contract/failure.ts';
import type { Printing } from '../../contract/print.ts';
import type { Registration } from '../../contract/registration.ts';
import type { ScanResult, Verdict } from '../../contract/verdict.ts';
import type { MarkName } from '../look/marks.tsx';
import type { Unreadable } from '../scanner/wedge-decoder.ts';
import type { SoundName } from '../sound/sounds.ts';

/** What came of one scan or check-in: the core's answer, or why there is none; or that it was taken back since. */
export type Outcome =
  | { readonly kind: 'answer'; readonly result: ScanResult }
  | { readonly kind: 'failure'; readonly failure: Failure; readonly at: string }
  /** A scanner was heard, but what it read is not known for certain: nothing was looked up. */
  | { readonly kind: 'unread'; readonly why: Unreadable; readonly at: string }
  | { readonly kind: 'undone'; readonly registration: Registration | null };

export type Tone = 'admit' | 'again' | 'hold' | 'refuse' | 'unknown' | 'out';

export interface Manner {
  readonly tone: Tone;
  readonly mark: MarkName;
  readonly sound: SoundName;
}

/** What a screen shows: the verdict, or that the guest went out. */
export type Shown = Verdict | 'out';

const MANNERS: Record<Shown, Manner> = {
  admit: { tone: 'admit', mark: 'tick', sound: 'admit' },
  'already-in': { tone: 'again', mark: 'again', sound: 'again' },
  hold: { tone: 'hold', mark: 'person', sound: 'hold' },
  full: { tone: 'again', mark: 'hourglass', sound: 'again' },
  'wrong-day': { tone: 'refuse', mark: 'cross', sound: 'refuse' },
  'wrong-category': { tone: 'refuse', mark: 'barred', sound: 'refuse' },
  'revoked-badge': { tone: 'refuse', mark: 'badge', sound: 'refuse' },
  cancelled: { tone: 'refuse', mark: 'cross', sound: 'refuse' },
  blocked: { tone: 'refuse', mark: 'cross', sound: 'refuse' },
  unknown: { tone: 'refuse', mark: 'question', sound: 'unknown' },
  out: { tone: 'out', mark: 'out', sound: 'admit' },
};

export function shownOf({ verdict, op }: ScanResult): Shown {
  return op?.kind === 'exit' ? 'out' : verdict;
}

/** What the desk is to do. */
export type TodoWord = Shown | 'unlisted' | 'has-badge' | 'no-badge';

/**
 * A guest who is let in gets a badge, unless they had one before, the list does not know their name yet, or badges are
 * not printed on admission here.
 */
export function todoOf(result: ScanResult, { when }: Printing): TodoWord {
  const shown = shownOf(result);
  if (shown !== 'admit' || result.printJob !== null) return shown;
  if (when !== 'first-admission') return 'no-badge';
  return result.unlisted ? 'unlisted' : 'has-badge';
}

/** Colour, shape and sound of an answer: each kind can be told by any one of the three. */
export function mannerOf(result: ScanResult): Manner {
  return MANNERS[shownOf(result)];
}

export const UNREAD_MANNER: Manner = { tone: 'refuse', mark: 'warning', sound: 'unknown' };
export const FAILURE_MANNER: Manner = { tone: 'unknown', mark: 'warning', sound: 'unknown' };
