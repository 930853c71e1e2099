import type { Failure } from '../../contract/failure.ts';
import type { ScanResult, Verdict } from '../../contract/verdict.ts';
import type { MarkName } from '../look/marks.tsx';
import type { SoundName } from '../sound/sounds.ts';

/** What came of one scan or check-in: the core's answer, or why there is none. */
export type Outcome =
  | { readonly kind: 'answer'; readonly result: ScanResult }
  | { readonly kind: 'failure'; readonly failure: Failure; readonly at: string };

export type Tone = 'admit' | 'again' | 'refuse' | 'unknown';

export interface Manner {
  readonly tone: Tone;
  readonly mark: MarkName;
  readonly sound: SoundName;
}

const MANNERS: Record<Verdict, Manner> = {
  admit: { tone: 'admit', mark: 'tick', sound: 'admit' },
  'already-in': { tone: 'again', mark: 'again', sound: 'again' },
  'wrong-day': { tone: 'refuse', mark: 'cross', sound: 'refuse' },
  cancelled: { tone: 'refuse', mark: 'cross', sound: 'refuse' },
  blocked: { tone: 'refuse', mark: 'cross', sound: 'refuse' },
  unknown: { tone: 'refuse', mark: 'question', sound: 'unknown' },
};

/** Colour, shape and sound of a verdict: each kind can be told by any one of the three. */
export function mannerOf(verdict: Verdict): Manner {
  return MANNERS[verdict];
}

export const FAILURE_MANNER: Manner = { tone: 'unknown', mark: 'warning', sound: 'unknown' };
