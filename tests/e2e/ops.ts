/** What the station's log says, read by the command line beside the running app. */
import { join } from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../../scripts/built-app.ts';
import { type Op, OpSchema } from '../../src/contract/op.ts';
import { output } from '../services/service-process.ts';

/** The whole log, oldest first. */
export async function ops(folder: string): Promise<Op[]> {
  const cli = join(projectFolder, 'src/core/cli.ts');
  const printed = await output(process.execPath, [cli, '--data', folder, '--json', 'ops']);
  return z.array(OpSchema).parse(JSON.parse(printed));
}

/** The entries of the log, oldest first, as `registration via`. */
export async function entries(folder: string): Promise<string[]> {
  return (await ops(folder)).filter(isEntry).map((op) => `${op.registration} ${op.payload.via}`);
}

function isEntry(op: Op): op is Extract<Op, { kind: 'entry' }> {
  return op.kind === 'entry';
}
