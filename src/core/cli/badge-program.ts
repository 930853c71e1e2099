import { type Command, Option } from 'commander';
import { BadgeReasonSchema } from '../../contract/op.ts';
import * as badges from './badge-commands.ts';
import type { Work } from './output.ts';

/** Adds what can be done about badges on their way to paper. */
export function addBadgeCommands(program: Command, run: (work: Work) => Promise<void>): void {
  const PRINTER = ['--printer <name>', 'another printer than that of the station'] as const;
  program
    .command('print')
    .description('print a badge and wait for it')
    .argument('<registration>')
    .option(...PRINTER)
    .action((registration, { printer }) => run(badges.print(registration, { printer })));
  program
    .command('reprint')
    .description('print another badge for a guest; those before it stop working')
    .argument('<registration>')
    .addOption(
      new Option('--reason <reason>', 'why').choices(BadgeReasonSchema.options).makeOptionMandatory(),
    )
    .option(...PRINTER)
    .action((registration, { printer, reason }) =>
      run(badges.print(registration, { printer, reason: BadgeReasonSchema.parse(reason) })),
    );
  program
    .command('print-test')
    .description('print a test sheet, the size of the badges there, and wait for it')
    .argument('<printer>')
    .action((printer) => run(badges.printTest(printer)));
  program
    .command('queue')
    .description('badges that are not printed yet')
    .action(() => run(badges.queue));
  program
    .command('jobs')
    .description('all badges that were asked for, the newest first')
    .action(() => run(badges.jobs));
  program
    .command('job')
    .description('a badge and all that happened to it')
    .argument('<job>')
    .action((id) => run(badges.job(id)));
  program
    .command('retry')
    .description('print a badge that is held for a person')
    .argument('<job>')
    .option('--anyway', 'also when no font draws some of its characters')
    .action((id, options) => run(badges.retry(id, options)));
  program
    .command('cancel')
    .description('give a badge up')
    .argument('<job>')
    .action((id) => run(badges.cancel(id)));
  program
    .command('move')
    .description('print a badge at another printer, once its queue has given it back')
    .argument('<job>')
    .argument('<printer>')
    .action((id, printer) => run(badges.move(id, printer)));
  program
    .command('came-out')
    .description('say that a badge that is held came out after all')
    .argument('<job>')
    .action((id) => run(badges.cameOut(id)));
}
