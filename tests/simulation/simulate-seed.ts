import fc from 'fast-check';
import { history } from './generate-history.ts';
import type { History } from './history.ts';
import type { PlantedFault } from './planted-fault.ts';
import { runHistory } from './run-history.ts';
import { shrinkHistory } from './shrink-history.ts';
import type { StationFiles } from './station-files.ts';
import { Tally } from './tally.ts';

/** A seed whose history went wrong, with the smallest history found that still does. */
export interface FailedSeed {
  readonly seed: number;
  readonly history: History;
  readonly problems: readonly string[];
}

export interface SimulationOptions {
  readonly files: StationFiles;
  readonly fault?: PlantedFault;
  /** Takes down what happened in the seed's history. */
  readonly happened?: Tally;
  /** How long to look for a smaller history; 0: not at all. */
  readonly shrinkForMs: number;
}

/** The history that a seed stands for. */
export function historyOf(seed: number): History {
  const drawn: History[] = [];
  const draws = fc.property(history, (day) => void drawn.push(day));
  fc.assert(draws, { seed, numRuns: 1, unbiased: true });
  const [day] = drawn;
  if (day === undefined) throw new Error(`no history for the seed ${seed}`);
  return day;
}

/** Runs the one history that a seed stands for; null when all is sound. */
export function simulateSeed(seed: number, options: SimulationOptions): FailedSeed | null {
  const { files, fault = null, happened = new Tally(), shrinkForMs } = options;
  const day = historyOf(seed);
  const problems = problemsOf(day, files, fault, happened);
  if (problems.length === 0) return null;
  if (shrinkForMs === 0) return { seed, history: day, problems };
  const fails = (smaller: History) => problemsOf(smaller, files, fault).length > 0;
  const smallest = shrinkHistory(day, fails, performance.now() + shrinkForMs);
  return { seed, history: smallest, problems: problemsOf(smallest, files, fault) };
}

/** What is wrong after a history; something thrown on the way is wrong too. */
export function problemsOf(
  day: History,
  files: StationFiles,
  fault: PlantedFault | null = null,
  happened = new Tally(),
): string[] {
  try {
    return runHistory(day, files, fault, happened);
  } catch (cause) {
    return [cause instanceof Error ? `thrown: ${cause.stack}` : `thrown: ${String(cause)}`];
  }
}
