/** Runs the seeds that it is sent, one after the other; the answer to each is the failure, or null. */
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { simulateSeed } from './simulate-seed.ts';
import { StationFiles } from './station-files.ts';

const SHRINK_FOR_MS = 120_000;

const TaskSchema = z.union([z.strictObject({ seed: z.int() }), z.literal('end')]);

const files = new StationFiles();
parentPort?.on('message', (message: unknown) => {
  const task = TaskSchema.parse(message);
  if (task === 'end') {
    files.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(simulateSeed(task.seed, { files, shrinkForMs: SHRINK_FOR_MS }));
});
