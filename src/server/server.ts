/** The command line of the central server: `npm run server -- [options]`. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { destination, pino } from 'pino';
import type { Event } from '../contract/event.ts';
import type { Failure } from '../contract/failure.ts';
import { failureSentence } from '../contract/failure-sentences.ts';
import type { ImportReport } from '../contract/list-import.ts';
import { defaultDataFolder } from './data-folder.ts';
import { readEventFile } from './read-event-file.ts';
import { type RunningServer, ServerRefused, startServer } from './start-server.ts';

const DEFAULT_EVENT = new URL('../../resources/events/world-sme-conference-2026.json', import.meta.url);
const EXIT_REFUSED = 1;
const EXIT_WRONG_USE = 2;

interface Arguments {
  readonly data: string;
  readonly databaseUrl?: string;
  readonly host: string;
  readonly port: number;
  readonly import?: string;
  readonly event?: string;
  readonly export?: string;
  readonly layout: readonly string[];
  readonly staff?: string;
}

function readArguments(): Arguments {
  const command = new Command('server')
    .description('The central server of Yanqi Desk: collects the check-ins of all stations.')
    .option('--data <folder>', 'where to keep the data', defaultDataFolder())
    .option('--database-url <url>', 'use this PostgreSQL instead of the embedded database (or DATABASE_URL)')
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .option('--port <number>', 'port to listen at, 0 for any that is free', parsePort, 8080)
    .option('--import <file>', 'load this list of guests (CSV or XLSX), then serve')
    .option('--export <folder>', 'write the tickets of all guests there (a CSV, a ZIP of QR codes), then end')
    .option(
      '--layout <path>',
      'publish this badge layout, or all in this folder, in the place of those published before; may be repeated',
      (path: string, before: readonly string[]) => [...before, path],
      [],
    )
    .option(
      '--staff <file>',
      'publish the staff of this JSON file for all stations, in the place of those published before',
    )
    .option('--event <file>', 'serve the event of this JSON file')
    .allowExcessArguments(false)
    .exitOverride();
  return command.parse().opts<Arguments>();
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('a port is a number from 0 to 65535');
}

async function run(given: Arguments): Promise<void> {
  const log = pino({ name: 'server' }, destination({ dest: 2, sync: true }));
  const server = await startServer({
    folder: given.data,
    databaseUrl: given.databaseUrl ?? (process.env.DATABASE_URL || null),
    host: given.host,
    // Who exports serves nobody: another server may have the port.
    port: given.export === undefined ? given.port : 0,
    event: given.event === undefined ? null : readEventOrRefuse(given.event),
    defaultEvent: readEventOrRefuse(fileURLToPath(DEFAULT_EVENT)),
    environment: process.env,
    now: Date.now,
    log,
  });
  closeOnSignal(server);
  if (given.import !== undefined && !(await importOrSay(server, given.import))) {
    await server.close();
    process.exitCode = EXIT_REFUSED;
    return;
  }
  if (given.layout.length > 0 && !(await publishOrSay(server, given.layout))) {
    await server.close();
    process.exitCode = EXIT_REFUSED;
    return;
  }
  if (given.staff !== undefined && !(await publishStaffOrSay(server, given.staff))) {
    await server.close();
    process.exitCode = EXIT_REFUSED;
    return;
  }
  if (given.export !== undefined) {
    for (const file of await server.exportTickets(given.export)) console.log(`export: ${file}`);
    return server.close();
  }
  const { code } = await server.makeEnrolmentCode({ name: 'Desk', role: 'desk' });
  const lines = [
    `data: ${given.data}`,
    `server: ${server.url}`,
    `console: ${server.url}/#key=${server.consoleKey}`,
    `enrolment code: ${code} (one station, 24 hours)`,
  ];
  console.log(lines.join('\n'));
}

function readEventOrRefuse(file: string): Event {
  const event = readEventFile(file);
  if (!event.ok) throw new ServerRefused(event.failure);
  return event.value;
}

/** Loads a list and prints what became of it. False when it was refused whole. */
async function importOrSay(server: RunningServer, path: string): Promise<boolean> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    say({ code: 'file-missing', details: { file: path } });
    return false;
  }
  const report = await server.importList({
    file: { name: basename(path), bytes },
    encoding: null,
    dryRun: false,
  });
  if (report.ok) printReport(report.value);
  else say(report.failure);
  return report.ok;
}

/** Publishes badge layouts and prints what became of them. False when one was refused, and none published. */
async function publishOrSay(server: RunningServer, paths: readonly string[]): Promise<boolean> {
  const published = await server.publishLayouts(paths);
  if (!published.ok) {
    say(published.failure);
    return false;
  }
  const { version, layouts, isNew } = published.value;
  for (const { id, categories } of layouts)
    console.log(`layout: ${id} for ${categories?.join(', ') ?? 'all other categories'}`);
  console.log(`layouts: version ${version} ${isNew ? 'published' : 'as published before'}`);
  return true;
}

/** Publishes the staff of a file and prints who they are. False when it was refused. */
async function publishStaffOrSay(server: RunningServer, file: string): Promise<boolean> {
  const published = await server.publishStaff(file);
  if (!published.ok) {
    say(published.failure);
    return false;
  }
  const { staff, isNew } = published.value;
  for (const { name, role } of staff) console.log(`staff: ${name}, ${role}`);
  console.log(`staff: ${staff.length} ${isNew ? 'published' : 'as published before'}`);
  return true;
}

function printReport(report: ImportReport): void {
  for (const { line, column, reason, value } of report.problems) {
    console.error(`import: ${report.file} line ${line}, ${column}: ${reason} ${JSON.stringify(value)}`);
  }
  const { added, changed, unchanged, refused } = report;
  console.log(`import: ${added} added, ${changed} changed, ${unchanged} unchanged, ${refused} refused`);
}

function closeOnSignal(server: RunningServer): void {
  function close(): void {
    process.off('SIGTERM', close);
    process.off('SIGINT', close);
    server.close().catch(fail);
  }
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
}

function say(failure: Failure): void {
  console.error(`server: ${failure.code}: ${failureSentence(failure, 'en')}`);
}

function fail(cause: unknown): void {
  if (cause instanceof ServerRefused) say(cause.failure);
  else console.error(`server: ${cause instanceof Error ? cause.message : String(cause)}`);
  process.exitCode = EXIT_REFUSED;
}

try {
  await run(readArguments());
} catch (cause) {
  if (cause instanceof CommanderError) process.exitCode = cause.exitCode === 0 ? 0 : EXIT_WRONG_USE;
  else fail(cause);
}
