import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { BatchOrderSchema } from '../../contract/batch.ts';
import { type Result, refused } from '../../contract/failure.ts';
import { BadgeReasonSchema } from '../../contract/op.ts';
import type { WantedGuests } from '../station/batch-guests.ts';
import { parsePath } from './arguments.ts';
import * as batches from './batch-commands.ts';
import type { Work } from './output.ts';

/** Adds what can be done about badges of many guests. */
export function addBatchCommands(program: Command, run: (work: Work) => Promise<void>): void {
  program
    .command('print-batch')
    .description('print the badges of many guests, behind those of people who stand there')
    .option('--category <id>', 'of a category')
    .option('--organization <name>', 'of a delegation')
    .option('--ids <file>', 'of those whom a file names, by id or code', parsePath)
    .addOption(
      new Option('--order <order>', 'by name, or as the list or the file has them')
        .choices(BatchOrderSchema.options)
        .default('name'),
    )
    .option('--again', 'also for those who have a badge: it stops working')
    .addOption(new Option('--reason <reason>', 'why again').choices(BadgeReasonSchema.options))
    .action(({ order, again, reason, ...chosen }) => {
      const guests = wantedGuests(chosen);
      if (guests === null)
        program.error('error: give one of --category, --organization and --ids', { exitCode: 2 });
      if ((again === true) !== (reason !== undefined))
        program.error('error: --again needs --reason, and --reason needs --again', { exitCode: 2 });
      return run((station, output) =>
        guests.ok
          ? batches.printBatch({
              guests: guests.value,
              order: BatchOrderSchema.parse(order),
              again: BadgeReasonSchema.optional().parse(reason) ?? null,
            })(station, output)
          : output.refusal(guests.failure),
      );
    });
  const batch = program.command('batch').description('badges of many guests that are on their way');
  batch
    .command('status')
    .description('all batches, or one with what is to look after')
    .argument('[batch]')
    .action((id) => run(batches.batchStatus(id)));
  batch
    .command('pause')
    .description('begin no further badge of a batch')
    .argument('<batch>')
    .action((id) => run(batches.pauseBatch(id)));
  batch
    .command('resume')
    .description('go on with a batch and wait for it')
    .argument('<batch>')
    .action((id) => run(batches.resumeBatch(id)));
  batch
    .command('cancel')
    .description('give up what of a batch is not out')
    .argument('<batch>')
    .action((id) => run(batches.cancelBatch(id)));
}

interface Chosen {
  readonly category?: string;
  readonly organization?: string;
  readonly ids?: string;
}

/** Null unless exactly one is chosen. */
function wantedGuests({ category, organization, ids }: Chosen): Result<WantedGuests> | null {
  const wanted: Result<WantedGuests>[] = [];
  if (category !== undefined) wanted.push({ ok: true, value: { by: 'category', category } });
  if (organization !== undefined) wanted.push({ ok: true, value: { by: 'organization', organization } });
  if (ids !== undefined) wanted.push(readIdsFile(ids));
  return wanted.length === 1 ? (wanted[0] ?? null) : null;
}

function readIdsFile(file: string): Result<WantedGuests> {
  try {
    const bytes = new Uint8Array(readFileSync(file));
    return { ok: true, value: { by: 'ids', file: { name: basename(file), bytes } } };
  } catch {
    return refused('file-missing', { file });
  }
}
