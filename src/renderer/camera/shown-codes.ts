import type { FoundCode } from './code-looks.ts';

/** A code less than half as large as another one in the same picture is further behind: a badge in the queue. */
const BEHIND = 0.5;

/** The codes that are held before the camera, the nearest first; those behind them are nobody's scan. */
export function shownCodes(found: readonly FoundCode[]): string[] {
  const bySize = found.filter(({ text }) => text !== '').toSorted((one, other) => other.side - one.side);
  const nearest = bySize[0]?.side ?? 0;
  return [...new Set(bySize.filter(({ side }) => side >= nearest * BEHIND).map(({ text }) => text))];
}
