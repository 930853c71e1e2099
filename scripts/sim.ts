/**
 * `npm run sim -- --seeds 2000` runs the simulated venues of seeds 1 to 2000, `npm run sim -- --seed 17` that of one
 * (tests/simulation). The histories that once went wrong come first. Exits with 1 at the first that goes wrong, and
 * tells its seed, the smallest history that does so too and what is wrong then; 2 when the arguments make no sense.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { HistorySchema } from '../tests/simulation/history.ts';
import { readRegressions } from '../tests/simulation/regressions.ts';
import { type FailedSeed, problemsOf } from '../tests/simulation/simulate-seed.ts';
import { StationFiles } from '../tests/simulation/station-files.ts';
import { projectFolder } from './built-app.ts';

const DEFAULT_SEEDS = 200;
const SAY_EVERY = 100;
const MOST_PROBLEMS_SHOWN = 10;

const AnswerSchema = z
  .strictObject({ seed: z.int(), history: HistorySchema, problems: z.array(z.string()) })
  .nullable();

const seeds = wantedSeeds();
if (seeds === null) {
  process.stderr.write('usage: npm run sim -- [--seeds COUNT | --seed NUMBER]\n');
  process.exit(2);
}
const started = performance.now();
process.exitCode = replayRegressions() && (await runSeeds(seeds)) ? 0 : 1;

function wantedSeeds(): number[] | null {
  try {
    const { values } = parseArgs({ options: { seeds: { type: 'string' }, seed: { type: 'string' } } });
    if (values.seed !== undefined) return [z.coerce.number().int().parse(values.seed)];
    const count = z.coerce
      .number()
      .int()
      .min(1)
      .parse(values.seeds ?? DEFAULT_SEEDS);
    return Array.from({ length: count }, (_, place) => place + 1);
  } catch {
    return null;
  }
}

function replayRegressions(): boolean {
  const files = new StationFiles();
  try {
    for (const { name, history } of readRegressions()) {
      const problems = problemsOf(history, files);
      if (problems.length === 0) continue;
      process.stdout.write(`the regression ${name} is back:\n${shown(problems)}\n`);
      return false;
    }
    return true;
  } finally {
    files.close();
  }
}

/** Runs the seeds on all processors; false at the first failure. */
async function runSeeds(wanted: readonly number[]): Promise<boolean> {
  const queue = [...wanted];
  let done = 0;
  const failures: FailedSeed[] = [];
  await Promise.all(
    Array.from({ length: Math.min(availableParallelism(), wanted.length) }, () =>
      work(
        () => (failures.length > 0 ? undefined : queue.shift()),
        (failure) => {
          done += 1;
          if (failure !== null) failures.push(failure);
          else if (done % SAY_EVERY === 0) process.stdout.write(`${done} seeds, ${seconds()} s\n`);
        },
      ),
    ),
  );
  for (const failure of failures) report(failure);
  if (failures.length === 0) process.stdout.write(`${done} seeds are sound, ${seconds()} s\n`);
  return failures.length === 0;
}

/** One worker: takes a seed after the other until there is none left. Rejects when the worker itself fails. */
function work(next: () => number | undefined, tell: (failure: FailedSeed | null) => void): Promise<void> {
  const worker = new Worker(new URL('../tests/simulation/seed-worker.ts', import.meta.url));
  const give = () => {
    const seed = next();
    worker.postMessage(seed === undefined ? 'end' : { seed });
  };
  worker.on('message', (answer: unknown) => {
    tell(AnswerSchema.parse(answer));
    give();
  });
  give();
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}

function report({ seed, history, problems }: FailedSeed): void {
  const folder = join(projectFolder, 'test-results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `simulation-seed-${seed}.json`);
  writeFileSync(file, `${JSON.stringify({ was: problems[0] ?? '', history }, null, 2)}\n`);
  process.stdout.write(
    `seed ${seed} goes wrong. The smallest history found:\n${JSON.stringify(history)}\n${shown(problems)}\n` +
      `It is in ${file}: move it to tests/simulation/regressions once it is mended.\n`,
  );
}

function shown(problems: readonly string[]): string {
  return problems
    .slice(0, MOST_PROBLEMS_SHOWN)
    .map((problem) => `- ${problem}`)
    .join('\n');
}

function seconds(): number {
  return Math.round((performance.now() - started) / 1000);
}
