import { Argument, type Command } from 'commander';
import { DecisionSchema } from '../../contract/op.ts';
import { parseNote } from './arguments.ts';
import * as desk from './desk-commands.ts';
import type { Work } from './output.ts';
import * as record from './record-commands.ts';

/** Adds what a desk can do beside scanning and printing, and what the log comes to. */
export function addDeskCommands(program: Command, run: (work: Work) => Promise<void>): void {
  program
    .command('undo')
    .description('take one op back: an entry, an exit, a correction or a note')
    .argument('<op>', 'its id')
    .action((op) => run(desk.undo(op)));
  withNames(program.command('walk-in').description('take down a guest who is on no list'))
    .requiredOption('--category <id>')
    .option('--job-title <title>')
    .option('--country <code>', 'ISO 3166-1, two letters')
    .option('--phone <number>')
    .option('--notes <text>')
    .action((options) => run(desk.walkIn(options)));
  withNames(program.command('correct').description('put right what the list says of a guest'))
    .argument('<registration>')
    .option('--category <id>')
    .action((registration, options) => run(desk.correct(registration, options)));
  program
    .command('note')
    .description('write something down about a guest')
    .argument('<registration>')
    .argument('<text>', 'up to 2000 characters', parseNote)
    .action((registration, text) => run(desk.note(registration, text)));
  program
    .command('confirm-hold')
    .description('a guest who waits was met and may go in')
    .argument('<registration>')
    .action((registration) => run(desk.confirmHold(registration)));
  program
    .command('conflicts')
    .description('admissions and walk-ins about which somebody has to decide, the newest first')
    .action(() => run(desk.conflicts));
  program
    .command('settle')
    .description('decide about an admission in question, or whether a walk-in is somebody else as well')
    .argument('<op>', 'the id of the entry in question, or of the walk-in')
    .addArgument(new Argument('<decision>').choices(DecisionSchema.options))
    .option('--other <registration>', 'whom the walk-in is, or is not')
    .action((op, decision, { other }) => run(desk.settle(op, DecisionSchema.parse(decision), other ?? null)));
  program
    .command('parked')
    .description('ops that the server did not take')
    .action(() => run(record.parked));
  program
    .command('verify')
    .description('compare the tables with what the whole log comes to')
    .action(() => run(record.verify));
  program
    .command('counts')
    .description('guests by checkpoint, category and quarter of an hour')
    .action(() => run(record.counts));
}

function withNames(command: Command): Command {
  return command
    .option('--family <name>', 'family name')
    .option('--given <name>', 'given name')
    .option('--latin <name>', 'the name in Latin letters')
    .option('--title <title>', 'what goes with the name on the badge: H.E., Dr., 博士')
    .option('--badge-name <name>', 'what the badge says instead of family and given name')
    .option('--organization <name>');
}
