import { runCommandLine } from './cli/program.ts';

/** The station without windows: `npm run --silent station -- --data DIR [--json] COMMAND`. */
process.exitCode = await runCommandLine(process.argv.slice(2));
