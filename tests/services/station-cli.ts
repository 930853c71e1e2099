/** The command line of a station as people run it: a process of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/built-app.ts';

/** The program; it runs on the Node of the tests. */
export const STATION_CLI = join(projectFolder, 'src/core/cli.ts');

export interface CommandRun {
  /** -1 when a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command on a data folder, and resolves with whatever came of it. */
export function runStation(
  data: string,
  words: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<CommandRun> {
  return new Promise((resolve) => {
    const command = [STATION_CLI, '--data', data, ...words];
    execFile(process.execPath, command, options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ exitCode, stdout, stderr });
    });
  });
}
