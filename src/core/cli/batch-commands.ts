import { z } from 'zod';
import { type Batch, BatchReportSchema, BatchSchema } from '../../contract/batch.ts';
import type { Station } from '../station/station.ts';
import { batchesWords, batchWords, reportWords } from './batch-words.ts';
import type { Work } from './output.ts';
import { type ExitCode, type Output, told } from './output.ts';
import { sayIfStuck } from './say-if-stuck.ts';

/** How often it is looked how far a batch is. */
const LOOK_EVERY_MS = 1_000;
/** How long a batch may stand still until the command ends; the batch stays as it is. */
const PATIENCE_MS = 60_000;
/** How long the few badges that are on their way may take to be given up. */
const GIVING_UP_MS = 10_000;

/** Prints badges of many guests and waits for them. */
export function printBatch(wanted: Parameters<Station['batch']['start']>[0]): Work {
  return async (station, output) => {
    const started = await station.batch.start(wanted);
    return started.ok ? following(station, output, started.value.id) : output.refusal(started.failure);
  };
}

/** All of the newest, or one with what is to look after. */
export function batchStatus(id: string | undefined): Work {
  return (station, output) => {
    if (id !== undefined) return told(output, station.batch.report(id), BatchReportSchema, reportWords);
    output.result(z.array(BatchSchema), station.batch.list(), batchesWords);
    return 0;
  };
}

export function pauseBatch(id: string): Work {
  return (station, output) => told(output, station.batch.pause(id), BatchSchema, batchWords);
}

export function cancelBatch(id: string): Work {
  return async (station, output) => {
    const cancelled = station.batch.cancel(id);
    if (!cancelled.ok) return output.refusal(cancelled.failure);
    return told(output, await station.batch.ended(id, GIVING_UP_MS), BatchReportSchema, reportWords);
  };
}

/** Goes on with a batch, whether it was paused or the station was closed meanwhile, and waits for it. */
export function resumeBatch(id: string): Work {
  return async (station, output) => {
    const resumed = station.batch.resume(id);
    return resumed.ok ? following(station, output, id) : output.refusal(resumed.failure);
  };
}

/** Exit 1 when some badge did not come out, or when the batch stands still. */
async function following(station: Station, output: Output, id: string): Promise<ExitCode> {
  let shown = '';
  let movedAt = performance.now();
  for (;;) {
    const report = await station.batch.ended(id, LOOK_EVERY_MS);
    if (!report.ok) return output.refusal(report.failure);
    const { state } = report.value;
    if (state !== 'running' || performance.now() - movedAt > PATIENCE_MS) {
      output.result(BatchReportSchema, report.value, reportWords);
      return exitCode(station, output, report.value);
    }
    const words = batchWords(report.value);
    if (words === shown) continue;
    [shown, movedAt] = [words, performance.now()];
    output.progress(words);
  }
}

function exitCode(station: Station, output: Output, { state, failed }: Batch): ExitCode {
  const stuck = station.openJobs().find((job) => job.state === 'stuck');
  if (state === 'running' && stuck !== undefined) sayIfStuck(output, stuck);
  return state === 'done' && failed === 0 ? 0 : 1;
}
