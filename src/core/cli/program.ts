import { Command, CommanderError, Option } from 'commander';
import { z } from 'zod';
import type { Failure } from '../../contract/failure.ts';
import { PrintWhenSchema } from '../../contract/print.ts';
import { BackupSchema, DirectionSchema } from '../../contract/status.ts';
import { RoleSchema } from '../../contract/sync.ts';
import { openStation } from '../station/open-station.ts';
import { restore } from '../station/restore.ts';
import { prepareFolder, type StationFolder } from '../station/station-folder.ts';
import { openStationLog } from '../station/station-log.ts';
import { addFurtherPrinter, addLayoutPrinter, parseEncoding, parseMoment, parsePath } from './arguments.ts';
import { badge } from './badge-preview.ts';
import { addBadgeCommands } from './badge-program.ts';
import { addBatchCommands } from './batch-program.ts';
import * as commands from './commands.ts';
import { addDeskCommands } from './desk-program.ts';
import { type ExitCode, type Output, openOutput, type Work } from './output.ts';
import { addStaffCommands, parseLockAfter } from './staff-program.ts';
import { backupWords } from './words.ts';

const GlobalOptionsSchema = z.object({ data: z.string(), json: z.boolean().default(false) });

/** Runs one command; says everything on stdout and stderr and gives the exit code. */
export async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = stationProgram(async (work) => {
    const { data, json } = GlobalOptionsSchema.parse(program.opts());
    exitCode = await runWork(data, openOutput(json), work);
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    if (cause.exitCode === 0) return 0;
    return openOutput(words.includes('--json')).refusal(wrongUse(cause));
  }
  return exitCode;
}

/** What a command does: with the open station, or (restore) with the folder alone. */
type FolderWork = (folder: StationFolder, output: Output) => ExitCode | Promise<ExitCode>;

