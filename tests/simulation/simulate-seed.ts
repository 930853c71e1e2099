import fc from 'fast-check';
import { history } from './generate-history.ts';
import type { History } from './history.ts';
import type { PlantedFault } from './planted-fault.ts';
import type { StationFiles } from './station-files.ts';
import { runHistory } from './virtual-venue.ts';

/** A seed whose history went wrong, with the smallest history found that still does. */
export interface FailedSeed {
  readonly seed: number;
  readonly history: History;
  readonly problems: readonly string[];
}

export interface SimulationOptions {
  readonly files: StationFiles;
  readonly fault?: PlantedFault;
  /** How long to look for a smaller history. */
  readonly shrinkForMs: number;
}

/** Runs the one history that a seed stands for; null when all is sound. */
export function simulateSeed(seed: number, options: SimulationOptions): FailedSeed | null {
  const { files, fault = null, shrinkForMs } = options;
  const isSound = fc.property(history, (day) => problemsOf(day, files, fault).length === 0);
  const { counterexample } = fc.check(isSound, {
    seed,
    numRuns: 1,
    unbiased: true,
    endOnFailure: shrinkForMs === 0,
    interruptAfterTimeLimit: shrinkForMs === 0 ? 600_000 : shrinkForMs,
  });
  if (counterexample === null) return null;
  const [smallest] = counterexample;
  return { seed, history: smallest, problems: problemsOf(smallest, files, fault) };
}

/** What is wrong after a history; something thrown on the way is wrong too. */
export function problemsOf(day: History, files: StationFiles, fault: PlantedFault | null = null): string[] {
  try {
    return runHistory(day, files, fault);
  } catch (cause) {
    return [cause instanceof Error ? `thrown: ${cause.stack}` : `thrown: ${String(cause)}`];
  }
}
