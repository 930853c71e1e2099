/**
 * Stands for Windows PowerShell and SumatraPDF at the process boundary, for tests of the adapter on other systems: it
 * is started as they are, understands the station's own scripts, and answers in the form of the recorded answers in
 * tests/fixtures/windows. What is in its queues lies in `state.json` of its folder. It is not Windows.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { SCRIPTS } from '../../src/core/print/windows-scripts.ts';

const StateSchema = z.object({
  queues: z.array(z.looseObject({ name: z.string(), keepsJobs: z.boolean() })),
  /** In the one queue there is. */
  jobs: z.array(z.object({ id: z.number(), document: z.string(), status: z.string() })),
  /** What a new job says of itself. */
  newJobs: z.string(),
  /** Whether this user may change queues. */
  mayManage: z.boolean(),
  /** The exit code of SumatraPDF, and whether it hands the document over before. */
  sumatra: z.object({ exitCode: z.number(), handsOver: z.boolean() }),
  spooler: z.enum(['runs', 'stopped']),
  /** Documents whose hand-over was ended. */
  stopped: z.array(z.string()),
});
export type WindowsState = z.infer<typeof StateSchema>;

if (import.meta.main) {
  const [, , program, folder = '', ...given] = process.argv;
  if (program === 'sumatra') printDocument(folder, given);
  else answer(folder, given);
}

export function readState(folder: string): WindowsState {
  return StateSchema.parse(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')));
}

export function writeState(folder: string, state: WindowsState): void {
  writeFileSync(join(folder, 'state.json'), JSON.stringify(state));
}

function answer(folder: string, given: string[]): void {
  const script = Buffer.from(given.at(-1) ?? '', 'base64').toString('utf16le');
  const expected = ['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand'];
  if (given.slice(0, -1).join() !== expected.join())
    throw new Error(`not as it is called: ${given.join(' ')}`);
  const state = readState(folder);
  if (state.spooler === 'stopped') {
    process.stderr.write(
      'Get-Printer : The spooler service is not reachable. Ensure the spooler service is running.\n',
    );
    process.exit(1);
  }
  const { YANQI_PRINTER: name, YANQI_JOB: job = '', YANQI_REMOVE: remove = '' } = process.env;
  const queue = state.queues.find((known) => known.name === name);
  switch (script) {
    case SCRIPTS.list:
      say(state.queues);
      break;
    case SCRIPTS.keep:
      if (queue !== undefined && state.mayManage) queue.keepsJobs = true;
      writeState(folder, state);
      say({ queue: queue ?? null, jobs: [] });
      break;
    case SCRIPTS.look:
      say({
        queue: queue ?? null,
        jobs: state.jobs.filter(({ document }) => document.includes(job)).map(shown),
      });
      break;
    case SCRIPTS.stop:
      writeState(folder, { ...state, stopped: [...state.stopped, job] });
      say({ stopped: 0 });
      break;
    case SCRIPTS.remove:
      writeState(folder, {
        ...state,
        jobs: state.jobs.filter(({ id }) => !remove.split(',').includes(String(id))),
      });
      say({ removed: remove });
      break;
    default:
      throw new Error('not a script of the station');
  }
}

function shown({ id, status }: WindowsState['jobs'][number]) {
  return { status, id };
}

/** As ConvertTo-Json writes it, with the end of line of Windows. */
function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\r\n`);
}

function printDocument(folder: string, given: string[]): void {
  const [to, printer, silent, settings, wanted, file = ''] = given;
  const expected = ['-print-to', '-silent', '-print-settings', 'noscale,simplex'];
  if ([to, silent, settings, wanted].join() !== expected.join())
    throw new Error(`called as ${given.join(' ')}`);
  const state = readState(folder);
  if (state.sumatra.handsOver && state.queues.some(({ name }) => name === printer)) {
    const id = 2 + state.jobs.length;
    mkdirSync(join(folder, 'paper'), { recursive: true });
    copyFileSync(file, join(folder, 'paper', `${id}-${basename(file)}`));
    writeState(folder, { ...state, jobs: [...state.jobs, { id, document: file, status: state.newJobs }] });
  }
  process.exit(state.sumatra.exitCode);
}