function stationProgram(run: (work: FolderWork) => Promise<void>): Command {
  const atStation = (work: Work) => run((folder, output) => withStation(folder, output, work));
  const program = new Command('station')
    .description('The check-in station without windows.')
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .requiredOption('--data <dir>', 'the data folder; made when it is missing', parsePath)
    .option('--json', 'results and errors as JSON');
  program
    .command('import')
    .description('import a list of registrations (CSV or XLSX)')
    .argument('<file>', 'the list', parsePath)
    .option('--encoding <encoding>', 'what the text is encoded in; found out otherwise', parseEncoding)
    .option('--dry-run', 'say what would happen and change nothing')
    .action((file, options) => atStation(commands.importList(file, options)));
  program
    .command('scan')
    .description('scan a code; admits the guest and prints the badge')
    .argument('<code>')
    .option('--checkpoint <id>', 'another checkpoint than that of the station')
    .option('--at <time>', 'when the guest stood there (ISO 8601 with offset)', parseMoment)
    .option('--out', 'the guest goes out')
    .action((code, options) => atStation(commands.scan(code, options)));
  addDeskCommands(program, atStation);
  program
    .command('search')
    .description('find people by name, id, code, phone or organisation')
    .argument('<text...>')
    .action((text: string[]) => atStation(commands.search(text.join(' '))));
  program
    .command('badge')
    .description('write a badge, or the test sheet of its page, to a PDF file')
    .argument('[registration]')
    .requiredOption('--out <file>', 'the PDF file', parsePath)
    .option('--layout <file>', 'the layout of a file, to look at it', parsePath)
    .option('--sheet', 'the test sheet: edges, rulers, colours and a QR code')
    .action((registration: string | undefined, { sheet = false, ...options }) => {
      if (sheet === (registration !== undefined))
        program.error('error: give a registration, or --sheet', { exitCode: 2 });
      return atStation(badge(registration ?? null, options));
    });
  program
    .command('token')
    .description("the code of a guest's newest badge, signed by this station")
    .argument('<registration>')
    .action((registration) => atStation(commands.token(registration)));
  addBadgeCommands(program, atStation);
  addBatchCommands(program, atStation);
  addStaffCommands(program, atStation);
  program
    .command('enrol')
    .description('enrol at a server with a one-time code')
    .argument('<url>')
    .argument('<code>')
    .action((url, code) => atStation(commands.enrol(url, code)));
  program
    .command('sync')
    .description('send what waits and take what is new')
    .option('--retry-parked', 'send once more what the server did not take')
    .action((options) => atStation(commands.sync(options)));
  program
    .command('status')
    .description('how the station stands')
    .action(() => atStation(commands.status));
  program
    .command('printers')
    .description('the printers that the station can use')
    .action(() => atStation(commands.printers));
  program
    .command('configure')
    .description('set the station up without its window')
    .option('--name <name>', 'what the station is called')
    .addOption(new Option('--role <role>', 'who stands at it').choices(RoleSchema.options))
    .option('--checkpoint <id>', 'where it stands')
    .addOption(
      new Option('--direction <direction>', 'which way guests pass').choices(DirectionSchema.options),
    )
    .option('--protocol-desk', 'it is told of guests who wait to be met')
    .option('--no-protocol-desk', 'it is not')
    .option('--printer <name>', 'where its badges come out')
    .option(
      '--further-printers <name...>',
      'printers that share its badges: each takes the next one',
      addFurtherPrinter,
    )
    .option('--no-further-printers', 'it has its badges for itself')
    .option('--failover-printer <name>', 'where they come out while that is in trouble')
    .option('--no-failover-printer', 'they wait while the printer is in trouble')
    .option(
      '--layout-printers <layout=printer...>',
      'where badges of some layouts come out instead',
      addLayoutPrinter,
    )
    .option('--no-layout-printers', 'badges of all layouts come out at one printer')
    .addOption(new Option('--print-when <when>', 'when badges are printed').choices(PrintWhenSchema.options))
    .option('--lock-after <seconds>', 'without input the window locks after so long', parseLockAfter)
    .option('--no-lock-after', 'the window never locks by itself')
    .action(({ furtherPrinters, failoverPrinter, layoutPrinters, lockAfter, ...settings }) =>
      atStation(
        commands.configure({
          ...settings,
          ...(furtherPrinters !== undefined && { furtherPrinters: furtherPrinters || [] }),
          ...(failoverPrinter !== undefined && { failoverPrinter: failoverPrinter || null }),
          ...(lockAfter !== undefined && { lockAfterSeconds: lockAfter || null }),
          ...(layoutPrinters !== undefined && { layoutPrinters: layoutPrinters || {} }),
        }),
      ),
    );
  program
    .command('ops')
    .description('the whole log')
    .action(() => atStation(commands.ops));
  program
    .command('backup')
    .description('copy the database, while it is in use')
    .argument('<file>', 'the copy', parsePath)
    .action((file) => atStation(commands.backup(file)));
  program
    .command('init')
    .description('take the event of a JSON file')
    .argument('<event>', 'the event file', parsePath)
    .action((file) => atStation(commands.init(file)));
  program
    .command('restore')
    .description('put a backup in the place of a damaged or missing database')
    .argument('<file>', 'the backup', parsePath)
    .action((file) => run((folder, output) => putBack(folder, output, file)));
  return program;
}

async function runWork(data: string, output: Output, work: FolderWork): Promise<ExitCode> {
  const folder = prepareFolder(data);
  return folder.ok ? work(folder.value, output) : output.refusal(folder.failure);
}

async function withStation(folder: StationFolder, output: Output, work: Work): Promise<ExitCode> {
  const log = openStationLog(folder.log);
  const opened = openStation({ folder: folder.path, background: false, log });
  if (!opened.ok) return output.refusal(opened.failure);
  const station = opened.value;
  try {
    return await work(station, output);
  } catch (cause) {
    return output.refusal(station.explain(cause));
  } finally {
    await station.close();
  }
}

function putBack(folder: StationFolder, output: Output, file: string): ExitCode {
  const restored = restore(folder, file, Date.now(), openStationLog(folder.log));
  if (!restored.ok) return output.refusal(restored.failure);
  output.result(BackupSchema, restored.value, backupWords);
  return 0;
}

/** What is wrong with the command line, in the parser's words. */
function wrongUse({ code, message }: CommanderError): Failure {
  const problem = code === 'commander.help' ? 'no command is given' : message.replace(/^error: /, '');
  return { code: 'wrong-use', details: { problem } };
}
