/** A long day at a desk in some minutes: memory, listeners, cameras, and verdicts at its end. */
import { type Figure, median } from '../bench-figure.ts';
import { faultsOf, LONG_DAY, slopeOf } from '../soak/bounds.ts';
import type { Levels } from '../soak/levels.ts';
import { soak } from '../soak/soak.ts';

const SCANS = 20_000;
const HOURS = 8;
/** Enough for every script to have its font, and every screen its code. */
const WARM_UP = 400;
const WATCHED = 40;

export const name = 'soak';
export const describe = `a day of ${HOURS} hours in the real window by what happens in it: ${SCANS.toLocaleString('en')} scans by real keys, each hour with every screen, the camera on for a ninth of it, badges and a walk-in; clocks are not moved`;

const MEMORY = [
  ['main', 'mainMemory', 'mainHeap'],
  ['window', 'windowMemory', 'windowHeap'],
  ['core', 'coreMemory', 'coreHeap'],
] as const;

export async function run(): Promise<readonly Figure[]> {
  const soaked = await soak({
    ...{ scans: SCANS, rounds: HOURS, warmUp: WARM_UP, watched: WATCHED },
    onRound: (round, levels, answered) =>
      process.stderr.write(`  hour ${round}: ${answered} scans answered; ${JSON.stringify(levels)}\n`),
  });
  const faults = faultsOf(soaked, LONG_DAY);
  for (const fault of faults) process.stderr.write(`  FAULT: ${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
  const { levels } = soaked;
  return [
    ...MEMORY.flatMap(([process, memory, heap]) => [
      ...figuresOf(
        `${process}, resident`,
        levels.map((level) => level[memory]),
        'MiB',
      ),
      ...figuresOf(`${process}, objects`, known(levels, heap), 'MiB'),
    ]),
    ...figuresOf(
      'window, DOM nodes',
      levels.map(({ nodes }) => nodes),
      'nodes',
    ),
    ...figuresOf(
      'window, listeners',
      levels.map(({ listeners }) => listeners),
      'listeners',
    ),
    { what: 'cameras on while the panel is open', value: soaked.tracksWhileOpen, unit: 'tracks' },
    { what: 'cameras on at the end', value: soaked.tracksAfter, unit: 'tracks' },
    { what: 'warnings of leaks in the logs', value: soaked.warnings.length, unit: 'lines' },
    { what: 'badges that came out', value: soaked.badges, unit: 'badges' },
    { what: 'scans answered', value: soaked.answered, unit: `of ${SCANS}` },
    ...framesFigures('at the start', soaked.framesAtStart),
    ...framesFigures('at the end', soaked.framesAtEnd),
  ];
}

function known(levels: readonly Levels[], heap: 'mainHeap' | 'windowHeap' | 'coreHeap'): number[] {
  return levels.flatMap((level) => level[heap] ?? []);
}

function figuresOf(what: string, values: readonly number[], unit: string): Figure[] {
  const [first] = values;
  const last = values.at(-1);
  if (first === undefined || last === undefined) return [];
  return [
    { what: `${what}, after the warm-up`, value: first, unit },
    { what: `${what}, at the end`, value: last, unit },
    { what: `${what}, each hour more`, value: slopeOf(values), unit },
  ];
}

function framesFigures(when: string, frames: readonly number[]): Figure[] {
  return [
    { what: `frames to a verdict ${when}, the middle one`, value: median(frames), unit: 'frames' },
    { what: `frames to a verdict ${when}, the most`, value: Math.max(...frames), unit: 'frames' },
  ];
}
