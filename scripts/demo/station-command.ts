/** The station's command line, as support staff use it: `npm run station -- --data DIR --json COMMAND`. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { z } from 'zod';
import { projectFolder } from '../built-app.ts';

const run = promisify(execFile);

/** Runs one command on the station's data folder and gives its answer; rejects with what it said when it is refused. */
export async function stationCommand<Schema extends z.ZodType>(
  folder: string,
  schema: Schema,
  ...command: string[]
): Promise<z.output<Schema>> {
  const cli = join(projectFolder, 'src/core/cli.ts');
  const { stdout } = await run(process.execPath, [cli, '--data', folder, '--json', ...command], {
    maxBuffer: 64_000_000,
  });
  return schema.parse(JSON.parse(stdout));
}
