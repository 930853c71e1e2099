import type { Batch, BatchReport } from '../../contract/batch.ts';
import { stuckSentence } from './badge-words.ts';

export function batchesWords(batches: readonly Batch[]): string {
  return batches.length === 0 ? 'No batch.' : batches.map(batchWords).join('\n');
}

export function batchWords(batch: Batch): string {
  const { id, state, total, done, failed, givenUp, waiting, leftOut } = batch;
  const counts = [
    `${done} of ${total} printed`,
    waiting > 0 && `${waiting} waiting`,
    failed > 0 && `${failed} held`,
    givenUp > 0 && `${givenUp} given up`,
    leftOut.printed > 0 && `${leftOut.printed} left out: have a badge`,
    leftOut.notConfirmed > 0 && `${leftOut.notConfirmed} left out: not confirmed`,
  ];
  return [id, whose(batch), state, counts.filter((words) => words !== false).join(', ')].join('  ');
}

function whose({ guests }: Batch): string {
  if (guests.by === 'category') return guests.category;
  return guests.by === 'organization' ? guests.organization : guests.file;
}

/** The batch, badges that are held with why, and lines that name nobody. */
export function reportWords(report: BatchReport): string {
  const held = report.held.map(({ guest, job }) => `  ${guest}  ${job.id}  ${stuckSentence(job)}`);
  const unknown = report.unknown.map(({ line, id }) => `  line ${line}: ${id} is not on the list`);
  return [
    batchWords(report),
    ...held,
    ...more(report.failed - held.length),
    ...unknown,
    ...more(report.unknownCount - unknown.length),
  ].join('\n');
}

function more(count: number): string[] {
  return count > 0 ? [`  and ${count} more`] : [];
}
