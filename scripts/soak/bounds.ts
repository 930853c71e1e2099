/** How much more an app may hold after a day, and how late its verdicts may be. */
import type { Levels } from './levels.ts';
import type { Soaked } from './soak.ts';

export interface Bounds {
  /** What objects may take more after a collection, in MiB: less than so much is the noise of a heap that lives. */
  readonly heap: number;
  /** The same of resident memory, which no collection gives back; null where the time is too short to tell. */
  readonly resident: number | null;
  readonly listeners: number;
  readonly nodes: number;
  /** The least share of scans that are answered; the rest were asked for once more, as keys that meet others are. */
  readonly answered: number;
  /** The share of verdicts within two frames at the end; null where nobody measures. */
  readonly withinTwoFrames: number | null;
}

/**
 * 20,000 scans: 8 MiB are 420 bytes a scan, where one that kept its verdict would keep 3 kB, and 100 listeners are one
 * for 200 scans. Resident memory is compared between the middle and the end, since caches and fonts fill at first.
 * One verdict in ten may take more than two frames: other programs of the computer may hold up a frame at any time,
 * and a window that had become slow would be late each time.
 */
export const LONG_DAY: Bounds = {
  heap: 8,
  resident: 64,
  listeners: 100,
  nodes: 1_000,
  answered: 0.99,
  withinTwoFrames: 0.9,
};

/** Some hundred scans: only what would leak with each of them shows, by the same bound for listeners. */
export const SHORT_DAY: Bounds = {
  heap: 6,
  resident: null,
  listeners: 100,
  nodes: 1_000,
  // Other tests load the computer as well.
  answered: 0.7,
  withinTwoFrames: null,
};

const TWO_FRAMES = 2;

/** What is above a bound, in words; nothing when all is well. */
export function faultsOf(soaked: Soaked, bounds: Bounds): string[] {
  const { levels, scans, answered, framesAtEnd, tracksAfter, tracksWhileOpen, warnings } = soaked;
  const late = framesAtEnd.filter((frames) => frames > TWO_FRAMES).length;
  const mostLate = (1 - (bounds.withinTwoFrames ?? 0)) * framesAtEnd.length;
  return [
    ...grown(levels, ['mainHeap', 'windowHeap', 'coreHeap'], bounds.heap),
    ...grown(levels, ['listeners'], bounds.listeners),
    ...grown(levels, ['nodes'], bounds.nodes),
    ...(bounds.resident === null
      ? []
      : grown(
          levels.slice(Math.floor(levels.length / 2)),
          ['mainMemory', 'windowMemory', 'coreMemory'],
          bounds.resident,
        )),
    ...(tracksWhileOpen === 1 ? [] : [`${tracksWhileOpen} cameras were on while one was asked for`]),
    ...(tracksAfter === 0 ? [] : [`${tracksAfter} cameras are still on`]),
    ...warnings,
    ...(answered >= bounds.answered * scans ? [] : [`${scans - answered} of ${scans} scans had no answer`]),
    ...(late > mostLate ? [`${late} of ${framesAtEnd.length} verdicts took more than two frames`] : []),
  ];
}

function grown(levels: readonly Levels[], names: readonly (keyof Levels)[], most: number): string[] {
  return names.flatMap((name) => {
    const more = (levels.at(-1)?.[name] ?? 0) - (levels[0]?.[name] ?? 0);
    return more <= most ? [] : [`${name} grew by ${more.toFixed(1)}, more than ${most}`];
  });
}

/** How much one value is more than the one before, by the straight line nearest to all (least squares). */
export function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const products = values.map((value, place) => (place - middle) * (value - mean));
  const squares = values.map((_, place) => (place - middle) ** 2);
  return sum(products) / sum(squares);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
